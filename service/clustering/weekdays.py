"""Whether two reports name the same weekday: what tells Tuesday's market close from Monday's.

News says when in weekdays, and reports of one event mostly name the same. So days of which no two are the same speak
against one event; a day that both name speaks for it, by half as much, since it may be the same by chance; where either
names none, nothing is said. It is soft evidence, for a follow-up of Tuesday is still about Monday's flood: but most of
those name Monday too.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from service.clustering.compiled import compiled
from service.clustering.daynames import Days
from service.clustering.evidence import Evidence

WEEKDAYS = "weekdays"
"""The feature: mean over pairs of ``IN_COMMON`` (a day in common), -1 (other days), 0 (no day on one side or both)."""
IN_COMMON = 0.5

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@compiled
def mean_agreement(ones: Days, others: Days, bounds: Places) -> Floats:
    """The feature of ``ones`` with each group: shape (groups,).

    ``others`` are the groups' days, one group behind the other: group ``n`` from ``bounds[n]`` to ``bounds[n + 1]``.
    Neither ``ones`` nor any group is empty.
    """
    means = np.zeros(len(bounds) - 1)
    for group in range(len(means)):
        for other in others[bounds[group] : bounds[group + 1]]:
            told = 0.0
            for one in ones:
                if one & other:
                    told += IN_COMMON
                elif one and other:
                    told -= 1.0
            means[group] += told / len(ones)
        means[group] /= bounds[group + 1] - bounds[group]
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
