"""TF-IDF rows by one set of weights: (1 + ln tf) * idf (Salton and Buckley, 1988), of unit length.

Terms that weigh nothing are left out: most words of a report are in none of those around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.clustering.background import Terms, TermWeights
from service.clustering.evidence import SparseRow
from service.clustering.scratch import number

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WeighedRows:
    """Some rows, one behind the other: each term with its share of the unit row, and the row that it stands in."""

    terms: Terms
    shares: Floats
    places: Places
    count: int


def weigh_rows(rows: Sequence[SparseRow], weights: TermWeights) -> WeighedRows:
    """Weigh rows, of which there must be at least one."""
    terms = np.concatenate([row.indices for row in rows])
    weighed = weights(terms)
    telling = np.flatnonzero(weighed)
    counts = np.concatenate([row.counts for row in rows])[telling]
    values = (1 + np.log(counts)) * weighed[telling]
    places = np.repeat(np.arange(len(rows)), [len(row.indices) for row in rows])[telling]
    norms = np.sqrt(np.bincount(places, weights=values * values, minlength=len(rows)))
    return WeighedRows(terms[telling], values / norms[places], places, len(rows))


def unit_matrix(rows: WeighedRows) -> Floats:
    """The rows beside each other, shape (rows, terms); a row in which nothing weighs anything is 0."""
    columns, width = number(rows.terms)
    matrix = np.zeros((rows.count, width))
    matrix[rows.places, columns] = rows.shares
    return matrix
