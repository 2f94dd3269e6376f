"""Instalments: what one publisher prints under one title, day after day.

A column, a morning briefing, a market's close, a weekly tender: the title names the place in the paper, not the event,
and is the same but for numbers and days. Its text may be alike as well, for it is written by the same hand on the same
subject. A title of an event comes back within hours, with an update or from another paper, which has it from an agency.
So of two reports of one publisher, under one title and more than a night apart, it is less probable that they tell of
one event. It is soft evidence, and a mean over pairs: in a story that many tell, an agency's next toll under the title
of the last weighs little.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence.series import Series
from service.clustering.sides.told import Groups

SERIAL = "serial"
"""The feature: mean over pairs of 1 where they are instalments, else 0."""
LAG_SECONDS = 18 * 3_600.0
"""How long after a report copies of it come, and the same publisher's updates: overnight. A day later it is the next
day's."""

Floats = npt.NDArray[np.float64]


@compiled
def mean_instalments(series: Series, published: Floats, groups: Groups) -> Floats:
    """The feature of the first group of articles with each of the others: shape (groups - 1,).

    By place, ``series`` names that of each, 0 for none, and ``published`` is in seconds since 1970, NaN where unknown.
    """
    places, starts = groups
    means = np.zeros(len(starts) - 2)
    for other in range(len(means)):
        for place in places[starts[other + 1] : starts[other + 2]]:
            if series[place] == 0:
                continue
            for own in places[: starts[1]]:
                if series[own] == series[place] and abs(published[own] - published[place]) > LAG_SECONDS:
                    means[other] += 1.0
        means[other] /= starts[1] * (starts[other + 2] - starts[other + 1])
    return means
