"""How alike articles are, as named numbers.

============  ==========================================================================================
``whole``     cosine of the whole texts' embeddings, [-1, 1]
``lead``      cosine of the leads' embeddings, [-1, 1]: what each article is about
``words``     cosine of TF-IDF words, [0, 1]
``names``     cosine of TF-IDF names and numbers, [0, 1]: what tells two floods apart
``days``      1 - exp(-d^2 / (2 * 3^2)) for d days between publication, [0, 1]; 0 where a time is unknown; between
              groups, of the two that lie closest in time: a saga goes on as long as it is told, a yearly event ends
============  ==========================================================================================

TF-IDF is that of :mod:`service.clustering.weighed`; the soft time decay is that of Miranda et al. (2018).

Groups of articles are compared by the mean over all their pairs. A mean of cosines is the product of the mean unit
vectors, so every article is looked at once, not once for each pair.
"""

from collections.abc import Sequence

import numpy as np

from embeddings.compiled import compiled
from service.clustering.blocks import side_by_side
from service.clustering.surroundings import Surroundings
from service.clustering.told import Told
from service.clustering.weighed import Floats, Groups, mean_cosines
from service.model import FloatArray

FEATURES = ("whole", "lead", "words", "names", "days")
TIME_SCALE_DAYS = 3.0
_DAY_SECONDS = 86_400.0


def mean_features(one: Told, others: Sequence[Told], around: Surroundings) -> Floats:
    """Features of one with each of the others, to four places: float64 of shape (len(others), len(FEATURES)).

    What was compared before in these surroundings is remembered.
    """
    known = around.compared.setdefault(one.key, {})
    new = {other.key: other for other in others if other.key not in known}
    if new:
        rows = _mean_features(one, list(new.values()), around)
        known.update(zip(new, rows, strict=True))
    return np.array([known[other.key] for other in others])


def _mean_features(one: Told, others: Sequence[Told], around: Surroundings) -> Floats:
    field = around.field
    groups = field.groups([one, *others])
    rows = np.empty((len(others), len(FEATURES)))
    rows[:, :2] = _meanings(one.centre, side_by_side([other.centre for other in others]))
    rows[:, 2] = mean_cosines(field.words, groups)
    rows[:, 3] = mean_cosines(field.names, groups)
    rows[:, 4] = _least_decays(field.published, groups)
    return rows.round(4)


def _meanings(one: FloatArray, others: FloatArray) -> FloatArray:
    """``whole`` and ``lead`` of an embedding with each of several: shape (n, 2).

    Rows are multiplied one by one (``einsum``, not a matrix product), so that a pair has the same cosine among however
    many others it stands.
    """
    products: FloatArray = np.einsum("nvd,vd->nv", others.reshape(len(others), 2, -1), one.reshape(2, -1))
    return products


@compiled
def _least_decays(published: Floats, groups: Groups) -> Floats:
    """``days`` of the first group with each of the others, by seconds since 1970, NaN where unknown."""
    decays = np.zeros(len(groups) - 1)
    for other in range(len(decays)):
        least = np.inf
        for theirs in published[groups[other + 1, 0] : groups[other + 1, 1]]:
            for own in published[groups[0, 0] : groups[0, 1]]:
                seconds = abs(own - theirs)
                least = min(least, 0.0 if np.isnan(seconds) else seconds)
        days = least / _DAY_SECONDS
        decays[other] = 1.0 - np.exp(days * days * (-0.5 / TIME_SCALE_DAYS**2))
    return decays
