"""How much of a bare headline a report is.

Two headlines of one event have next to no words in common, two long reports many. So what is short goes less by its
words than by what it means. That takes a model that reads it: in other languages than English everything short means
much the same to ours, and no text counts as brief.
"""

from math import log

HEADLINE_WORDS = 7
REPORT_WORDS = 24
"""Different words, stop words left out, of a headline and of a report."""
LOOKED_AT = 200
"""Characters by which a text's letters are judged."""
FOREIGN_WORDS = 2
"""Words with other letters than English ones from which on a text is taken for foreign: one may be a name."""
_BREVITIES = tuple(
    [
        min(max(log(REPORT_WORDS / max(words, 1)) / log(REPORT_WORDS / HEADLINE_WORDS), 0.0), 1.0)
        for words in range(REPORT_WORDS + 1)
    ]
)
"""By number of words."""


def brevity_of(text: str, words: int, foreign: bool) -> float:
    """Tell how brief a text with so many different words is, in a foreign language or not.

    Returns
    -------
    float
        In [0, 1]: 1 up to a headline, 0 from a report on, logarithmic between; 0 in other languages than English.
    """
    if foreign or words >= REPORT_WORDS or _looks_foreign(text[:LOOKED_AT]):
        return 0.0
    return _BREVITIES[words]


def _looks_foreign(text: str) -> bool:
    """Whether it is written so, also where it has too few stop words to tell."""
    if text.isascii():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    strange = {letter for letter in letters if not letter.isascii()}
    words = sum(not strange.isdisjoint(word) for word in text.split())
    return words >= FOREIGN_WORDS or 2 * sum(letter in strange for letter in letters) > len(letters)
