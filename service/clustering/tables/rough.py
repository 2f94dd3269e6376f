"""Rough copies of embeddings, of an eighth of their size: they tell how alike two articles are at most.

What an article begins with is what it is about: its whole and its lead are much alike. So each embedding is turned into
their sum and their difference, both divided by the root of 2, which leaves every product as it is. What differences add
to a product is little, and never more than the product of their lengths (Cauchy and Schwarz); so a look at the sums,
half of all there is, rules most articles out (:mod:`service.clustering.tables.ceilings`).

The copies of sums are in whole multiples of units of their own. What stands in for the differences of rows are the
upper bits of what is kept of them (:mod:`service.clustering.tables.rounded`). How far both are from the row is written
down, and so it is known how far a product of copies may be off. Sums lie as :mod:`embeddings.lanes` takes them.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lanes import EIGHT, FOUR, SIXTEEN
from service.clustering.tables.rounded import LOWER, Multiples, Rounded, number
from service.model import FloatArray

FINENESS = 127
"""Units in the greatest number of a sum."""
MOST_IN_ALL = 2**16 - 1
"""Units that the differences of a query may have in all: multiplied with 16 bits each, they stay below 2**31."""
FINENESS_OF_DIFFERENCES = 4_095
"""Units in the greatest of them at most."""
SHIFT = 128
"""Added to the sums of rows, since none may be below 0."""
NOBODY = np.float32(-4.0)
"""How far from an article is what stands where there is none: so it is below all others."""
_ROOT = np.float32(np.sqrt(0.5))

UNIT, LENGTH, MISSED, SHIFTED, UNIT_OF_DIFFERENCES = range(5)
"""Figures of an embedding: the unit of its sums; the length of its differences, as they are; how far its copies are
from what they were made from; by how much the shift of a row raises its product with the sums, in units; the unit of
its differences."""
FIGURES = 5

Numbers = npt.NDArray[Any]


class Copies(NamedTuple):
    """Copies of some embeddings of 2 * d numbers."""

    sums: Numbers
    """In units: of rows of shape (sixteens, d / FOUR, SIXTEEN, FOUR), of queries (eights, d / FOUR, EIGHT, FOUR), of a
    single query (1, d / FOUR, 1, FOUR)."""
    differences: npt.NDArray[np.int16]
    """In units: the last d of each row of shape (copies, 2 * d), or (copies, d)."""
    figures: FloatArray
    """What else is known of each: shape (sixteens, FIGURES, SIXTEEN), and likewise of queries."""


def copied(queries: Multiples) -> Copies:
    """Copies of queries."""
    count, width = queries.numbers.shape
    together = 1 if count == 1 else EIGHT
    sums, figures = _room(count, together, width // 2, np.int8)
    copies = Copies(sums, np.zeros((count, width // 2), np.int16), figures)
    for place in range(count):
        _copy_query(queries, place, copies)
    return copies


class RoughTable:
    """Copies of the rows of the vector table, at the same places."""

    def __init__(self, kept: Rounded) -> None:
        dimension = kept.upper.shape[1] // 2
        sums, figures = _room(0, SIXTEEN, dimension, np.uint8)
        self.copies = Copies(sums, kept.upper, figures)

    def resize(self, rows: int) -> None:
        """Make room for so many rows, or give up what is behind them. In place: nothing is copied."""
        sums, _, figures = self.copies
        before, sixteens = len(sums), -(-rows // SIXTEEN)
        for array in (sums, figures):
            # Nobody else holds them.
            array.resize((sixteens, *array.shape[1:]), refcheck=False)
        figures[before:, MISSED] = NOBODY

    def leave(self, place: int) -> None:
        """Nobody stands at a place any more."""
        figures = self.copies.figures[place // SIXTEEN, :, place % SIXTEEN]
        figures[:] = 0.0
        figures[MISSED] = NOBODY


def _room(count: int, together: int, dimension: int, of_sums: type[np.integer]) -> tuple[Numbers, FloatArray]:
    """For sums and figures."""
    blocks = -(-count // together)
    figures = np.zeros((blocks, FIGURES, together), np.float32)
    figures[:, MISSED] = NOBODY
    return np.zeros((blocks, -(-dimension // FOUR), together, FOUR), of_sums), figures


@compiled
def _copy_query(queries: Multiples, place: int, copies: Copies) -> None:
    """Copy a query."""
    half = queries.numbers.shape[1] // 2
    numbers = queries.numbers[place].astype(np.float32) * (queries.units[place] * _ROOT)
    figures = copies.figures[place // copies.sums.shape[2], :, place % copies.sums.shape[2]]
    missed, differences = _copy_sums(numbers[:half], place, 0, copies), numbers[half:]
    unit = _unit(differences, min(FINENESS_OF_DIFFERENCES, MOST_IN_ALL // half))
    for column in range(half):
        copy = np.int32(np.rint(differences[column] / unit))
        missed += (differences[column] - copy * unit) ** 2
        copies.differences[place, column] = copy
    figures[UNIT_OF_DIFFERENCES], figures[MISSED] = unit, np.sqrt(missed)
    figures[LENGTH] = np.sqrt((differences * differences).sum())


@compiled
def copy_row(kept: Rounded, place: int, copies: Copies) -> None:
    """Copy a row."""
    upper, lower, unit = kept.upper[place], kept.lower[place], kept.units[place] * _ROOT
    half, square = len(upper) // 2, np.float32(0.0)
    sums = np.empty(half, np.float32)
    for column in range(half):
        sums[column] = np.float32(number(upper[column], lower[column])) * unit
    figures = copies.figures[place // SIXTEEN, :, place % SIXTEEN]
    missed = _copy_sums(sums, place, SHIFT, copies)
    for column in range(half, 2 * half):
        missed += (lower[column] * unit) ** 2
        square += (np.float32(number(upper[column], lower[column])) * unit) ** 2
    figures[UNIT_OF_DIFFERENCES], figures[MISSED] = unit * 2**LOWER, np.sqrt(missed)
    figures[LENGTH] = np.sqrt(square)


@compiled
def _copy_sums(sums: FloatArray, place: int, shift: int, copies: Copies) -> float:
    """Copy sums; answers the square of how far they are from it."""
    together = copies.sums.shape[2]
    block, lane = place // together, place % together
    missed, total = 0.0, np.int32(0)
    unit = _unit(sums, FINENESS)
    for column in range(len(sums)):
        copy = np.int32(np.rint(sums[column] / unit))
        missed += (sums[column] - copy * unit) ** 2
        total = np.int32(total + copy)
        copies.sums[block, column // FOUR, lane, column % FOUR] = copy + shift
    copies.figures[block, UNIT, lane], copies.figures[block, SHIFTED, lane] = unit, SHIFT * total
    return missed


@compiled
def _unit(numbers: FloatArray, fineness: int) -> np.float32:
    unit: np.float32 = max(np.abs(numbers).max(), np.float32(1e-6)) / np.float32(fineness)
    return unit
