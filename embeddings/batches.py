"""Texts dealt into batches whose shape depends on each text alone.

A batch is as wide as its longest text, and the rest is padding: arithmetic for nothing. It also changes results: with
another padded length a matrix product adds up in another order, which moves the last bits of 32-bit floats, and more
than that where numbers are rounded to bf16 or int8 on the way. How many texts a batch has changes nothing (a test
holds every runtime to it). So each text is padded to a length that follows from its own number of tokens, and only
texts of the same padded length share a batch: the vector of a text is the same, bit by bit, whatever else is encoded
with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

STEP = 8
"""Padded lengths are multiples of this: at most 7 tokens of padding, and few enough shapes to prepare for."""


IntArray = npt.NDArray[np.int64]


class Tokens(NamedTuple):
    """A text as a model reads it."""

    ids: Sequence[int]
    lead: int
    """With how many of them its lead ends."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts by their places, all padded to ``width`` tokens."""

    places: tuple[int, ...]
    width: int


def deal(
    lengths: Sequence[int], *, most_tokens: int, limit: int, few_shapes: bool = False
) -> Iterator[Batch]:
    """Deal texts into batches, longest first.

    Parameters
    ----------
    lengths
        Tokens of each text, at most ``limit``.
    most_tokens
        Tokens of a batch, padding included; a longer text is a batch of its own.
    limit
        The most tokens that the model takes.
    few_shapes
        Whether batches are to have 1, 2, 4, 8, ... texts and no other number, for a runtime that prepares for each
        shape that it meets.

    Yields
    ------
    Batch
        Each place occurs in exactly one.
    """
    by_width: dict[int, list[int]] = {}
    for place, length in enumerate(lengths):
        by_width.setdefault(padded(length, limit), []).append(place)
    for width in sorted(by_width, reverse=True):
        places = by_width[width]
        most, start = max(1, most_tokens // width), 0
        while start < len(places):
            count = min(most, len(places) - start)
            if few_shapes:
                count = 1 << (count.bit_length() - 1)
            yield Batch(tuple(places[start : start + count]), width)
            start += count


def padded(length: int, limit: int) -> int:
    """Length to which a text of so many tokens is padded."""
    return max(1, min(limit, -(-length // STEP) * STEP))


def fill(batch: Batch, texts: Sequence[Tokens], pad_id: int) -> tuple[IntArray, IntArray, IntArray]:
    """Token numbers and mask of a batch, both of shape (texts, width), and the lengths of its leads."""
    shape = (len(batch.places), batch.width)
    ids, mask = np.full(shape, pad_id, np.int64), np.zeros(shape, np.int64)
    for row, place in enumerate(batch.places):
        own = texts[place].ids
        ids[row, : len(own)] = own
        mask[row, : len(own)] = 1
    return ids, mask, np.array([texts[place].lead for place in batch.places], np.int64)
