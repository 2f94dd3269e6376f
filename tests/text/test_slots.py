"""A small table of terms finds each of them again, whatever its bits are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.text.slots import find, free_slots

terms = st.integers(-(2**63), 2**63 - 1) | st.integers(0, 3).map(lambda bits: bits << 40)


@given(known=st.lists(terms, max_size=40, unique=True))
def test_every_term_has_its_number_and_others_have_none(known: list[int]) -> None:
    slots, by_number = free_slots(len(known)), np.array([0, *known])
    for number, term in enumerate(by_number[1:], start=1):
        slot, found = find(slots, by_number, term)
        assert found == 0
        slots[slot] = number
    assert [find(slots, by_number, term)[1] for term in by_number[1:]] == list(range(1, len(known) + 1))
    assert find(slots, by_number, np.int64(1 << 20))[1] == (
        known.index(1 << 20) + 1 if 1 << 20 in known else 0
    )
