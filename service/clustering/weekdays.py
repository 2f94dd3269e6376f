"""Whether two reports name the same weekday: what tells Tuesday's market close from Monday's.

News says when in weekdays, and reports of one event mostly name the same. So days of which no two are the same speak
against one event; a day that both name speaks for it, by half as much, since it may be the same by chance; where either
names none, nothing is said. It is soft evidence, for a follow-up of Tuesday is still about Monday's flood: but most of
those name Monday too.

Only English names are known, as for stop words.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from embeddings.lexical import N_FEATURES, word_rows
from service.clustering.evidence import Evidence

WEEKDAYS = "weekdays"
"""The feature: mean over pairs of ``IN_COMMON`` (a day in common), -1 (other days), 0 (no day on one side or both)."""
IN_COMMON = 0.5
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Days = npt.NDArray[np.uint8]
"""A bit for each weekday that an article names, shape (n,)."""
Floats = npt.NDArray[np.float64]


def mean_agreement(ones: Sequence[Evidence], groups: Sequence[Sequence[Evidence]]) -> list[float]:
    """The feature of ``ones`` with each group, rounded to four places; neither ``ones`` nor any group may be empty."""
    own = days_named(ones)
    theirs = days_named([other for group in groups for other in group])
    told = agreement(own, theirs).mean(axis=0)
    starts = np.cumsum([0, *(len(group) for group in groups)])
    return [round(float(told[start:end].mean()), 4) for start, end in pairwise(starts)]


def agreement(ones: Days, others: Days) -> Floats:
    """The feature of all pairs, float64 of shape (ones, others)."""
    in_common = (ones[:, np.newaxis] & others) != 0
    both_named = (ones != 0)[:, np.newaxis] & (others != 0)
    told: Floats = np.where(in_common, IN_COMMON, np.where(both_named, -1.0, 0.0))
    return told


def days_named(articles: Sequence[Evidence]) -> Days:
    """Read the weekdays that each article names from its words."""
    days: Days = np.zeros(len(articles), dtype=np.uint8)
    if not articles:
        return days
    bits = _bits()[np.concatenate([one.words.indices for one in articles])]
    ends = np.cumsum([len(one.words.indices) for one in articles])
    found = np.flatnonzero(bits)
    np.bitwise_or.at(days, np.searchsorted(ends, found, side="right"), bits[found])
    return days


@cache
def _bits() -> Days:
    """The bit of each term that is a weekday's name, shape (N_FEATURES,)."""
    bits: Days = np.zeros(N_FEATURES, dtype=np.uint8)
    for place, name in enumerate(NAMES):
        bits[word_rows([name]).indices] = 1 << place
    return bits
