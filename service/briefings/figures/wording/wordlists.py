"""How the word lists are written."""


def word_set(text: str) -> frozenset[str]:
    """Take words apart at white space."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """Take phrases apart at commas."""
    return frozenset(phrase.strip() for phrase in text.split(","))
