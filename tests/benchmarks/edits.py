"""What desks, websites and scanners do to a wire story when they print it again, seeded and in any strength."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from service.model import Article
from service.text.sentences import split_sentences

STRENGTHS = (0.05, 0.10, 0.20, 0.30)
"""Share of the words, or of the paragraphs, that an edit touches."""
_SENTENCES_IN_PARAGRAPH = 3
_HEADLINE_WORDS = 8
_SCANNED = {0.05: 0.01, 0.10: 0.02, 0.20: 0.035, 0.30: 0.05}
"""Share of the characters that a scanner misreads at each strength; it glues and breaks as large a share of words."""
_MISREAD = {
    "rn": "m", "cl": "d", "vv": "w", "m": "rn", "d": "cl", "l": "1", "i": "l", "e": "c", "h": "b", "o": "0", "a": "o",
    "n": "h", "t": "f", "u": "v", "g": "q", "s": "5", "r": "t", "c": "e", "f": "t", "y": "v", "O": "0", "S": "5",
    "B": "8", "I": "l", "1": "l", "0": "O", "5": "S", "8": "B", "3": "8", "6": "b",
}  # fmt: skip
_HEADERS = (
    "LONDON, March 3 (Wire) - ",
    "(Wire) -- ",
    "Updates with quotes, adds background\n\nBy Ilse Brandt and Tom Okafor\n\nPORT ELLIS (Agency) - ",
    "This article was first published by the Lindesay Herald.\n\n",
    "",
)
_FOOTERS = (
    "\n\n(Reporting by Ilse Brandt in Port Ellis; Editing by Tom Okafor)",
    "\n\nThis article was first published on the Herald's website. All rights reserved.",
    "\n\n(C) Copyright Agency. Follow us for more news. Sign up to our newsletter.",
    "\n\nReuter",
    "",
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where an edit takes words that are not in the text, and chance."""

    words: Sequence[str]
    """Running words of other articles."""
    random: Random


Edit = Callable[[str, float, Sources], str]


def _cut(text: str, share: float, sources: Sources) -> str:
    words = text.split(" ")
    gone = set(_some(len(words), share, sources.random))
    return " ".join(word for place, word in enumerate(words) if place not in gone)


def _replaced(text: str, share: float, sources: Sources) -> str:
    words = text.split(" ")
    for place in _some(len(words), share, sources.random):
        words[place] = sources.random.choice(sources.words)
    return " ".join(words)


def _swapped(text: str, share: float, sources: Sources) -> str:
    """Swap neighbouring words; a swap moves two."""
    words = text.split(" ")
    for place in _some(len(words) // 2, share, sources.random):
        first = 2 * place
        words[first : first + 2] = reversed(words[first : first + 2])
    return " ".join(words)


def _shuffled(text: str, share: float, sources: Sources) -> str:
    """Let some words change places with each other, however far apart."""
    words = text.split(" ")
    places = _some(len(words), share, sources.random)
    moved = [words[place] for place in places]
    sources.random.shuffle(moved)
    for place, word in zip(places, moved, strict=True):
        words[place] = word
    return " ".join(words)


def _mixed(text: str, share: float, sources: Sources) -> str:
    """A third each of cut, replaced and swapped."""
    for edit in (_cut, _replaced, _swapped):
        text = edit(text, share / 3, sources)
    return text


def _trimmed(text: str, share: float, sources: Sources) -> str:
    """Cut off the end."""
    del sources
    return text[: round(len(text) * (1 - share))]


def _moved(text: str, share: float, sources: Sources) -> str:
    """Put paragraphs elsewhere."""
    sentences = [text[one.start : one.end] for one in split_sentences(text)]
    starts = range(0, len(sentences), _SENTENCES_IN_PARAGRAPH)
    paragraphs = [" ".join(sentences[start : start + _SENTENCES_IN_PARAGRAPH]) for start in starts]
    for _ in range(max(1, round(share * len(paragraphs)))):
        paragraph = paragraphs.pop(sources.random.randrange(len(paragraphs)))
        paragraphs.insert(sources.random.randrange(len(paragraphs) + 1), paragraph)
    return "\n\n".join(paragraphs)


def _scanned(text: str, share: float, sources: Sources) -> str:
    """Misread characters, words glued together, words broken at the end of a line."""
    random, rate = sources.random, _SCANNED[share]
    read, place = [], 0
    while place < len(text):
        size = 2 if text[place : place + 2] in _MISREAD else 1
        seen = text[place : place + size]
        if random.random() < rate:
            seen = "" if seen == " " else _MISREAD.get(seen, seen)
        elif seen.islower() and random.random() < rate / 5:
            seen += "-\n"
        read.append(seen)
        place += size
    return "".join(read)


EDITS: dict[str, Edit] = {
    "words cut": _cut,
    "words replaced": _replaced,
    "neighbours swapped": _swapped,
    "words shuffled": _shuffled,
    "cut, replaced, swapped": _mixed,
    "tail trimmed": _trimmed,
    "paragraphs moved": _moved,
    "scanned": _scanned,
}
"""By what is done; each changes agency header, footer and headline as well."""


def reprint(original: Article, article_id: str, kind: str, share: float, sources: Sources) -> Article:
    """Print ``original`` again under another id, headline, header and footer, edited by ``kind`` in this strength."""
    random = sources.random
    edited = EDITS[kind](original.text.strip(), share, sources)
    text = f"{random.choice(_HEADERS)}{edited}{random.choice(_FOOTERS)}"
    title = _headline(original.text.split(), random) if original.title else ""
    return replace(original, id=article_id, title=title, text=text, url=None, source="Herald")


def _headline(words: Sequence[str], random: Random) -> str:
    """Make a headline of a run of the text's own words."""
    start = random.randrange(max(1, len(words) - _HEADLINE_WORDS))
    return " ".join(words[start : start + _HEADLINE_WORDS]).capitalize()


def _some(count: int, share: float, random: Random) -> list[int]:
    return random.sample(range(count), round(share * count))
