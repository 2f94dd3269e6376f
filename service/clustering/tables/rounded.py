"""Embeddings in three bytes a number instead of four; their products are as exact as those of float32 are.

Each number is a whole multiple of a unit, less than 2**22 of them. The unit is the same for all numbers of an embedding
and a power of two, so whatever was rounded is a float32, and stays as it is when it is rounded again. Numbers are off
by 2**-22 of the greatest at most.

What is kept are the sums of whole and lead and, behind them, their differences: of these the upper bits are all that
:mod:`service.clustering.tables.ceilings` needs. A product of two embeddings is a sum of whole numbers: it is the same
in whatever order it is added up.
"""

from math import frexp
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.model import FloatArray

BITS = 22
"""Of a number, beside its sign; a sum or a difference has one more."""
MOST = np.float32(2**BITS - 1)
LOWER = 8
"""Bits that stand apart."""
_LEAST_EXPONENT = -64
"""What is less than a power of 2 with that is as good as nothing."""
_PLACES = 5
"""Decimals of a cosine."""

Places = npt.NDArray[np.int64]
Units = npt.NDArray[np.float32]


class Rounded(NamedTuple):
    """Embeddings to be kept; the bits of each number stand apart."""

    upper: npt.NDArray[np.int16]
    """Shape (rows, width)."""
    lower: npt.NDArray[np.uint8]
    """Shape (rows, width)."""
    units: Units
    """Shape (rows,)."""


Bare = tuple[npt.NDArray[np.int16], npt.NDArray[np.uint8], Units]
"""The same as compiled code takes it: to hand over a named tuple takes longer than many a loop."""


class Multiples(NamedTuple):
    """Embeddings to be multiplied with others."""

    numbers: npt.NDArray[np.int32]
    """Shape (rows, width)."""
    units: Units
    """Shape (rows,)."""


def room(rows: int, width: int) -> Rounded:
    """For embeddings that are to be written."""
    return Rounded(
        upper=np.zeros((rows, width), np.int16),
        lower=np.zeros((rows, width), np.uint8),
        units=np.zeros(rows, np.float32),
    )


def resize(rounded: Rounded, rows: int) -> None:
    """Make room for so many rows, or give up what is behind them. In place: nothing is copied."""
    for array in rounded:
        # Nobody else holds them; what is read from them is made anew.
        array.resize((rows, *array.shape[1:]), refcheck=False)


@compiled
def write(embedding: FloatArray, place: int, rounded: Rounded) -> None:
    """Round an embedding into a row."""
    unit, half = _unit(embedding), len(embedding) // 2
    rounded.units[place] = unit
    for column in range(half):
        whole, lead = _multiple(embedding[column], unit), _multiple(embedding[half + column], unit)
        rounded.upper[place, column] = (whole + lead) >> LOWER
        rounded.lower[place, column] = (whole + lead) & (2**LOWER - 1)
        rounded.upper[place, half + column] = (whole - lead) >> LOWER
        rounded.lower[place, half + column] = (whole - lead) & (2**LOWER - 1)


@compiled
def read(rounded: Bare, places: Places) -> FloatArray:
    """The embeddings in some rows: float32 of shape (n, width)."""
    embeddings = np.empty((len(places), rounded[0].shape[1]), np.float32)
    for turn, place in enumerate(places):
        read_row(rounded, place, embeddings[turn])
    return embeddings


@compiled
def read_row(rounded: Bare, place: int, embedding: FloatArray) -> None:
    """Write down the embedding in a row."""
    upper, lower, unit = rounded[0][place], rounded[1][place], rounded[2][place] / np.float32(2)
    half = len(embedding) // 2
    for column in range(half):
        of_both = number(upper[column], lower[column])
        apart = number(upper[half + column], lower[half + column])
        embedding[column] = np.float32(of_both + apart) * unit
        embedding[half + column] = np.float32(of_both - apart) * unit


@compiled
def read_wholes(rounded: Bare, places: Places) -> FloatArray:
    """Of the same the wholes alone: float32 of shape (n, width / 2)."""
    half = rounded[0].shape[1] // 2
    wholes = np.empty((len(places), half), np.float32)
    for turn, place in enumerate(places):
        upper, lower, unit = rounded[0][place], rounded[1][place], rounded[2][place] / np.float32(2)
        for column in range(half):
            of_both = number(upper[column], lower[column])
            apart = number(upper[half + column], lower[half + column])
            wholes[turn, column] = np.float32(of_both + apart) * unit
    return wholes


@compiled
def multiples(embeddings: FloatArray) -> Multiples:
    """Round embeddings that are to be multiplied."""
    numbers = np.empty(embeddings.shape, np.int32)
    units = np.empty(len(embeddings), np.float32)
    half = embeddings.shape[1] // 2
    for row, embedding in enumerate(embeddings):
        units[row] = _unit(embedding)
        for column in range(half):
            whole = _multiple(embedding[column], units[row])
            lead = _multiple(embedding[half + column], units[row])
            numbers[row, column], numbers[row, half + column] = whole + lead, whole - lead
    return Multiples(numbers, units)


@compiled
def mean_cosines(queries: Multiples, query: int, rounded: Rounded, places: Places) -> FloatArray:
    """Half of the products of a query with some rows, to five decimals: the mean of two cosines."""
    numbers, cosines = queries.numbers[query], np.empty(len(places), np.float32)
    for turn, place in enumerate(places):
        upper, lower = rounded.upper[place], rounded.lower[place]
        total = np.int64(0)
        for column in range(len(upper)):
            total += np.int64(numbers[column]) * np.int64(number(upper[column], lower[column]))
        # Sums and differences are longer than whole and lead by the root of 2.
        product = np.float64(total) * queries.units[query] * rounded.units[place] / 2
        cosines[turn] = np.round(product / 2, _PLACES)
    return cosines


@compiled
def _unit(embedding: FloatArray) -> np.float32:
    """Of which the greatest number has 2**(BITS - 1) or more."""
    highest = np.float32(0.0)
    for one in embedding:
        highest = max(highest, abs(one))
    _, exponent = frexp(highest)
    return np.float32(2.0 ** (max(exponent, _LEAST_EXPONENT) - BITS))


@compiled
def _multiple(one: np.float32, unit: np.float32) -> np.int32:
    return np.int32(min(max(np.rint(one / unit), -MOST), MOST))


@compiled
def number(upper: np.int16, lower: np.uint8) -> np.int32:
    """A sum or a difference, put together again."""
    return np.int32(np.int32(upper) << np.int32(LOWER)) | np.int32(lower)
