"""Rows come, go and grow in number; what holds a key is found at any time."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.tables.chains import FIRST_ROWS, Chains, meetings

WIDTH = 4
keys = st.sets(st.integers(1, 9) | st.integers(1, 2**32 - 1), max_size=WIDTH)
steps = st.lists(st.tuples(st.integers(0, FIRST_ROWS + 40), keys), max_size=30)


@settings(max_examples=40, deadline=None)
@given(steps=steps)
def test_every_row_is_found_by_each_key_that_it_holds_and_by_no_other(
    steps: list[tuple[int, set[int]]],
) -> None:
    chains, rows = Chains(WIDTH), {}
    for row, held in steps:
        if row in rows:
            chains.leave(row)
        rows[row] = held
        chains.enter(row, np.array(sorted(held), np.uint32))
    wanted = sorted({0, 1, 77}.union(*rows.values()) - {0})
    found, counts = meetings(*chains.parts, np.array(wanted, np.uint32))
    parts = np.split(found, np.cumsum(counts)[:-1])
    assert [sorted(part.tolist()) for part in parts] == [
        sorted(row for row, held in rows.items() if key in held) for key in wanted
    ]


def test_thousands_of_rows_are_found_after_many_went() -> None:
    chains = Chains(WIDTH)
    for row in range(5_000):
        chains.enter(row, np.array([row % 7 + 1, row + 10], np.uint32))
    for row in range(0, 5_000, 2):
        chains.leave(row)
    found, counts = meetings(*chains.parts, np.array([3, 10, 11, 5_009], np.uint32))
    assert counts.tolist() == [len(range(9, 5_000, 14)), 0, 1, 1]
    assert sorted(found[: counts[0]].tolist()) == list(range(9, 5_000, 14))
