"""How much of a bare headline a report is.

Two headlines of one event have next to no words in common, two long reports many. So what is short goes less by its
words than by what it means. That takes a model that reads it: in other languages than English everything short means
much the same to ours, and no text counts as brief.
"""

from math import log

HEADLINE_WORDS = 7
REPORT_WORDS = 24
"""Different words, stop words left out, of a headline and of a report."""
_BREVITIES = tuple(
    [
        min(max(log(REPORT_WORDS / max(words, 1)) / log(REPORT_WORDS / HEADLINE_WORDS), 0.0), 1.0)
        for words in range(REPORT_WORDS + 1)
    ]
)
"""By number of words."""


def brevity_of(words: int, *, foreign: bool) -> float:
    """Tell how brief a text with so many different words is, in a foreign language or not.

    Returns
    -------
    float
        In [0, 1]: 1 up to a headline, 0 from a report on, logarithmic between; 0 in other languages than English.
    """
    return 0.0 if foreign or words >= REPORT_WORDS else _BREVITIES[words]
