"""What is short goes less by its words than by what it means, and by how that stands out from its crowd.

Both weigh the more, the briefer the reports (:mod:`service.clustering.evidence.brevity`).
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.sides.told import Groups

BRIEF_MEANING = "brief_meaning"
"""The feature, [-1, 1]: the mean of ``whole`` and ``lead``, times brevity."""
BRIEF_CROWD = "brief_crowd"
"""The feature, [-1, 1]: ``crowd`` times brevity."""

Floats = npt.NDArray[np.float64]


@compiled
def mean_brevities(brevities: Floats, groups: Groups, counts: float) -> Floats:
    """How brief the first group of articles is with each of the others, on the mean: shape (groups - 1,).

    ``brevities`` are by place; ``counts`` is how far they count, in [0, 1].
    """
    places, starts = groups
    means = np.zeros(len(starts) - 1)
    for group in range(len(means)):
        for place in places[starts[group] : starts[group + 1]]:
            means[group] += brevities[place]
        means[group] /= starts[group + 1] - starts[group]
    of_both: Floats = counts * (means[0] + means[1:]) / 2
    return of_both
