"""What groups of articles tell on the mean: mean unit rows, kept side by side, so that one call compares many.

A group has a row: the mean of what its articles mean, and a span in which its words stand as in a small table of terms
(:mod:`service.text.slots`), each with its share of the mean. So of two groups the one with fewer words is looked up in
the other. The product of two means is the mean cosine of all pairs.

Words are weighed by how rare they are in all news, not by how rare among their neighbours.
"""

from functools import cache
from math import log

import numpy as np

from embeddings.compiled import compiled
from service.clustering.evidence import MOST_COUNTED
from service.clustering.evidence.background import usual_shares
from service.clustering.sides.weighed import Floats, Places, dampened
from service.clustering.tables.rounded import Bare, read_wholes
from service.clustering.tables.terms import TERM_MASK, WORDS, Bounds, Entries, count_of
from service.model import FloatArray
from service.text.slots import Numbers, enter, find

HEADLINE_WORDS = 12
REPORT_WORDS = 100
_BREVITIES: Floats = np.clip(
    np.log(REPORT_WORDS / np.maximum(np.arange(REPORT_WORDS + 1), 1)) / log(REPORT_WORDS / HEADLINE_WORDS),
    0,
    1,
)
"""By number of words."""
_DAMPENED = dampened(np.arange(MOST_COUNTED + 1, dtype=np.uint16))
_UNHEARD_OF = 0.0005
"""Share of reports that a word counts as held by beyond those of the shipped table: one in two thousand."""

Means = tuple[Places, Floats, FloatArray, Numbers, Numbers, Floats]
"""By row the span, begin, size and number of words, (rows, 3); the brevity, (rows,); and what the whole texts mean,
(rows, d). By span the slots; the words by number; the share of each. Where the next span begins stands in row 0."""
Groups = tuple[Places, Places, Places]
"""Rows; where each begins among the places, and where the last one ends; and the places of their articles."""


def room(rows: int, entries: int, dimension: int) -> Means:
    """Room for so many rows, and spans of so many entries together."""
    return (
        np.zeros((1 + rows, 3), np.int64),
        np.zeros(1 + rows),
        np.zeros((1 + rows, dimension), np.float32),
        np.zeros(entries, np.uint32),
        np.zeros(entries, np.uint32),
        np.zeros(entries),
    )


@cache
def usual_weights() -> FloatArray:
    """Inverse document frequency of words in the news at large, -ln of the share, by term."""
    weights: FloatArray = -np.log(usual_shares().words + np.float32(_UNHEARD_OF))
    return weights


@compiled
def make(
    means: Means,
    groups: Groups,
    embeddings: Bare,
    texts: tuple[Entries, Bounds],
    weights: FloatArray,
) -> bool:
    """Fill the rows of some groups; ``embeddings`` and ``texts`` are by place.

    Answers whether there was room for all; if not, nothing has been done.
    """
    rows, starts, places = groups
    if not _have_room(means, groups, texts[1]):
        return False
    wholes = read_wholes(embeddings, places)
    for turn, row in enumerate(rows):
        own = slice(starts[turn], starts[turn + 1])
        _mean_meaning(wholes[own], means[2][row])
        _mean_words(means, row, places[own], texts, weights)
    return True


@compiled
def _have_room(means: Means, groups: Groups, bounds: Bounds) -> bool:
    """Give a span to each row that has none, or too small a one, if there is room for all."""
    spans, (rows, starts, places) = means[0], groups
    sizes, end = np.empty(len(rows), np.int64), spans[0, 0]
    for turn, row in enumerate(rows):
        most, sizes[turn] = 0, 1
        for place in places[starts[turn] : starts[turn + 1]]:
            most += bounds[place, WORDS + 1] - bounds[place, WORDS]
        while sizes[turn] <= most + most // 2:
            sizes[turn] *= 2
        if sizes[turn] > spans[row, 1]:
            end += sizes[turn]
    if end > len(means[3]):
        return False
    for turn, row in enumerate(rows):
        if sizes[turn] > spans[row, 1]:
            spans[row, 0], spans[row, 1] = spans[0, 0], sizes[turn]
            spans[0, 0] += sizes[turn]
    return True


@compiled
def _mean_meaning(embeddings: FloatArray, mean: FloatArray) -> None:
    mean[:] = 0.0
    for embedding in embeddings:
        for column in range(len(mean)):
            mean[column] += embedding[column]
    for column in range(len(mean)):
        mean[column] /= len(embeddings)


@compiled
def _mean_words(
    means: Means, row: int, places: Places, texts: tuple[Entries, Bounds], weights: FloatArray
) -> None:
    """Each word with its mean share of the articles' unit rows, and how brief they are on the mean."""
    spans, brevities, (entries, bounds) = means[0], means[1], texts
    span = slice(spans[row, 0], spans[row, 0] + spans[row, 1])
    slots, terms, shares = means[3][span], means[4][span], means[5][span]
    slots[:], last, brief = 0, np.uint32(0), 0.0
    for place in places:
        words = entries[bounds[place, WORDS] : bounds[place, WORDS + 1]]
        brief += _BREVITIES[min(bounds[place, 3] - bounds[place, 2], REPORT_WORDS)]
        square = 0.0
        for entry in words:
            value = _DAMPENED[count_of(entry)] * weights[entry & TERM_MASK]
            square += value * value
        norm = np.sqrt(square)
        for entry in words:
            term, before = entry & np.uint32(TERM_MASK), last
            number, last = enter(slots, terms, term, last)
            if last != before:
                shares[number] = 0.0
            shares[number] += _DAMPENED[count_of(entry)] * weights[term] / norm
    for held in range(1, np.int64(last) + 1):
        shares[held] /= len(places)
    spans[row, 2], brevities[row] = last, brief / len(places)


@compiled
def alike(means: Means, one: int, other: int) -> tuple[float, float, float]:
    """Mean cosines of what the articles of two rows mean and of their words, and how much of a headline both are."""
    spans, brevities, wholes, slots, terms, shares = means
    if spans[one, 2] > spans[other, 2]:
        one, other = other, one
    fewer, more = spans[one, 0], slice(spans[other, 0], spans[other, 0] + spans[other, 1])
    slots, words = slots[more], 0.0
    for place in range(fewer + 1, fewer + spans[one, 2] + 1):
        number = find(slots, terms[more], terms[place])[1]
        if number:
            words += shares[place] * shares[spans[other, 0] + number]
    return _product(wholes[one], wholes[other]), words, (brevities[one] + brevities[other]) / 2


@compiled
def _product(one: FloatArray, other: FloatArray) -> float:
    """Summed in four parts, which a processor adds up beside one another."""
    first, second, third, fourth, rest = 0.0, 0.0, 0.0, 0.0, len(one) // 4 * 4
    for column in range(0, rest, 4):
        first += one[column] * other[column]
        second += one[column + 1] * other[column + 1]
        third += one[column + 2] * other[column + 2]
        fourth += one[column + 3] * other[column + 3]
    for column in range(rest, len(one)):
        first += one[column] * other[column]
    return (first + second) + (third + fourth)
