"""Rough copies of embeddings, of a quarter of their size: they tell how alike two articles are at most.

What an article begins with is what it is about: its whole and its lead are much alike. So each embedding is turned into
their sum and their difference, both divided by the root of 2, which leaves every product as it is. What differences add
to a product is little, and never more than the product of their lengths (Cauchy and Schwarz); so a look at the sums,
half of all there is, rules most articles out.

The copies of both are in whole multiples of units of their own. How far they are from the row is written down, and so
it is known how far a product of copies may be off.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.blocks import Places
from service.model import FloatArray

FINENESS = 127
"""Units in the greatest number of a sum, or of a difference."""
FINENESS_OF_QUERIES = 4_095
"""Copies of queries are few, so they may be larger; a sum of 4,096 products still stays below 2**31."""
GROWTH = 8
"""When there is no more room for rows, it grows by one part in so many."""
_ROOT = np.float32(np.sqrt(0.5))
_LENGTH = np.float32(np.sqrt(2.0))
"""Of an embedding: whole and lead are unit vectors."""


class Copies(NamedTuple):
    """Copies of some embeddings of 2 * d numbers."""

    sums: npt.NDArray[Any]
    """In units: shape (rows, d)."""
    differences: npt.NDArray[Any]
    """Likewise."""
    units: FloatArray
    """Of both: shape (rows, 2)."""
    lengths: FloatArray
    """Of the differences, as they are: shape (rows,)."""
    missed: FloatArray
    """How far the copies are from what they were made from: shape (rows,)."""


def copied(embeddings: FloatArray) -> Copies:
    """Copies of queries: ``embeddings`` is of shape (queries, 2 * d)."""
    copies = _room(len(embeddings), embeddings.shape[1] // 2, np.int16)
    _copy(embeddings, 0, FINENESS_OF_QUERIES, copies)
    return copies


class RoughTable:
    """Copies of the rows of the vector table, at the same places."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._copies = _room(0, dimension, np.int8)

    def resize(self, rows: int) -> None:
        """Make room for so many rows, or give up much of what is behind them."""
        has = len(self._copies.units)
        if has < rows or rows * 2 < has:
            before, self._copies = self._copies, _room(rows + rows // GROWTH, self._dimension, np.int8)
            for kept, array in zip(self._copies, before, strict=True):
                kept[: min(has, rows)] = array[:rows]

    def put(self, place: int, embedding: FloatArray) -> None:
        """Copy the row at a place."""
        _copy(embedding[np.newaxis], place, FINENESS, self._copies)

    def ceilings(self, queries: Copies, start: int, end: int) -> FloatArray:
        """What the product of each query with each row from ``start`` to ``end`` is at most: shape (queries, rows)."""
        return _ceilings(queries, self._copies, start, end)

    def reaching(self, queries: Copies, row: int, places: Places, least: FloatArray) -> npt.NDArray[np.bool_]:
        """Whose product with the query in that row may be as high as ``least``: of shape (places,), as the two others.

        A much closer look than at ceilings.
        """
        return _between(queries, row, self._copies, places)[1] >= least

    def highest(
        self, queries: Copies, row: int, ceilings: FloatArray, reached: float, count: int, slack: float
    ) -> Places:
        """Where all stand that may be among the ``count`` highest products with the query in that row.

        Parameters
        ----------
        ceilings
            For that query: shape (rows,).
        reached
            By ``count`` or more of the ceilings.
        slack
            How much two products may differ and yet count as equal.
        """
        return _highest(queries, row, self._copies, ceilings, reached, count, slack)


def _room(rows: int, dimension: int, kind: type[np.integer]) -> Copies:
    return Copies(
        sums=np.zeros((rows, dimension), kind),
        differences=np.zeros((rows, dimension), kind),
        units=np.zeros((rows, 2), np.float32),
        lengths=np.zeros(rows, np.float32),
        missed=np.zeros(rows, np.float32),
    )


@compiled
def _copy(embeddings: FloatArray, start: int, fineness: int, copies: Copies) -> None:
    """Copy embeddings to the places from ``start`` on."""
    half = embeddings.shape[1] // 2
    for row in range(len(embeddings)):
        whole, lead, place = embeddings[row, :half], embeddings[row, half:], start + row
        differences = (whole - lead) * _ROOT
        copies.units[place, 0], missed = _round((whole + lead) * _ROOT, fineness, copies.sums[place])
        copies.units[place, 1], also = _round(differences, fineness, copies.differences[place])
        copies.missed[place] = np.sqrt(missed + also)
        copies.lengths[place] = np.sqrt((differences * differences).sum())


@compiled
def _round(numbers: FloatArray, fineness: int, copy: npt.NDArray[Any]) -> tuple[float, float]:
    """Copy numbers; answers the unit, and the square of how far the copy is from them."""
    unit = max(np.abs(numbers).max(), np.float32(1e-6)) / np.float32(fineness)
    missed = 0.0
    for column in range(len(numbers)):
        copy[column] = np.rint(numbers[column] / unit)
        missed += (numbers[column] - copy[column] * unit) ** 2
    return unit, missed


@compiled
def _product(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> np.int32:
    """Of two rows of whole numbers."""
    total = np.int32(0)
    for column in range(len(one)):
        total = np.int32(total + np.int32(np.int32(one[column]) * np.int32(other[column])))
    return total


@compiled
def _ceilings(queries: Copies, rows: Copies, start: int, end: int) -> FloatArray:
    ceilings = np.empty((len(queries.units), end - start), np.float32)
    for row in range(start, end):
        sums, unit, length, missed = rows.sums[row], rows.units[row, 0], rows.lengths[row], rows.missed[row]
        for query in range(len(ceilings)):
            product = np.float32(_product(sums, queries.sums[query])) * unit * queries.units[query, 0]
            off = missed * (_LENGTH + queries.missed[query]) + _LENGTH * queries.missed[query]
            ceilings[query, row - start] = product + length * queries.lengths[query] + off
    return ceilings


@compiled
def _between(queries: Copies, query: int, rows: Copies, places: Places) -> tuple[FloatArray, FloatArray]:
    least, most = np.empty(len(places), np.float32), np.empty(len(places), np.float32)
    units, missed = queries.units[query], queries.missed[query]
    for number, row in enumerate(places):
        product = _product(rows.sums[row], queries.sums[query]) * rows.units[row, 0] * units[0]
        beside = _product(rows.differences[row], queries.differences[query]) * rows.units[row, 1] * units[1]
        off = rows.missed[row] * (_LENGTH + missed) + _LENGTH * missed
        least[number], most[number] = product + beside - off, product + beside + off
    return least, most


@compiled
def _highest(
    queries: Copies,
    query: int,
    rows: Copies,
    ceilings: FloatArray,
    reached: float,
    count: int,
    slack: float,
) -> Places:
    likely = (ceilings >= reached).nonzero()[0]
    least, _ = _between(queries, query, rows, likely)
    low = np.sort(least)[len(likely) - count] - slack
    places = (ceilings >= low).nonzero()[0]
    _, most = _between(queries, query, rows, places)
    highest: Places = places[most >= low]
    return highest
