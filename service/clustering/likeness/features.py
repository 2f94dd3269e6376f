"""How alike articles are, as named numbers.

============  ==========================================================================================
``whole``     cosine of the whole texts' embeddings, [-1, 1]
``lead``      cosine of the leads' embeddings, [-1, 1]: what each article is about
``words``     cosine of TF-IDF words, [0, 1], to which one word alone adds .16 at most
``names``     cosine of TF-IDF names and numbers, [0, 1]: what tells two floods apart; one alone adds .3 at most
``days``      1 - exp(-d^2 / (2 * 3^2)) for d days between publication, [0, 1]; 0 where a time is unknown; between
              groups, of the two that lie closest in time: a saga goes on as long as it is told, a yearly event ends
============  ==========================================================================================

TF-IDF is that of :mod:`service.clustering.sides.weighed`; the soft time decay is that of Miranda et al. (2018).

Groups of articles are compared by the mean over all their pairs. A mean of cosines is the product of the mean unit
vectors, so every article is looked at once, not once for each pair.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.sides.told import Groups
from service.model import FloatArray

Floats = npt.NDArray[np.float64]

FEATURES = ("whole", "lead", "words", "names", "days")
TIME_SCALE_DAYS = 3.0
_DAY_SECONDS = 86_400.0


@compiled
def meanings(centres: FloatArray) -> FloatArray:
    """``whole`` and ``lead`` of the first centre with each of the others: float32 of shape (centres - 1, 2).

    Rows are multiplied one by one (not as matrices), so that a pair has the same cosine among however many others it
    stands.
    """
    half = centres.shape[1] // 2
    products = np.empty((len(centres) - 1, 2), np.float32)
    for turn in range(len(products)):
        products[turn, 0] = np.dot(centres[0, :half], centres[turn + 1, :half])
        products[turn, 1] = np.dot(centres[0, half:], centres[turn + 1, half:])
    return products


@compiled
def least_decays(published: Floats, groups: Groups) -> Floats:
    """``days`` of the first group of articles with each of the others: shape (groups - 1,).

    ``published`` is in seconds since 1970, by place, NaN where unknown.
    """
    places, starts = groups
    decays = np.zeros(len(starts) - 2)
    for other in range(len(decays)):
        least = np.inf
        for theirs in places[starts[other + 1] : starts[other + 2]]:
            for own in places[: starts[1]]:
                seconds = abs(published[own] - published[theirs])
                least = min(least, 0.0 if np.isnan(seconds) else seconds)
        days = least / _DAY_SECONDS
        decays[other] = 1.0 - np.exp(days * days * (-0.5 / TIME_SCALE_DAYS**2))
    return decays
