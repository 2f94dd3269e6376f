"""How alike articles are, as named numbers.

============  ==========================================================================================
``whole``     cosine of the whole texts' embeddings, [-1, 1]
``lead``      cosine of the leads' embeddings, [-1, 1]: what each article is about
``words``     cosine of TF-IDF words, [0, 1]
``names``     cosine of TF-IDF names and numbers, [0, 1]: what tells two floods apart
``days``      1 - exp(-d^2 / (2 * 3^2)) for d days between publication, [0, 1]; 0 where a time is unknown; between
              groups, of the two that lie closest in time: a saga goes on as long as it is told, a yearly event ends
============  ==========================================================================================

TF-IDF weights are (1 + ln tf) * idf (Salton and Buckley, 1988); the soft time decay is that of Miranda et al.
(2018).

Groups of articles are compared by the mean over all their pairs. A mean of cosines is the product of the mean unit
vectors, so every article is looked at once, not once for each pair. Rows are multiplied one by one (``einsum``, not
a matrix product), so that a pair has the same features wherever and among however many others it stands.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from service.clustering.background import Terms, TermWeights
from service.clustering.evidence import Evidence, SparseRow
from service.clustering.surroundings import Surroundings
from service.model import FloatArray

FEATURES = ("whole", "lead", "words", "names", "days")
TIME_SCALE_DAYS = 3.0
_DAY_SECONDS = 86_400.0
_SIEVE = 2**16

Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def mean_features(
    ones: Sequence[Evidence], groups: Sequence[Sequence[Evidence]], around: Surroundings
) -> FloatArray:
    """Features of ``ones`` with each group: float32 of shape (len(groups), len(FEATURES)).

    Neither ``ones`` nor any group may be empty.
    """
    if not groups:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    others = [other for group in groups for other in group]
    columns = (
        cosines([one.vectors.whole for one in ones], [other.vectors.whole for other in others]),
        cosines([one.vectors.lead for one in ones], [other.vectors.lead for other in others]),
        sparse_cosines([one.words for one in ones], [other.words for other in others], around.words),
        sparse_cosines([one.names for one in ones], [other.names for other in others], around.names),
    )
    sizes = np.array([len(group) for group in groups])
    starts = np.cumsum(sizes) - sizes
    means: Floats = np.add.reduceat(np.stack(columns, axis=1), starts, axis=0) / sizes[:, np.newaxis]
    gaps = np.minimum.reduceat(_decays(ones, others).min(axis=0), starts)
    return np.column_stack([means, gaps]).astype(np.float32)


def pair_features(articles: Sequence[Evidence], around: Surroundings) -> Floats:
    """Features of all pairs of one story's articles: float64 of shape (n, n, len(FEATURES)).

    Within a story time runs on, so ``days`` is 0.
    """
    whole = np.stack([one.vectors.whole for one in articles])
    lead = np.stack([one.vectors.lead for one in articles])
    kinds = (
        whole @ whole.T,
        lead @ lead.T,
        _all_sparse_cosines([one.words for one in articles], around.words),
        _all_sparse_cosines([one.names for one in articles], around.names),
        np.zeros((len(articles), len(articles))),
    )
    return np.stack(kinds, axis=2).astype(np.float64)


def cosines(ones: Sequence[FloatArray], others: Sequence[FloatArray]) -> FloatArray:
    """Mean cosine of each of ``others`` with ``ones``, all unit vectors: float32 of shape (len(others),)."""
    centre = ones[0] if len(ones) == 1 else np.mean(ones, axis=0)
    rows = np.concatenate(others).reshape(len(others), -1)
    products: FloatArray = np.einsum("ij,j->i", rows, centre)
    return products


def sparse_cosines(
    ones: Sequence[SparseRow], others: Sequence[SparseRow], weights: TermWeights
) -> FloatArray:
    """Mean TF-IDF cosine of each of ``others`` with ``ones``: float32 of shape (len(others),); an empty row has 0."""
    own_terms, own_values, own_rows, own_norms = _weighted(ones, weights)
    terms, values, rows, norms = _weighted(others, weights)
    if not len(own_terms) or not len(terms):
        return np.zeros(len(others), dtype=np.float32)
    centre_terms, places = np.unique(own_terms, return_inverse=True)
    units = np.divide(own_values, own_norms[own_rows], out=np.zeros(len(own_terms)), where=own_values > 0)
    centre = np.bincount(places, weights=units) / len(ones)
    shared = _shared(centre_terms, terms)
    products = centre[np.searchsorted(centre_terms, terms[shared])] * values[shared]
    dots = np.bincount(rows[shared], weights=products, minlength=len(others))
    means: Floats = np.divide(dots, norms, out=np.zeros(len(others)), where=norms > 0)
    return means.astype(np.float32)


def _all_sparse_cosines(rows: Sequence[SparseRow], weights: TermWeights) -> Floats:
    """TF-IDF cosines of all pairs, shape (n, n); an empty row has 0."""
    terms, values, places, norms = _weighted(rows, weights)
    columns, held = np.unique(terms, return_inverse=True)
    units = values / np.where(norms > 0, norms, 1.0)[places]
    matrix = np.zeros((len(rows), len(columns)))
    matrix[places, held] = units
    products: Floats = matrix @ matrix.T
    return products


def _weighted(rows: Sequence[SparseRow], weights: TermWeights) -> tuple[Terms, FloatArray, Places, Floats]:
    """Terms that weigh anything, their TF-IDF values, the row each stands in; and the length (norm) of each row."""
    terms = np.concatenate([row.indices for row in rows])
    weighed = weights(terms)
    # Most terms are held once among the surroundings and weigh nothing: the rest is done for the others alone.
    telling = np.flatnonzero(weighed)
    counts = np.concatenate([row.counts for row in rows])[telling]
    values: FloatArray = (1 + np.log(counts)) * weighed[telling]
    places = np.repeat(np.arange(len(rows)), [len(row.indices) for row in rows])[telling]
    norms = np.sqrt(np.bincount(places, weights=values * values, minlength=len(rows)))
    return terms[telling], values, places, norms


def _shared(own: Terms, terms: Terms) -> Places:
    """Places in ``terms`` of those that occur in ``own`` (sorted, unique).

    Few do. A sieve by the low bits, small enough for the processor's cache, leaves few to search for.
    """
    sieve = np.zeros(_SIEVE, dtype=np.bool_)
    sieve[own & (_SIEVE - 1)] = True
    places: Places = np.flatnonzero(sieve[terms & (_SIEVE - 1)])
    found = np.minimum(np.searchsorted(own, terms[places]), len(own) - 1)
    shared: Places = places[own[found] == terms[places]]
    return shared


def _decays(ones: Sequence[Evidence], others: Sequence[Evidence]) -> Floats:
    days = (_published(ones)[:, np.newaxis] - _published(others)) / _DAY_SECONDS
    decays: Floats = np.nan_to_num(1.0 - np.exp(-(days**2) / (2 * TIME_SCALE_DAYS**2)), nan=0.0)
    return decays


def _published(items: Sequence[Evidence]) -> Floats:
    """Seconds since 1970; NaN where unknown."""
    return np.array([item.published_at.timestamp() if item.published_at else np.nan for item in items])
