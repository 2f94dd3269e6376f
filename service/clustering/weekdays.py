"""Whether two reports name the same weekday: what tells Tuesday's market close from Monday's.

News says when in weekdays, and reports of one event mostly name the same. So days of which no two are the same speak
against one event; a day that both name speaks for it, by half as much, since it may be the same by chance; where either
names none, nothing is said. It is soft evidence, for a follow-up of Tuesday is still about Monday's flood: but most of
those name Monday too.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.daynames import Days

WEEKDAYS = "weekdays"
"""The feature: mean over pairs of ``IN_COMMON`` (a day in common), -1 (other days), 0 (no day on one side or both)."""
IN_COMMON = 0.5

Floats = npt.NDArray[np.float64]
Groups = npt.NDArray[np.int64]


@compiled
def agreement(one: int, other: int) -> float:
    """The feature of two articles by the days that they name."""
    if one & other:
        return IN_COMMON
    return -1.0 if one and other else 0.0


@compiled
def mean_agreement(days: Days, groups: Groups) -> Floats:
    """The feature of the first group with each of the others: shape (groups - 1,).

    Each group is told by where it begins and ends among ``days``: int64 of shape (groups, 2). None is empty.
    """
    own = days[groups[0, 0] : groups[0, 1]]
    means = np.zeros(len(groups) - 1)
    for other in range(len(means)):
        theirs = days[groups[other + 1, 0] : groups[other + 1, 1]]
        for day in theirs:
            told = 0.0
            for one in own:
                told += agreement(one, day)
            means[other] += told / len(own)
        means[other] /= len(theirs)
    return means
