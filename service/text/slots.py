"""A small table of terms, just as large as it takes: so it stays in the fastest memory, and need not be put back.

Terms are numbered from 1 on, and their numbers are found by slot: a term has the slot that its lowest bits name, or the
next that is not another's. Terms are hashes, so they spread evenly.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled

Numbers = npt.NDArray[np.uint32]
"""0 is that of no term."""


@compiled
def free_slots(terms: int) -> Numbers:
    """Free slots for so many terms at most."""
    many = 1
    while many <= terms + terms // 2:
        many *= 2
    return np.zeros(many, np.uint32)


@compiled
def find(slots: Numbers, terms: npt.NDArray[Any], term: np.integer[Any]) -> tuple[np.uint32, np.uint32]:
    """The slot in which the number of a term is, or would be, and the number; ``terms`` are by number."""
    last = np.uint32(len(slots) - 1)
    slot = np.uint32(term & last)
    # Whether there is a number is asked together with whose it is: one question, which is mostly answered alike.
    while (slots[slot] != 0) & (terms[slots[slot]] != term):
        slot = (slot + np.uint32(1)) & last
    return slot, slots[slot]


@compiled
def enter(
    slots: Numbers, terms: npt.NDArray[Any], term: np.integer[Any], last: np.uint32
) -> tuple[np.uint32, np.uint32]:
    """The number of a term, the next one if it had none, and the ``last`` that is given by then."""
    slot, number = find(slots, terms, term)
    # Written in any case: faster than to ask first.
    last = np.uint32(last + (number == 0))
    number = number if number else last
    slots[slot], terms[number] = number, term
    return number, last
