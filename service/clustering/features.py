"""How alike one article is to each of some others, as named numbers.

============  ==========================================================================================
``whole``     cosine of the whole texts' embeddings, [-1, 1]
``lead``      cosine of the leads' embeddings, [-1, 1]: what each article is about
``words``     cosine of TF-IDF words, [0, 1]
``names``     cosine of TF-IDF names and numbers, [0, 1]: what tells two floods apart
``days``      1 - exp(-d^2 / (2 * 3^2)) for d days between publication, [0, 1]; 0 where a time is unknown
============  ==========================================================================================

TF-IDF weights are (1 + ln tf) * idf (Salton and Buckley, 1988); the soft time decay is that of Miranda et al.
(2018).
"""

from collections.abc import Sequence
from math import exp

import numpy as np

from service.clustering.background import DocumentFrequencies, TermWeights
from service.clustering.evidence import Evidence, SparseRow
from service.model import FloatArray

FEATURES = ("whole", "lead", "words", "names", "days")
TIME_SCALE_DAYS = 3.0
_DAY_SECONDS = 86_400.0


def pair_features(one: Evidence, others: Sequence[Evidence], background: DocumentFrequencies) -> FloatArray:
    """Features of ``one`` against each of ``others``: float32 of shape (len(others), len(FEATURES))."""
    columns = (
        np.stack([other.vectors.whole for other in others]) @ one.vectors.whole,
        np.stack([other.vectors.lead for other in others]) @ one.vectors.lead,
        sparse_cosines(one.words, [other.words for other in others], background.word_weights),
        sparse_cosines(one.names, [other.names for other in others], background.name_weights),
        np.array([_days_apart(one, other) for other in others], dtype=np.float32),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def sparse_cosines(one: SparseRow, others: Sequence[SparseRow], weights: TermWeights) -> FloatArray:
    """TF-IDF cosine of one sparse row with each other: float32 of shape (len(others),); 0 where either is empty."""
    lengths = np.array([len(other.indices) for other in others])
    if not len(one.indices) or not lengths.any():
        return np.zeros(len(others), dtype=np.float32)
    indices = np.concatenate([other.indices for other in others])
    values = (1 + np.log(np.concatenate([other.counts for other in others]))) * weights(indices)
    own = (1 + np.log(one.counts)) * weights(one.indices)
    order = np.argsort(one.indices)
    places = np.minimum(np.searchsorted(one.indices[order], indices), len(order) - 1)
    shared = one.indices[order][places] == indices
    products = np.where(shared, own[order][places] * values, 0.0)
    group = np.repeat(np.arange(len(others)), lengths)
    dots = np.bincount(group, weights=products, minlength=len(others))
    squares = np.bincount(group, weights=values * values, minlength=len(others))
    norms = np.sqrt(squares) * np.sqrt(float(own @ own))
    cosines: FloatArray = np.divide(dots, norms, out=np.zeros(len(others)), where=norms > 0).astype(
        np.float32
    )
    return cosines


def _days_apart(one: Evidence, other: Evidence) -> float:
    if one.published_at is None or other.published_at is None:
        return 0.0
    days = (one.published_at - other.published_at).total_seconds() / _DAY_SECONDS
    return 1.0 - exp(-(days**2) / (2 * TIME_SCALE_DAYS**2))
