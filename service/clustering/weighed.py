"""TF-IDF rows by one set of weights: (1 + ln tf) * idf (Salton and Buckley, 1988), of unit length.

Terms that weigh nothing are left out: most words of a report are in none of those around it. A product of rows is
summed term by term in the order of a row, so that it is the same wherever and among however many others the row stands.
A row in which nothing weighs anything is 0.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.background import Terms
from service.clustering.evidence import MOST_COUNTED
from service.clustering.scratch import sums
from service.clustering.terms import TERM_BITS, TERM_MASK, Bounds, Entries, Rows
from service.model import FloatArray

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Weights = Callable[[Rows, int], FloatArray]
"""A table with a place for every term, in which those of the words or names of some articles have their weight."""
Groups = npt.NDArray[np.int64]
"""Of some groups of rows, where each begins and ends: shape (groups, 2); none is empty."""
Counts = npt.NDArray[np.uint16]


class UnitRows(NamedTuple):
    """Rows one behind the other: each term with its share of the unit row."""

    terms: Terms
    shares: Floats
    starts: Places
    """Where each row begins, and where the last one ends: shape (rows + 1,)."""

    def followed_by(self, others: "UnitRows") -> "UnitRows":
        """These rows, then the others."""
        if not len(self.terms):
            return others._replace(starts=np.concatenate([self.starts[:-1], others.starts]))
        return UnitRows(
            np.concatenate([self.terms, others.terms]),
            np.concatenate([self.shares, others.shares]),
            np.concatenate([self.starts[:-1], others.starts + self.starts[-1]]),
        )


def bounds_of(sizes: Sequence[int]) -> Places:
    """Where each of several things of these sizes begins, one behind the other, and where the last ends."""
    bounds: Places = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=bounds[1:])
    return bounds


def no_rows() -> UnitRows:
    """To be followed by others."""
    return UnitRows(np.zeros(0, np.int32), np.zeros(0), np.zeros(1, np.int64))


def weigh_rows(rows: Rows, kind: int, weights: FloatArray) -> UnitRows:
    """Weigh the words or names of articles; ``weights`` has a place for every term."""
    return UnitRows(*_weigh(rows.entries, rows.bounds, kind, weights, _DAMPENED))


def dampened(counts: Counts) -> FloatArray:
    """1 + ln tf, float32 of the same shape."""
    return _DAMPENED[counts]


_DAMPENED: FloatArray = 1 + np.log(np.maximum(np.arange(MOST_COUNTED + 1, dtype=np.float32), 1))


def mean_cosines(rows: UnitRows, groups: Groups) -> Floats:
    """Mean cosine over all pairs of rows of the first group with each of the others: shape (groups - 1,)."""
    return _mean_cosines(rows, groups, sums())


def pair_cosines(rows: Rows, kind: int, weights: FloatArray) -> Floats:
    """Cosines of the words or names of all pairs of articles, to four places: shape (n, n)."""
    return _pair_cosines(rows.entries, rows.bounds, kind, weights, _DAMPENED, sums())


@compiled
def _weigh(
    entries: Entries, bounds: Bounds, kind: int, weights: FloatArray, dampening: FloatArray
) -> tuple[Terms, Floats, Places]:
    many = (bounds[:, kind + 1] - bounds[:, kind]).sum()
    terms = np.empty(many, np.int32)
    shares = np.empty(many, np.float64)
    starts = np.zeros(len(bounds) + 1, np.int64)
    end = 0
    for row in range(len(bounds)):
        square = 0.0
        for entry in entries[bounds[row, kind] : bounds[row, kind + 1]]:
            term = entry & TERM_MASK
            weight = weights[term]
            # Written in any case, and kept where it weighs something: faster than to ask first.
            value = dampening[entry >> TERM_BITS] * weight
            terms[end] = term
            shares[end] = value
            square += value * value
            end += weight != 0
        starts[row + 1] = end
        norm = np.sqrt(square)
        for place in range(starts[row], end):
            shares[place] /= norm
    return terms[:end], shares[:end], starts


@compiled
def _mean_cosines(rows: UnitRows, groups: Groups, totals: Floats) -> Floats:
    """``totals`` has a place for every term; they are 0 before and after."""
    terms, shares, starts = rows
    begin, end = starts[groups[0, 0]], starts[groups[0, 1]]
    ones = groups[0, 1] - groups[0, 0]
    for place in range(begin, end):
        totals[terms[place]] += shares[place]
    means = np.zeros(len(groups) - 1)
    for other in range(len(means)):
        first, last = groups[other + 1]
        for row in range(first, last):
            cosine = 0.0
            for place in range(starts[row], starts[row + 1]):
                cosine += totals[terms[place]] / ones * shares[place]
            means[other] += cosine
        means[other] /= last - first
    for place in range(begin, end):
        totals[terms[place]] = 0.0
    return means


@compiled
def _pair_cosines(
    entries: Entries, bounds: Bounds, kind: int, weights: FloatArray, dampening: FloatArray, totals: Floats
) -> Floats:
    """``totals`` has a place for every term; they are 0 before and after."""
    terms, shares, starts = _weigh(entries, bounds, kind, weights, dampening)
    products = np.empty((len(bounds), len(bounds)))
    for one in range(len(bounds)):
        for place in range(starts[one], starts[one + 1]):
            totals[terms[place]] = shares[place]
        for other in range(one, len(bounds)):
            cosine = 0.0
            for place in range(starts[other], starts[other + 1]):
                cosine += totals[terms[place]] * shares[place]
            products[one, other] = products[other, one] = np.rint(cosine * 1e4) / 1e4
        for place in range(starts[one], starts[one + 1]):
            totals[terms[place]] = 0.0
    return products
