"""A small table of terms finds each of them again, whatever its bits are."""

from hypothesis import given
from hypothesis import strategies as st

from service.text.slots import FREE, slot_of, slots

terms = st.integers(0, 2**63 - 1) | st.integers(-(2**63), -2)


@given(known=st.lists(terms | st.integers(0, 3).map(lambda bits: bits << 40), max_size=40, unique=True))
def test_every_term_has_a_slot_of_its_own_and_others_find_none(known: list[int]) -> None:
    table = slots(len(known))
    for term in known:
        assert table[slot_of(term, table)] == FREE
        table[slot_of(term, table)] = term
    assert [table[slot_of(term, table)] for term in known] == known
    assert table[slot_of(1 << 20, table)] == (1 << 20 if 1 << 20 in known else FREE)
