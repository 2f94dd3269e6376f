"""What the products of some queries with all rows are at most, and which rows that leaves.

The first look is at the sums alone (see :mod:`service.clustering.rough`) and gives a ceiling for each query and row.
Rows stand in sixteens, and the highest ceiling of each sixteen is kept as well, so that most of them need not be looked
into again. A closer look takes the differences too, and tells what a product is at least and at most.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lanes import EIGHT, SIXTEEN, Totals, multiplying
from service.clustering.blocks import Places
from service.clustering.rough import LENGTH, MISSED, NOBODY, SHIFTED, UNIT, UNIT_OF_DIFFERENCES, Copies
from service.model import FloatArray

LOWEST = -4.0
"""Ceilings of articles are above that, and those of places where there is none are below."""
_LENGTH = np.float32(np.sqrt(2.0))
"""Of an embedding: whole and lead are unit vectors."""
_FIRST_LISTED = 64

_multiply_eight = multiplying(EIGHT)
_multiply_one = multiplying(1)


class Ceilings(NamedTuple):
    """Of each query and row."""

    each: FloatArray
    """Shape (queries, rows)."""
    highest: FloatArray
    """Of each sixteen rows: shape (queries, rows / SIXTEEN)."""


def room(queries: int, rows: int) -> Ceilings:
    """For ceilings that are to be written; until then nobody stands there."""
    return Ceilings(
        each=np.full((queries, rows), NOBODY),
        highest=np.full((queries, rows // SIXTEEN), NOBODY),
    )


def resized(ceilings: Ceilings, rows: int) -> Ceilings:
    """The same for so many rows."""
    more = room(len(ceilings.each), rows)
    for new, old in zip(more, ceilings, strict=True):
        kept = min(new.shape[1], old.shape[1])
        new[:, :kept] = old[:, :kept]
    return more


def leave_out(ceilings: Ceilings, query: int, place: int) -> None:
    """As if nobody stood there."""
    sixteen = place // SIXTEEN
    ceilings.each[query, place] = NOBODY
    ceilings.highest[query, sixteen] = ceilings.each[query, SIXTEEN * sixteen :][:SIXTEEN].max()


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
    start = SIXTEEN * sixteen
    for turn in range(min(EIGHT, len(ceilings.each) - EIGHT * eight)):
        query = EIGHT * eight + turn
        unit, shifted, length = queries[UNIT, turn], queries[SHIFTED, turn], queries[LENGTH, turn]
        missed, also = _LENGTH + queries[MISSED, turn], _LENGTH * queries[MISSED, turn]
        each = ceilings.each[query, start : start + SIXTEEN]
        for lane in range(SIXTEEN):
            product = (np.float32(totals[turn, lane]) - shifted) * (rows[UNIT, lane] * unit)
            each[lane] = product + rows[LENGTH, lane] * length + (rows[MISSED, lane] * missed + also)
        top = each[0]
        for lane in range(1, SIXTEEN):
            top = max(top, each[lane])
        ceilings.highest[query, sixteen] = top


@compiled
def highest(
    queries: Copies, query: int, rows: Copies, ceilings: Ceilings, reached: float, count: int, slack: float
) -> Places:
    """Where all stand that may be among the ``count`` highest products with a query.

    ``reached`` is by ``count`` or more of its ceilings; ``slack`` is how much two products may differ and yet count as
    equal.
    """
    likely = _up_to(ceilings, query, reached)
    least, _ = _between(queries, query, rows, ceilings, likely)
    low = np.sort(least)[len(likely) - count] - slack
    places = _up_to(ceilings, query, low)
    _, most = _between(queries, query, rows, ceilings, places)
    listed: Places = places[most >= low]
    return listed


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
    listed, many = np.empty(_FIRST_LISTED, np.int64), 0
    for sixteen in range(len(lowest)):
        if ceilings.highest[query, sixteen] >= 2 * (lowest[sixteen] - slack):
            for row in range(SIXTEEN * sixteen, SIXTEEN * sixteen + SIXTEEN):
                if ceilings.each[query, row] >= 2 * (least[row] - slack):
                    listed = _with(listed, many, row)
                    many += 1
    places = listed[:many]
    _, most = _between(queries, query, rows, ceilings, places)
    reached: Places = places[most >= 2 * (least[places] - slack)]
    return reached


@compiled
def _up_to(ceilings: Ceilings, query: int, low: float) -> Places:
    """Rows whose ceilings are as high as that."""
    listed, many = np.empty(_FIRST_LISTED, np.int64), 0
    for sixteen in range(ceilings.highest.shape[1]):
        if ceilings.highest[query, sixteen] >= low:
            for row in range(SIXTEEN * sixteen, SIXTEEN * sixteen + SIXTEEN):
                if ceilings.each[query, row] >= low:
                    listed = _with(listed, many, row)
                    many += 1
    return listed[:many]


@compiled
def _with(listed: Places, many: int, row: int) -> Places:
    """A list that has one more row in it, twice as long where there was no room."""
    if many == len(listed):
        listed = np.concatenate((listed, listed))
    listed[many] = row
    return listed


@compiled
def _between(
    queries: Copies, query: int, rows: Copies, ceilings: Ceilings, places: Places
) -> tuple[FloatArray, FloatArray]:
    """What the products with some rows are at least, and at most."""
    least, most = np.empty(len(places), np.float32), np.empty(len(places), np.float32)
    together = queries.sums.shape[2]
    its = queries.figures[query // together, :, query % together]
    for number, row in enumerate(places):
        figures = rows.figures[row // SIXTEEN, :, row % SIXTEEN]
        product = _product(rows.differences[row], queries.differences[query])
        beside = product * (figures[UNIT_OF_DIFFERENCES] * its[UNIT_OF_DIFFERENCES])
        off = figures[MISSED] * (_LENGTH + its[MISSED]) + _LENGTH * its[MISSED]
        most[number] = ceilings.each[query, row] - figures[LENGTH] * its[LENGTH] + beside
        least[number] = most[number] - 2 * off
    return least, most


@compiled
def _product(one: npt.NDArray[np.int8], other: npt.NDArray[np.int16]) -> np.int32:
    """Of two rows of whole numbers."""
    total = np.int32(0)
    for column in range(len(one)):
        total = np.int32(total + np.int32(np.int32(one[column]) * np.int32(other[column])))
    return total
