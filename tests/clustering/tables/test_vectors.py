"""Preparing for a batch makes the search faster and changes no answer."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.tables.vectors import VectorTable
from service.model import Vectors
from tests.clustering.support import neighbours_of

WIDTH = 12
_RANDOM = np.random.default_rng(5)


def _unit() -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    vector = _RANDOM.standard_normal(WIDTH).astype(np.float32)
    return vector / np.linalg.norm(vector)


POOL = [Vectors(_unit(), _unit()) for _ in range(512)]
POOL += POOL[:40]  # twins


@pytest.fixture(autouse=True, scope="module")
def small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.clustering.tables.blocks.BLOCK_ROWS", 64)
        patch.setattr("service.clustering.tables.blocks.LEAST_GONE", 0)
        yield


@settings(max_examples=40, deadline=None)
@given(
    order=st.permutations(range(len(POOL))),
    gone=st.sets(st.integers(0, len(POOL) - 1), max_size=200),
    count=st.integers(1, 60),
    early=st.integers(0, len(POOL)),
    asked=st.integers(0, 60),
)
def test_the_nearest_are_the_same_whatever_was_expected_and_wherever_they_stand(
    order: list[int], gone: set[int], count: int, early: int, asked: int
) -> None:
    queries = POOL[:7]
    grown, fresh = VectorTable(WIDTH), VectorTable(WIDTH)
    for place, number in enumerate(order):
        if place == early:
            grown.expect(queries)
            if asked:
                grown.nearest(queries[0], asked)
        grown.add(f"{number:03}", POOL[number])
    for number in gone:
        grown.remove(f"{number:03}")
        if number % 50 == 0:
            grown.give_back()
    again = sorted(gone)[:30]
    for number in again:
        grown.add(f"{number:03}", POOL[number])
    gone = gone.difference(again)
    for number in sorted(set(range(len(POOL))) - gone):
        fresh.add(f"{number:03}", POOL[number])
    for query in queries:
        found = grown.nearest(query, count)
        assert found == fresh.nearest(Vectors(query.whole, query.lead), count)
        assert len(found) == min(count, len(fresh))


def test_an_empty_table_and_an_empty_batch_have_nothing_near() -> None:
    table = VectorTable(WIDTH)
    table.expect([])
    assert table.nearest(POOL[0], 3) == []


def test_neighbours_are_the_same_whether_kept_from_a_search_or_looked_up() -> None:
    """A newcomer keeps what was found just before it came; others enter it into the lists they have."""
    searched, filled = VectorTable(WIDTH), VectorTable(WIDTH)
    names = [f"{number:03}" for number in range(400)]
    for number, name in enumerate(names):
        searched.nearest(POOL[number], 48)
        searched.add(name, POOL[number])
        filled.add(name, POOL[number])
        if number % 3 == 2:
            searched.remove(names[number - 2])
            filled.remove(names[number - 2])
    live = [name for number, name in enumerate(names) if number % 3 or number == 399]
    assert neighbours_of(searched, live) == neighbours_of(filled, live)
