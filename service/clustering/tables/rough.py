"""Rough copies of embeddings, of a quarter of their size: they tell how alike two articles are at most.

What an article begins with is what it is about: its whole and its lead are much alike. So each embedding is turned into
their sum and their difference, both divided by the root of 2, which leaves every product as it is. What differences add
to a product is little, and never more than the product of their lengths (Cauchy and Schwarz); so a look at the sums,
half of all there is, rules most articles out (:mod:`service.clustering.tables.ceilings`).

The copies of both are in whole multiples of units of their own. How far they are from the row is written down, and so
it is known how far a product of copies may be off. Sums lie as :mod:`embeddings.lanes` takes them.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lanes import EIGHT, FOUR, SIXTEEN
from service.model import FloatArray

FINENESS = 127
"""Units in the greatest number of a sum, or of a difference."""
FINENESS_OF_DIFFERENCES = 4_095
"""The same of the differences of queries, which are few; a sum of 4,096 products still stays below 2**31."""
SHIFT = 128
"""Added to the sums of rows, since none may be below 0."""
NOBODY = np.float32(-4.0)
"""How far from an article is what stands where there is none: so it is below all others."""
GROWTH = 16
"""When there is no more room for rows, it grows by one part in so many."""
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
    differences: Numbers
    """In units: shape (copies, d)."""
    figures: FloatArray
    """What else is known of each: shape (sixteens, FIGURES, SIXTEEN), and likewise of queries."""


def copied(embeddings: FloatArray) -> Copies:
    """Copies of queries: ``embeddings`` is of shape (queries, 2 * d)."""
    queries, width = embeddings.shape
    together = 1 if queries == 1 else EIGHT
    copies = _room(queries, together, width // 2, np.int8, np.int16)
    for place, embedding in enumerate(embeddings):
        _copy(embedding, place, FINENESS_OF_DIFFERENCES, 0, copies)
    return copies


class RoughTable:
    """Copies of the rows of the vector table, at the same places."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self.copies = self._room(0)

    def resize(self, rows: int) -> None:
        """Make room for so many rows, or give up much of what is behind them."""
        has = len(self.copies.differences)
        if has < rows or rows * 2 < has:
            before, self.copies = self.copies, self._room(rows + rows // GROWTH)
            for kept, array in zip(self.copies, before, strict=True):
                kept[: len(array)] = array[: len(kept)]

    def put(self, place: int, embedding: FloatArray) -> None:
        """Copy the row at a place."""
        _copy(embedding, place, FINENESS, SHIFT, self.copies)

    def leave(self, place: int) -> None:
        """Nobody stands at a place any more."""
        figures = self.copies.figures[place // SIXTEEN, :, place % SIXTEEN]
        figures[:] = 0.0
        figures[MISSED] = NOBODY

    def _room(self, rows: int) -> Copies:
        return _room(rows, SIXTEEN, self._dimension, np.uint8, np.int8)


def _room(
    rows: int, together: int, dimension: int, of_sums: type[np.integer], of_differences: type[np.integer]
) -> Copies:
    blocks = -(-rows // together)
    figures = np.zeros((blocks, FIGURES, together), np.float32)
    figures[:, MISSED] = NOBODY
    return Copies(
        sums=np.zeros((blocks, -(-dimension // FOUR), together, FOUR), of_sums),
        differences=np.zeros((blocks * together, dimension), of_differences),
        figures=figures,
    )


@compiled
def _copy(embedding: FloatArray, place: int, fineness: int, shift: int, copies: Copies) -> None:
    """Copy an embedding to a place."""
    half, together = len(embedding) // 2, copies.sums.shape[2]
    block, lane = place // together, place % together
    whole, lead = embedding[:half], embedding[half:]
    sums, differences = (whole + lead) * _ROOT, (whole - lead) * _ROOT
    missed, total = 0.0, np.int32(0)
    unit = _unit(sums, FINENESS)
    for column in range(half):
        copy = np.int32(np.rint(sums[column] / unit))
        missed += (sums[column] - copy * unit) ** 2
        total = np.int32(total + copy)
        copies.sums[block, column // FOUR, lane, column % FOUR] = copy + shift
    figures = copies.figures[block, :, lane]
    figures[UNIT], figures[SHIFTED] = unit, SHIFT * total
    unit = _unit(differences, fineness)
    for column in range(half):
        copy = np.int32(np.rint(differences[column] / unit))
        missed += (differences[column] - copy * unit) ** 2
        copies.differences[place, column] = copy
    figures[UNIT_OF_DIFFERENCES], figures[MISSED] = unit, np.sqrt(missed)
    figures[LENGTH] = np.sqrt((differences * differences).sum())


@compiled
def _unit(numbers: FloatArray, fineness: int) -> np.float32:
    unit: np.float32 = max(np.abs(numbers).max(), np.float32(1e-6)) / np.float32(fineness)
    return unit
