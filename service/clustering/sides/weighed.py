"""TF-IDF rows by one set of weights: (1 + ln tf) * idf (Salton and Buckley, 1988), of unit length.

Terms that weigh nothing are left out: most words of a report are in none of those around it. A product of rows is
summed term by term in the order of a row, so that it is the same wherever and among however many others the row stands.
A row in which nothing weighs anything is 0.

One thing in common is one thing in common, however rare: no term stands for more than a certain share of a row. Two
short reports from one town hold hardly another word that weighs anything but its name, and by that alone they would be
as like as can be.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import MOST_COUNTED
from service.clustering.sides.scales import Scale, number_of
from service.clustering.sides.told import Groups
from service.clustering.tables.terms import TERM_BITS, TERM_MASK, WORDS, Bounds, Entries, Rows
from service.model import FloatArray
from service.text.slots import Numbers

MOST_OF_WORDS = 0.4
"""Share of the unit row that one word stands for at most: alone in common it makes a cosine of .16."""
MOST_OF_NAMES = 0.55
"""Likewise a name or number: .3."""

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Counts = npt.NDArray[np.uint16]


class UnitRows(NamedTuple):
    """Rows one behind the other: each term, by its number on a scale, with its share of the unit row, or the most."""

    numbers: Numbers
    shares: Floats
    starts: Places
    """Where each row begins, and where the last one ends: shape (rows + 1,)."""


def dampened(counts: Counts) -> FloatArray:
    """1 + ln tf, float32 of the same shape."""
    return _DAMPENED[counts]


_DAMPENED: FloatArray = 1 + np.log(np.maximum(np.arange(MOST_COUNTED + 1, dtype=np.float32), 1))


@compiled
def _value(entry: np.uint32, weight: float) -> float:
    """What a term that weighs so much does in a text."""
    value: float = _DAMPENED[entry >> TERM_BITS] * weight
    return value


@compiled
def mean_cosines(texts: Rows, kind: int, scale: Scale, groups: Groups) -> Floats:
    """Mean cosine of words, or of names, over all pairs of the first group with each of the others: (groups - 1,)."""
    entries, bounds, places, starts = texts.entries, texts.bounds, groups.places, groups.starts
    own = unit_rows(entries, bounds[places[: starts[1]]], kind, scale)
    mean = np.zeros(len(scale.terms))
    for turn in range(len(own.numbers)):
        mean[own.numbers[turn]] += own.shares[turn] / starts[1]
    longest = 0
    for place in places[starts[1] :]:
        longest = max(longest, bounds[place, kind + 1] - bounds[place, kind])
    numbers, shares = np.empty(longest, np.uint32), np.empty(longest)
    cosines = np.zeros(len(starts) - 2)
    for other in range(len(cosines)):
        for place in places[starts[other + 1] : starts[other + 2]]:
            end = _write_row(entries, bounds[place], kind, scale, (numbers, shares), 0)
            for turn in range(end):
                cosines[other] += mean[numbers[turn]] * shares[turn]
        cosines[other] /= starts[other + 2] - starts[other + 1]
    return cosines


@compiled
def pair_cosines(entries: Entries, bounds: Bounds, kind: int, scale: Scale) -> Floats:
    """Cosines of the words or names of all pairs of articles, to four places: shape (n, n)."""
    numbers, shares, starts = unit_rows(entries, bounds, kind, scale)
    products, row = np.empty((len(bounds), len(bounds))), np.zeros(len(scale.terms))
    for one in range(len(bounds)):
        for turn in range(starts[one], starts[one + 1]):
            row[numbers[turn]] = shares[turn]
        for other in range(one, len(bounds)):
            cosine = 0.0
            for turn in range(starts[other], starts[other + 1]):
                cosine += row[numbers[turn]] * shares[turn]
            products[one, other] = products[other, one] = np.rint(cosine * 1e4) / 1e4
        for turn in range(starts[one], starts[one + 1]):
            row[numbers[turn]] = 0.0
    return products


@compiled
def unit_rows(entries: Entries, bounds: Bounds, kind: int, scale: Scale) -> UnitRows:
    """The words or names of some articles, weighed."""
    many = (bounds[:, kind + 1] - bounds[:, kind]).sum()
    numbers, shares = np.empty(many, np.uint32), np.empty(many)
    starts, end = np.zeros(len(bounds) + 1, np.int64), 0
    for row in range(len(bounds)):
        end = _write_row(entries, bounds[row], kind, scale, (numbers, shares), end)
        starts[row + 1] = end
    return UnitRows(numbers[:end], shares[:end], starts)


@compiled
def _write_row(
    entries: Entries, one: Bounds, kind: int, scale: Scale, rows: tuple[Numbers, Floats], start: int
) -> int:
    """Write the row of one article from there on, and answer where it ends."""
    numbers, shares = rows
    square, end = 0.0, start
    for entry in entries[one[kind] : one[kind + 1]]:
        number = number_of(scale, entry & np.uint32(TERM_MASK))
        value = _value(entry, scale.weights[number])
        # Written in any case, and kept where it weighs something: faster than to ask first.
        numbers[end], shares[end] = number, value
        square += value * value
        end += value != 0
    norm, most = np.sqrt(square), MOST_OF_WORDS if kind == WORDS else MOST_OF_NAMES
    for turn in range(start, end):
        shares[turn] = min(shares[turn] / norm, most)
    return end
