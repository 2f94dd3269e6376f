"""Sets of codes for compiled code: open addressing, each just as large as it takes; 0 is no code."""

import numpy as np

from embeddings.compiled import compiled
from service.text.normal import Codes


@compiled
def room_for(count: int) -> Codes:
    """A set of codes with room for so many, empty."""
    size = 4
    while size < 2 * count:
        size *= 2
    return np.zeros(size, np.uint32)


@compiled
def put(codes: Codes, code: np.uint32) -> None:
    """Put a code into a set."""
    codes[_slot(codes, code)] = code


@compiled
def holds(codes: Codes, code: np.uint32) -> bool:
    """Whether a code is in a set."""
    held: bool = codes[_slot(codes, code)] == code
    return held


@compiled
def count(codes: Codes) -> int:
    """How many different codes there are in a set."""
    count = 0
    for code in codes:
        if code:
            count += 1
    return count


@compiled
def _slot(codes: Codes, code: np.uint32) -> np.int64:
    """Where a code is in a set, or would be."""
    slot = np.int64(code) & (len(codes) - 1)
    while codes[slot] and codes[slot] != code:
        slot = (slot + 1) & (len(codes) - 1)
    return slot
