"""Runs of words: how a text names its own, and how much of it lies in those of another text.

A run of three words, a *shingle*, is told by its order; a run of two, a *pair*, is the same either way round. Words are
their CRC-32 codes.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled

Codes = npt.NDArray[np.uint32]
Names = npt.NDArray[np.uint64]

PAIR, SHINGLE = 2, 3
"""Words in a run."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HIGH = np.uint64(32)
_ALL_BITS = 64


@compiled
def shingle(codes: Codes, place: int) -> np.uint64:
    """Hash the run of three words that begins at a place."""
    first, second, third = np.uint64(codes[place]), np.uint64(codes[place + 1]), np.uint64(codes[place + 2])
    return ((first * _MIX + second) * _MIX + third) * _MIX


@compiled
def pair(codes: Codes, place: int) -> np.uint64:
    """Name the run of two words that begins at a place: no other two words have that name."""
    one, other = np.uint64(codes[place]), np.uint64(codes[place + 1])
    return min(one, other) << _HIGH | max(one, other)


@compiled
def _name(codes: Codes, place: int, words: int) -> np.uint64:
    return shingle(codes, place) if words == SHINGLE else pair(codes, place)


@compiled
def covered(own: Codes, theirs: Codes, words: int) -> float:
    """Share of the words of ``own``, of which there must be some, that lie in a run of ``words`` words of theirs."""
    runs = max(len(theirs) - words + 1, 0)
    bits = 1
    while 1 << bits < 2 * runs:
        bits += 1
    # Open addressing: a run of theirs, counted from 1, is at the slot that its name asks for or behind it.
    slots, names = np.zeros(1 << bits, np.int32), np.empty(runs, np.uint64)
    for place in range(runs):
        names[place] = _name(theirs, place, words)
        slots[_slot(slots, names, names[place], bits)] = place + 1
    count = end = 0
    for place in range(len(own) - words + 1):
        if slots[_slot(slots, names, _name(own, place, words), bits)]:
            count += place + words - max(place, end)
            end = place + words
    return count / len(own)


@compiled
def _slot(slots: npt.NDArray[np.int32], names: Names, name: np.uint64, bits: int) -> np.int64:
    """The slot at which a run of that name is, or would be."""
    slot = np.int64((name * _MIX) >> np.uint64(_ALL_BITS - bits))
    while slots[slot] and names[slots[slot] - 1] != name:
        slot = (slot + 1) & (len(slots) - 1)
    return slot
