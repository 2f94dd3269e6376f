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
import numpy.typing as npt

from service.clustering.blocks import side_by_side
from service.clustering.evidence import Evidence
from service.clustering.surroundings import Surroundings
from service.clustering.told import Told

MEANINGS, TERMS = ("whole", "lead"), ("words", "names")
FEATURES = (*MEANINGS, *TERMS, "days")
TIME_SCALE_DAYS = 3.0
_DAY_SECONDS = 86_400.0

Floats = npt.NDArray[np.float64]


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
    own, *groups = field.groups([one, *others])
    theirs = np.concatenate(groups)
    sizes = np.array([len(group) for group in groups])
    starts = sizes.cumsum() - sizes
    columns = np.array([table.cosines(own)[theirs] for table in field.tables], np.float32)
    rows = np.empty((len(FEATURES), len(groups)))
    rows[:-1] = np.add.reduceat(columns, starts, axis=1) / sizes
    rows[-1] = np.minimum.reduceat(_decays(field.published[own], field.published[theirs]).min(axis=0), starts)
    return rows.astype(np.float32).astype(np.float64).round(4).T


def pair_meanings(articles: Sequence[Evidence]) -> Floats:
    """``whole`` and ``lead`` of all pairs of some articles, to four places: float64 of shape (2, n, n)."""
    views = (
        side_by_side([article.vectors.whole for article in articles]),
        side_by_side([article.vectors.lead for article in articles]),
    )
    products: Floats = np.array([rows @ rows.T for rows in views], np.float64)
    return products.round(4)


def pair_terms(articles: Sequence[Evidence], around: Surroundings) -> Floats:
    """``words`` and ``names`` of all pairs of some articles, to four places: float64 of shape (2, n, n)."""
    places = around.field.places(articles)
    products: Floats = np.array([table.products(places) for table in around.field.terms])
    return products.round(4)


def _decays(ones: Floats, others: Floats) -> Floats:
    """By seconds since 1970, NaN where unknown: shape (len(ones), len(others))."""
    days = (ones[:, np.newaxis] - others) / _DAY_SECONDS
    decays: Floats = 1.0 - np.exp(days * days * (-0.5 / TIME_SCALE_DAYS**2))
    decays[np.isnan(decays)] = 0.0
    return decays
