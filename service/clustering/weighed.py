"""TF-IDF rows by one set of weights: (1 + ln tf) * idf (Salton and Buckley, 1988), of unit length.

Terms that weigh nothing are left out: most words of a report are in none of those around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.clustering.background import Terms, TermWeights
from service.clustering.evidence import MOST_COUNTED, SparseRow
from service.clustering.scratch import number
from service.model import FloatArray

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
    telling = weighed.nonzero()[0]
    counts = np.concatenate([row.counts for row in rows])[telling]
    values = dampened(counts) * weighed[telling]
    places = np.arange(len(rows)).repeat([len(row.indices) for row in rows])[telling]
    norms = np.sqrt(np.bincount(places, weights=values * values, minlength=len(rows)))
    return WeighedRows(terms[telling], values / norms[places], places, len(rows))


def dampened(counts: npt.NDArray[np.uint16]) -> FloatArray:
    """1 + ln tf, float32 of the same shape."""
    return _DAMPENED[counts]


_DAMPENED: FloatArray = 1 + np.log(np.maximum(np.arange(MOST_COUNTED + 1, dtype=np.float32), 1))


class Beside:
    """Weighed rows beside each other: their terms numbered, so that rows can be multiplied.

    A product is summed term by term in the order of the row, so that it is the same wherever and among however many
    others the row stands. A row in which nothing weighs anything is 0.
    """

    def __init__(self, rows: WeighedRows) -> None:
        self._columns, self._width = number(rows.terms)
        self._shares = rows.shares
        self._places = rows.places
        self._count = rows.count
        self._starts = np.searchsorted(rows.places, np.arange(rows.count + 1)).astype(np.int64)

    def cosines(self, ones: Places) -> Floats:
        """Mean cosine of every row with ``ones``, which are some of them: shape (rows,)."""
        own, _ = self._entries(ones)
        sums = np.bincount(self._columns[own], weights=self._shares[own], minlength=self._width)
        values: Floats = (sums / len(ones))[self._columns] * self._shares
        return np.asarray(np.bincount(self._places, weights=values, minlength=self._count), np.float64)

    def products(self, ones: Places) -> Floats:
        """Cosines of all pairs of ``ones``, which are some of the rows: shape (n, n)."""
        entries, sizes = self._entries(ones)
        block = np.zeros((len(ones), self._width))
        block[np.arange(len(ones)).repeat(sizes), self._columns[entries]] = self._shares[entries]
        products: Floats = block @ block.T
        return products

    def _entries(self, ones: Places) -> tuple[Places, Places]:
        """Where the terms of these rows stand, row by row, and how many each has."""
        starts = self._starts[ones]
        sizes = self._starts[ones + 1] - starts
        ends = sizes.cumsum()
        return np.arange(ends[-1]) + (starts - ends + sizes).repeat(sizes), sizes
