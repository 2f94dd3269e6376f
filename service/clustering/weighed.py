"""TF-IDF rows by one set of weights: (1 + ln tf) * idf (Salton and Buckley, 1988), of unit length.

Terms that weigh nothing are left out: most words of a report are in none of those around it. A product of rows is
summed term by term in the order of a row, so that it is the same wherever and among however many others the row stands.
A row in which nothing weighs anything is 0.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.lexical import N_FEATURES
from service.clustering.background import Terms, TermWeights
from service.clustering.compiled import compiled
from service.clustering.evidence import MOST_COUNTED, SparseRow
from service.clustering.scratch import sums
from service.clustering.terms import TERM_BITS, Entries
from service.model import FloatArray

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Groups = npt.NDArray[np.int64]
"""Of some groups of rows, where each begins and ends: shape (groups, 2); none is empty."""
Counts = npt.NDArray[np.uint16]

_TERM = N_FEATURES - 1


class UnitRows(NamedTuple):
    """Rows one behind the other: each term with its share of the unit row."""

    terms: Terms
    shares: Floats
    starts: Places
    """Where each row begins, and where the last one ends: shape (rows + 1,)."""

    def followed_by(self, others: "UnitRows") -> "UnitRows":
        """These rows, then the others."""
        return UnitRows(
            np.concatenate([self.terms, others.terms]),
            np.concatenate([self.shares, others.shares]),
            np.concatenate([self.starts[:-1], others.starts + self.starts[-1]]),
        )


def bounds_of(sizes: Sequence[int] | npt.NDArray[np.int32]) -> Places:
    """Where each of several things of these sizes begins, one behind the other, and where the last ends."""
    bounds: Places = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=bounds[1:])
    return bounds


def no_rows() -> UnitRows:
    """To be followed by others."""
    return UnitRows(np.zeros(0, np.int32), np.zeros(0), np.zeros(1, np.int64))


def weigh_rows(rows: Sequence[SparseRow], weights: TermWeights) -> UnitRows:
    """Weigh rows, of which there must be at least one."""
    terms = np.concatenate([row.indices for row in rows])
    counts = np.concatenate([row.counts for row in rows])
    return _weighed(terms, counts, bounds_of([len(row.indices) for row in rows]), weights)


def weigh_entries(
    entries: Entries, starts: Places, sizes: npt.NDArray[np.int32], weights: TermWeights
) -> UnitRows:
    """Weigh the rows that begin there among the entries of a table of terms."""
    bounds = bounds_of(sizes)
    terms, counts = _unpacked(entries, starts, bounds)
    return _weighed(terms, counts, bounds, weights)


def _weighed(terms: Terms, counts: Counts, bounds: Places, weights: TermWeights) -> UnitRows:
    return UnitRows(*_unit_rows(terms, counts, weights(terms), bounds, _DAMPENED))


def dampened(counts: Counts) -> FloatArray:
    """1 + ln tf, float32 of the same shape."""
    return _DAMPENED[counts]


_DAMPENED: FloatArray = 1 + np.log(np.maximum(np.arange(MOST_COUNTED + 1, dtype=np.float32), 1))


def mean_cosines(rows: UnitRows, groups: Groups) -> Floats:
    """Mean cosine over all pairs of rows of the first group with each of the others: shape (groups - 1,)."""
    return _mean_cosines(rows, groups, sums())


def pair_cosines(rows: UnitRows, start: int, end: int) -> Floats:
    """Cosines of all pairs of the rows of a group: shape (n, n)."""
    return _pair_cosines(rows, start, end, sums())


@compiled
def _unpacked(entries: Entries, starts: Places, bounds: Places) -> tuple[Terms, Counts]:
    """Terms and counts of rows that begin at ``starts``, one behind the other within ``bounds``."""
    terms = np.empty(bounds[-1], np.int32)
    counts = np.empty(bounds[-1], np.uint16)
    for row in range(len(starts)):
        start = starts[row] - bounds[row]
        for place in range(bounds[row], bounds[row + 1]):
            entry = entries[start + place]
            terms[place] = entry & _TERM
            counts[place] = entry >> TERM_BITS
    return terms, counts


@compiled
def _unit_rows(
    terms: Terms, counts: Counts, weights: FloatArray, bounds: Places, dampening: FloatArray
) -> tuple[Terms, Floats, Places]:
    kept = np.empty(len(terms), np.int32)
    shares = np.empty(len(terms), np.float64)
    starts = np.zeros(len(bounds), np.int64)
    end = 0
    for row in range(len(bounds) - 1):
        square = 0.0
        for place in range(bounds[row], bounds[row + 1]):
            # Written in any case, and kept where it weighs something: faster than to ask first.
            value = dampening[counts[place]] * weights[place]
            kept[end] = terms[place]
            shares[end] = value
            square += value * value
            end += weights[place] != 0
        starts[row + 1] = end
        norm = np.sqrt(square)
        for place in range(starts[row], end):
            shares[place] /= norm
    return kept[:end], shares[:end], starts


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
def _pair_cosines(rows: UnitRows, start: int, end: int, totals: Floats) -> Floats:
    """``totals`` has a place for every term; they are 0 before and after."""
    terms, shares, starts = rows
    products = np.empty((end - start, end - start))
    for one in range(start, end):
        for place in range(starts[one], starts[one + 1]):
            totals[terms[place]] = shares[place]
        for other in range(one, end):
            cosine = 0.0
            for place in range(starts[other], starts[other + 1]):
                cosine += totals[terms[place]] * shares[place]
            products[one - start, other - start] = products[other - start, one - start] = cosine
        for place in range(starts[one], starts[one + 1]):
            totals[terms[place]] = 0.0
    return products
