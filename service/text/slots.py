"""A small table of terms, just as large as it takes: so it stays in the fastest memory, and need not be put back.

A term is a hash, but never -1; it has its slot where its last bits say, or in the next one that is free.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled

Slots = npt.NDArray[np.int64]
"""By slot, the term that has it, or ``FREE``: as many as a power of two."""
FREE = -1


@compiled
def slots(terms: int) -> Slots:
    """Free slots, at least twice as many as there are terms at most."""
    many = 2
    while many < 2 * terms:
        many *= 2
    return np.full(many, FREE, np.int64)


@compiled
def slot_of(term: int, slots: Slots) -> int:
    """The slot that a term has, or that is free for it."""
    slot = term & (len(slots) - 1)
    while slots[slot] != FREE and slots[slot] != term:
        slot = (slot + 1) & (len(slots) - 1)
    return slot
