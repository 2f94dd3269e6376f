"""TF-IDF rows by one set of weights: (1 + ln tf) * idf (Salton and Buckley, 1988), of unit length.

Terms that weigh nothing are left out: most words of a report are in none of those around it. A product of rows is
summed term by term in the order of a row, so that it is the same wherever and among however many others the row stands.
A row in which nothing weighs anything is 0.

One thing in common is one thing in common, however rare: no term stands for more than a certain share of a row. Two
short reports from one town hold hardly another word that weighs anything but its name, and by that alone they would be
as like as can be. Nor does it make two things of one that a name has two words: such a name is two words, and three
terms among the names, which share what one would have.
"""

from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical import LENGTHS
from service.clustering.evidence import MOST_COUNTED
from service.clustering.sides.scales import Numbered, Scale, numbers_at
from service.clustering.sides.told import Groups
from service.clustering.tables.terms import WORDS, Bounds, Entries, Rows, count_of, length_of
from service.model import FloatArray
from service.text.slots import Numbers

MOST_OF_WORDS = 0.4
"""Share of the unit row that one word stands for at most: alone in common it makes a cosine of .16."""
MOST_OF_NAMES = 0.55
"""Likewise a name or number: .3."""
_PART_OF_WORDS = np.array([0.0, *(1.0 / sqrt(words) for words in range(1, LENGTHS))])
_PART_OF_NAMES = np.array([0.0, *(1.0 / sqrt(2.0 * words - 1.0) for words in range(1, LENGTHS))])
"""What one of the terms of a name may stand for of that, by how many words the name has: their squares sum up to 1."""

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
def _value(entry: np.uint32, kind: int, weight: float) -> float:
    """What a word, or a name, that weighs so much does in a text."""
    value: float = _DAMPENED[count_of(entry)] * weight
    return value if kind == WORDS else value * _PART_OF_NAMES[length_of(entry)]


@compiled
def _most(entry: np.uint32, kind: int) -> float:
    """What share of the unit row it stands for at most."""
    length = length_of(entry)
    most: float = (
        MOST_OF_WORDS * _PART_OF_WORDS[length] if kind == WORDS else MOST_OF_NAMES * _PART_OF_NAMES[length]
    )
    return most


@compiled
def mean_cosines(texts: Rows, kind: int, scale: Scale, groups: Groups, numbered: Numbered) -> Floats:
    """Mean cosine of words, or of names, over all pairs of the first group with each of the others: (groups - 1,)."""
    both, places, starts = (texts.entries, texts.bounds), groups.places, groups.starts
    own = unit_rows(both, places[: starts[1]], kind, scale, numbered)
    mean = np.zeros(len(scale.terms))
    for turn in range(len(own.numbers)):
        mean[own.numbers[turn]] += own.shares[turn] / starts[1]
    cosines = np.zeros(len(starts) - 2)
    for other in range(len(cosines)):
        for place in places[starts[other + 1] : starts[other + 2]]:
            numbers = numbers_at(both, place, kind, scale, numbered)
            cosines[other] = _add_product(both, place, kind, scale.weights, numbers, mean, cosines[other])
        cosines[other] /= starts[other + 2] - starts[other + 1]
    return cosines


@compiled
def pair_cosines(
    texts: tuple[Entries, Bounds], places: Places, kind: int, scale: Scale, numbered: Numbered
) -> Floats:
    """Cosines of the words or names of all pairs of the articles at these places, to four places: shape (n, n)."""
    numbers, shares, starts = unit_rows(texts, places, kind, scale, numbered)
    products, row = np.empty((len(places), len(places))), np.zeros(len(scale.terms))
    for one in range(len(places)):
        for turn in range(starts[one], starts[one + 1]):
            row[numbers[turn]] = shares[turn]
        for other in range(one, len(places)):
            cosine = 0.0
            for turn in range(starts[other], starts[other + 1]):
                cosine += row[numbers[turn]] * shares[turn]
            products[one, other] = products[other, one] = np.rint(cosine * 1e4) / 1e4
        for turn in range(starts[one], starts[one + 1]):
            row[numbers[turn]] = 0.0
    return products


@compiled
def unit_rows(
    texts: tuple[Entries, Bounds], places: Places, kind: int, scale: Scale, numbered: Numbered
) -> UnitRows:
    """The words or names of the articles at these places, weighed."""
    many, bounds = 0, texts[1]
    for place in places:
        many += bounds[place, kind + 1] - bounds[place, kind]
    rows = _room(many)
    starts, end = np.zeros(len(places) + 1, np.int64), 0
    for turn, place in enumerate(places):
        numbers = numbers_at(texts, place, kind, scale, numbered)
        end = _write_row(texts, place, kind, scale.weights, numbers, rows, end)
        starts[turn + 1] = end
    return UnitRows(rows[0][:end], rows[1][:end], starts)


@compiled
def _add_product(
    texts: tuple[Entries, Bounds],
    place: int,
    kind: int,
    weights: FloatArray,
    own: Numbers,
    mean: Floats,
    total: float,
) -> float:
    """Add to a total, term by term, the product of the row of an article with a ``mean`` row, which is by number.

    ``own`` are the numbers of its terms, and ``weights`` are by number.
    """
    entries, square = texts[0][texts[1][place, kind] : texts[1][place, kind + 1]], 0.0
    for turn, entry in enumerate(entries):
        value = _value(entry, kind, weights[own[turn]])
        square += value * value
    norm = np.sqrt(square)
    for turn, entry in enumerate(entries):
        # Few terms are in common, and all others add nothing.
        if mean[own[turn]]:
            total += mean[own[turn]] * min(_value(entry, kind, weights[own[turn]]) / norm, _most(entry, kind))
    return total


@compiled
def _room(terms: int) -> tuple[Numbers, Floats, Floats]:
    """For rows of so many terms: their numbers, their shares, and the most that each may stand for."""
    return np.empty(terms, np.uint32), np.empty(terms), np.empty(terms)


@compiled
def _write_row(
    texts: tuple[Entries, Bounds],
    place: int,
    kind: int,
    weights: FloatArray,
    own: Numbers,
    rows: tuple[Numbers, Floats, Floats],
    start: int,
) -> int:
    """Write the row of an article from there on, and what its terms may stand for; answer where it ends.

    ``own`` are the numbers of its terms, and ``weights`` are by number.
    """
    (entries, bounds), (numbers, shares, most), square, end = texts, rows, 0.0, start
    for turn, entry in enumerate(entries[bounds[place, kind] : bounds[place, kind + 1]]):
        value = _value(entry, kind, weights[own[turn]])
        # Written in any case, and kept where it weighs something: faster than to ask first.
        numbers[end], shares[end], most[end] = own[turn], value, _most(entry, kind)
        square += value * value
        end += value != 0
    norm = np.sqrt(square)
    for turn in range(start, end):
        shares[turn] = min(shares[turn] / norm, most[turn])
    return end
