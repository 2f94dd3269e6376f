"""What the products of some queries with all rows are at most, and which rows that leaves.

The first look is at the sums alone (see :mod:`service.clustering.tables.rough`) and gives a ceiling for each query and
row. Rows stand in sixteens, and the highest ceiling of each sixteen is kept as well, so that most of them need not be
looked into again. Both are rounded up to whole units, which take half of the memory. A closer look takes the
differences too.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lanes import EIGHT, SIXTEEN, Totals, multiplying
from service.clustering.tables.blocks import Places
from service.clustering.tables.rough import LENGTH, MISSED, NOBODY, SHIFTED, UNIT, UNIT_OF_DIFFERENCES, Copies
from service.model import FloatArray

UNITS = np.float32(4_096.0)
"""That a ceiling of 1 has."""
LOWEST = np.int16(-3 * UNITS)
"""Ceilings of articles are above that, and those of places where there is none are below."""
_LENGTH = np.float32(np.sqrt(2.0))
"""Of an embedding: whole and lead are unit vectors."""

_NOBODY = np.int16(NOBODY * UNITS)

_multiply_eight = multiplying(EIGHT)
_multiply_one = multiplying(1)


Units = npt.NDArray[np.int16]


class Ceilings(NamedTuple):
    """Of each query and row, in units."""

    each: Units
    """Shape (rows / SIXTEEN, queries, SIXTEEN): in the order in which they are written."""
    highest: Units
    """Of each sixteen rows: shape (queries, rows / SIXTEEN)."""


def room(queries: int, rows: int) -> Ceilings:
    """For ceilings that are to be written."""
    return Ceilings(
        each=np.empty((rows // SIXTEEN, queries, SIXTEEN), np.int16),
        highest=np.empty((queries, rows // SIXTEEN), np.int16),
    )


def resized(ceilings: Ceilings, rows: int) -> Ceilings:
    """The same for so many rows; nobody stands in those that are new."""
    more = room(len(ceilings.highest), rows)
    kept = min(len(more.each), len(ceilings.each))
    more.each[:kept], more.highest[:, :kept] = ceilings.each[:kept], ceilings.highest[:, :kept]
    more.each[kept:], more.highest[:, kept:] = _NOBODY, _NOBODY
    return more


def leave_out(ceilings: Ceilings, query: int, place: int) -> None:
    """As if nobody stood there."""
    sixteen = place // SIXTEEN
    ceilings.each[sixteen, query, place % SIXTEEN] = _NOBODY
    ceilings.highest[query, sixteen] = ceilings.each[sixteen, query].max()


@compiled
def look(queries: Copies, rows: Copies, start: int, end: int, ceilings: Ceilings) -> None:
    """Write the ceilings with those rows that stand in the sixteens from ``start`` to ``end``."""
    totals = np.empty((EIGHT, SIXTEEN), np.int32)
    for sixteen in range(start, end):
        for eight in range(len(queries.sums)):
            if queries.sums.shape[2] == 1:
                _multiply_one(rows.sums[sixteen], queries.sums[eight], totals)
            else:
                _multiply_eight(rows.sums[sixteen], queries.sums[eight], totals)
            _write(totals, queries.figures[eight], rows.figures[sixteen], eight, sixteen, ceilings)


@compiled
def _write(
    totals: Totals, queries: FloatArray, rows: FloatArray, eight: int, sixteen: int, ceilings: Ceilings
) -> None:
    """Write the ceilings of some queries with sixteen rows, given their figures and the products of their sums."""
    units, lengths, misses = rows[UNIT], rows[LENGTH], rows[MISSED]
    for turn in range(min(EIGHT, len(ceilings.highest) - EIGHT * eight)):
        query = EIGHT * eight + turn
        unit, shifted, length = (
            queries[UNIT, turn] * UNITS,
            queries[SHIFTED, turn],
            queries[LENGTH, turn] * UNITS,
        )
        missed = (_LENGTH + queries[MISSED, turn]) * UNITS
        also = _LENGTH * queries[MISSED, turn] * UNITS + np.float32(1)
        its, each, top = totals[turn], ceilings.each[sixteen, query], np.int32(_NOBODY)
        for lane in range(SIXTEEN):
            product = (np.float32(its[lane]) - shifted) * (units[lane] * unit)
            ceiling = np.int32(product + lengths[lane] * length + (misses[lane] * missed + also))
            each[lane] = ceiling
            top = np.int32(max(top, ceiling))
        ceilings.highest[query, sixteen] = top


@compiled
def likeliest(
    queries: Copies, query: int, rows: Copies, ceilings: Ceilings, reached: int, count: int
) -> Places:
    """``count`` rows, or some more, whose products with a query are about the highest.

    They are found by a closer look at those with a ceiling of ``reached`` units, of which there must be ``count`` or
    more.
    """
    places = _up_to(ceilings, query, reached)
    most = _most(queries, query, rows, ceilings, places)
    likely: Places = places[most >= np.partition(most, len(places) - count)[len(places) - count]]
    return likely


@compiled
def others(
    queries: Copies, query: int, rows: Copies, ceilings: Ceilings, low: float, known: Places
) -> Places:
    """Rows whose product with a query may be as high as ``low``, without those that are known, which are in order."""
    listed, many, behind = _up_to(ceilings, query, np.floor(low * UNITS)), 0, 0
    for place in listed:
        while behind < len(known) and known[behind] < place:
            behind += 1
        if behind == len(known) or known[behind] != place:
            listed[many] = place
            many += 1
    places = listed[:many]
    found: Places = places[_most(queries, query, rows, ceilings, places) >= low]
    return found


@compiled
def among(ceilings: Ceilings, query: int, places: Places, low: float) -> Places:
    """Which of some rows may have a product with a query as high as ``low``, by the first look alone."""
    listed, many, units = np.empty(len(places), np.int64), 0, np.floor(low * UNITS)
    for place in places:
        listed[many] = place
        many += ceilings.each[place // SIXTEEN, query, place % SIXTEEN] >= units
    return listed[:many]


@compiled
def reaching(
    queries: Copies,
    query: int,
    rows: Copies,
    ceilings: Ceilings,
    least: FloatArray,
    lowest: FloatArray,
    slack: float,
) -> Places:
    """Whose mean cosine with a query, half of the product, may be as high as ``least``.

    ``lowest`` is the lowest of ``least`` in each sixteen.
    """
    sixteens = (ceilings.highest[query] >= 2 * UNITS * (lowest - slack)).nonzero()[0]
    listed, many = np.empty(SIXTEEN * len(sixteens), np.int64), 0
    for sixteen in sixteens:
        for row in range(SIXTEEN * sixteen, SIXTEEN * sixteen + SIXTEEN):
            if ceilings.each[sixteen, query, row % SIXTEEN] >= 2 * UNITS * (least[row] - slack):
                listed[many] = row
                many += 1
    places = listed[:many]
    most = _most(queries, query, rows, ceilings, places)
    reached: Places = places[most >= 2 * (least[places] - slack)]
    return reached


@compiled
def _up_to(ceilings: Ceilings, query: int, low: float) -> Places:
    """Rows whose ceilings have so many units."""
    sixteens = (ceilings.highest[query] >= low).nonzero()[0]
    listed, many = np.empty(SIXTEEN * len(sixteens), np.int64), 0
    for sixteen in sixteens:
        for row in range(SIXTEEN * sixteen, SIXTEEN * sixteen + SIXTEEN):
            if ceilings.each[sixteen, query, row % SIXTEEN] >= low:
                listed[many] = row
                many += 1
    return listed[:many]


@compiled
def _most(queries: Copies, query: int, rows: Copies, ceilings: Ceilings, places: Places) -> FloatArray:
    """What the products with some rows are at most, by the differences too."""
    most = np.empty(len(places), np.float32)
    together = queries.sums.shape[2]
    its = queries.figures[query // together, :, query % together]
    for number, row in enumerate(places):
        figures = rows.figures[row // SIXTEEN, :, row % SIXTEEN]
        product = _product(rows.differences[row, queries.differences.shape[1] :], queries.differences[query])
        beside = product * (figures[UNIT_OF_DIFFERENCES] * its[UNIT_OF_DIFFERENCES])
        known = ceilings.each[row // SIXTEEN, query, row % SIXTEEN] / UNITS
        most[number] = known - figures[LENGTH] * its[LENGTH] + beside
    return most


@compiled
def _product(one: npt.NDArray[np.int16], other: npt.NDArray[np.int16]) -> np.int32:
    """Of two rows of whole numbers."""
    total = np.int32(0)
    for column in range(len(one)):
        total = np.int32(total + np.int32(np.int32(one[column]) * np.int32(other[column])))
    return total
