"""Whether two reports name the same weekday: what tells Tuesday's market close from Monday's.

News says when in weekdays, and reports of one event mostly name the same. So days of which no two are the same speak
against one event; a day that both name speaks for it, by half as much, since it may be the same by chance; where either
names none, nothing is said. It is soft evidence, for a follow-up of Tuesday is still about Monday's flood: but most of
those name Monday too.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence.daynames import Days
from service.clustering.sides.told import Groups

WEEKDAYS = "weekdays"
"""The feature: mean over pairs of ``IN_COMMON`` (a day in common), -1 (other days), 0 (no day on one side or both)."""
IN_COMMON = 0.5

Floats = npt.NDArray[np.float64]


@compiled
def agreement(one: int, other: int) -> float:
    """The feature of two articles by the days that they name."""
    if one & other:
        return IN_COMMON
    return -1.0 if one and other else 0.0


@compiled
def mean_agreement(days: Days, groups: Groups) -> Floats:
    """The feature of the first group of articles with each of the others, by the days of all: shape (groups - 1,)."""
    places, starts = groups
    means = np.zeros(len(starts) - 2)
    for other in range(len(means)):
        for place in places[starts[other + 1] : starts[other + 2]]:
            for own in places[: starts[1]]:
                means[other] += agreement(days[own], days[place])
        means[other] /= starts[1] * (starts[other + 2] - starts[other + 1])
    return means
