"""A small table of terms finds each of them again, whatever its bits are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.text.slots import enter, find, free_slots

terms = st.integers(-(2**63), 2**63 - 1) | st.integers(0, 3).map(lambda bits: bits << 40)


@given(known=st.lists(terms, max_size=40, unique=True))
def test_every_term_has_its_number_and_others_have_none(known: list[int]) -> None:
    slots, by_number, last = free_slots(len(known)), np.zeros(len(known) + 1, np.int64), np.uint32(0)
    for number, term in enumerate(map(np.int64, known), start=1):
        assert find(slots, by_number, term)[1] == 0
        # The second time it is there already.
        for _ in range(2):
            found, last = enter(slots, by_number, term, last)
            assert [int(found), int(last)] == [number, number]
    assert [find(slots, by_number, term)[1] for term in by_number[1:]] == list(range(1, len(known) + 1))
    assert find(slots, by_number, np.int64(1 << 20))[1] == (
        known.index(1 << 20) + 1 if 1 << 20 in known else 0
    )
