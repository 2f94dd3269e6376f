"""Whether two reports name the same weekday: what tells Tuesday's market close from Monday's.

News says when in weekdays, and reports of one event mostly name the same. So days of which no two are the same speak
against one event; a day that both name speaks for it, by half as much, since it may be the same by chance; where either
names none, nothing is said. It is soft evidence, for a follow-up of Tuesday is still about Monday's flood: but most of
those name Monday too.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from service.clustering.daynames import Days
from service.clustering.evidence import Evidence

WEEKDAYS = "weekdays"
"""The feature: mean over pairs of ``IN_COMMON`` (a day in common), -1 (other days), 0 (no day on one side or both)."""
IN_COMMON = 0.5

Floats = npt.NDArray[np.float64]


def mean_agreement(ones: Days, others: Days, sizes: Sequence[int]) -> Floats:
    """The feature of ``ones`` with each group, rounded to four places: shape (len(sizes),).

    ``others`` are the groups' days, one group behind the other, ``sizes`` of each; neither ``ones`` nor any group may
    be empty.
    """
    if not len(others) or not ones.any() or not others.any():
        return np.zeros(len(sizes))
    told = agreement(ones, others).mean(axis=0)
    starts = np.cumsum([0, *sizes[:-1]])
    means: Floats = (np.add.reduceat(told, starts) / sizes).round(4)
    return means


def agreement(ones: Days, others: Days) -> Floats:
    """The feature of all pairs, float64 of shape (ones, others)."""
    in_common = (ones[:, np.newaxis] & others) != 0
    both_named = (ones != 0)[:, np.newaxis] & (others != 0)
    told: Floats = np.where(in_common, IN_COMMON, np.where(both_named, -1.0, 0.0))
    return told


def days_named(articles: Sequence[Evidence]) -> Days:
    """The weekdays that each article names."""
    return np.array([one.days for one in articles], dtype=np.uint8)
