"""The odd one out: a sentence that has to do neither with the headline nor with what other reports tell.

Where several brief reports tell one event, and one of them has been quoted, what is left is often a quip, a caption or
an aside. It is new in every word, and for that very reason no part of the story. A sentence that tells news, or gives a
figure, may be what only one source has found out: it is none. English; in other languages nothing is told as news.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from service.briefings.summary.candidate import Candidate
from service.briefings.summary.concepts import Floats
from service.briefings.summary.languages import may_be_english
from service.briefings.wording.dated import tells_news

OF_HEADLINE, OF_OTHERS = 0.12, 0.2
"""Share of the headline's words, and of its own words that other origins have as well, up to which it has hardly any.
Of 45 such sentences in summaries of neus-dev 26 were bad; most of the others told news or gave a figure."""


def odd_ones(candidates: Sequence[Candidate], headlined: Floats) -> npt.NDArray[np.bool_]:
    """Mark the odd ones by the share of the headline that each says (float64 (n,)): bool (n,)."""
    held: dict[str, set[str]] = {}
    for one in candidates:
        held.setdefault(one.origin, set()).update(one.content)
    tellers = Counter(stem for stems in held.values() for stem in stems)
    marks = np.zeros(len(candidates), dtype=np.bool_)
    if len(held) > 1:
        for index in np.flatnonzero(headlined <= OF_HEADLINE).tolist():
            one = candidates[index]
            shared = sum(tellers[stem] > 1 for stem in one.content)
            marks[index] = shared <= OF_OTHERS * len(one.content) and _says_no_news(one)
    return marks


def _says_no_news(one: Candidate) -> bool:
    figure = any(map(str.isdigit, one.text))
    return not figure and not tells_news(one.text) and may_be_english(one.filed.article)
