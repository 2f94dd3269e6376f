"""MurmurHash3 (x86, 32 bits, seed 0; Austin Appleby 2011): which column of a sparse row a term has.

The same columns as scikit-learn's ``HashingVectorizer`` gives, so there is no vocabulary to store and a text gives the
same row today and in a year, alone or among others.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled

Bytes = npt.NDArray[np.uint8]

N_FEATURES = 2**20
"""Columns of a row."""

_FIRST, _SECOND = np.uint32(0xCC9E2D51), np.uint32(0x1B873593)
_FIVE, _ADDED = np.uint32(5), np.uint32(0xE6546B64)
_FINAL_FIRST, _FINAL_SECOND = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)


@compiled
def column(term: Bytes) -> np.int64:
    """The column of a term in UTF-8."""
    hashed, whole = np.uint32(0), len(term) - len(term) % 4
    for place in range(0, whole, 4):
        hashed = _turned(hashed ^ _mixed(term, place, 4), 13)
        hashed = np.uint32(hashed * _FIVE + _ADDED)
    if whole < len(term):
        hashed ^= _mixed(term, whole, len(term) - whole)
    hashed ^= np.uint32(len(term))
    hashed = np.uint32((hashed ^ (hashed >> np.uint32(16))) * _FINAL_FIRST)
    hashed = np.uint32((hashed ^ (hashed >> np.uint32(13))) * _FINAL_SECOND)
    hashed ^= hashed >> np.uint32(16)
    return abs(np.int64(np.int32(hashed))) % N_FEATURES


@compiled
def _mixed(term: Bytes, place: int, length: int) -> np.uint32:
    """A block of at most four bytes, little-endian, stirred."""
    block = np.uint32(0)
    for step in range(length):
        block |= np.uint32(term[place + step]) << np.uint32(8 * step)
    return np.uint32(_turned(np.uint32(block * _FIRST), 15) * _SECOND)


@compiled
def _turned(number: np.uint32, bits: int) -> np.uint32:
    return np.uint32((number << np.uint32(bits)) | (number >> np.uint32(32 - bits)))
