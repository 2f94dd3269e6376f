"""Beside each article stand those most like it, whatever came and went, and whatever was asked in between."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.tables.neighbour_lists import KEPT, NEIGHBOURS
from service.clustering.tables.vectors import VectorTable
from service.model import FloatArray, Vectors
from tests.clustering.support import neighbours_of

WIDTH = 6
BLOCK_ROWS = 16
SIZE = KEPT + 16
_RANDOM = np.random.default_rng(11)


def _unit() -> FloatArray:
    vector = _RANDOM.standard_normal(WIDTH).astype(np.float32)
    unit: FloatArray = vector / np.linalg.norm(vector)
    return unit


POOL = [Vectors(_unit(), _unit()) for _ in range(SIZE - 8)]
POOL += POOL[:8]  # twins: ties, and cosines of one

Step = Callable[[VectorTable], object]
numbers = st.integers(0, SIZE - 1)


def _name(number: int) -> str:
    return f"{number:03}"


def _toggle(number: int) -> Step:
    def step(table: VectorTable) -> None:
        if _name(number) in table._blocks:
            table.remove(_name(number))
        else:
            table.add(_name(number), POOL[number])

    return step


def _ask(asked: Sequence[int]) -> Step:
    return lambda table: neighbours_of(table, [_name(one) for one in asked if _name(one) in table._blocks])


def _expect(expected: Sequence[int]) -> Step:
    return lambda table: table.expect([POOL[one] for one in expected])


@pytest.fixture(autouse=True, scope="module")
def small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.clustering.tables.blocks.BLOCK_ROWS", BLOCK_ROWS)
        patch.setattr("service.clustering.tables.blocks.LEAST_GONE", 0)
        yield


steps = st.lists(
    st.builds(_toggle, numbers)
    | st.builds(_ask, st.lists(numbers, max_size=6, unique=True))
    | st.builds(_expect, st.lists(numbers, max_size=4))
    | st.just(VectorTable.give_back),
    max_size=60,
)


def _by_hand(names: Sequence[str]) -> dict[str, list[str]]:
    """The nearest of each by comparing all with all, ties by id."""

    def cosine(one: str, other: str) -> float:
        ones, others = POOL[int(one)], POOL[int(other)]
        return float(ones.whole @ others.whole + ones.lead @ others.lead) / 2

    def nearest(one: str) -> list[str]:
        others = [other for other in names if other != one]
        return sorted(others, key=lambda other: (-round(cosine(one, other), 5), other))[:NEIGHBOURS]

    return {one: nearest(one) for one in names}


@settings(max_examples=60, deadline=None, database=None)
@given(full=st.booleans(), history=steps)
def test_lists_kept_through_any_history_are_those_of_a_fresh_search(full: bool, history: list[Step]) -> None:
    table = VectorTable(WIDTH)
    for number in range(SIZE if full else 0):
        table.add(_name(number), POOL[number])
    for step in history:
        step(table)
    names = sorted(table._blocks._places)
    fresh = VectorTable(WIDTH)
    for name in names:
        fresh.add(name, POOL[int(name)])
    kept = neighbours_of(table, names)
    assert kept == neighbours_of(fresh, names)
    for name, its in zip(names, kept, strict=True):
        assert len(its) == min(NEIGHBOURS, len(names) - 1)
        assert name not in {one.article_id for one in its}
        assert list(its) == sorted(its, key=lambda one: one.rank())


def test_a_search_by_hand_finds_the_same() -> None:
    table = VectorTable(WIDTH)
    for number in range(SIZE):
        table.add(_name(number), POOL[number])
    names = [_name(number) for number in range(SIZE)]
    found = {
        name: [one.article_id for one in its]
        for name, its in zip(names, neighbours_of(table, names), strict=True)
    }
    assert found == _by_hand(names)


def test_so_many_may_go_from_a_list_before_it_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    table = VectorTable(WIDTH)
    for number in range(SIZE):
        table.add(_name(number), POOL[number])
    nearest = _by_hand([_name(number) for number in range(SIZE)])[_name(0)]
    neighbours_of(table, [_name(0)])
    with monkeypatch.context() as patch:
        patch.setattr(table, "_look_up", lambda _: pytest.fail("made anew"))
        for gone in nearest[: KEPT - NEIGHBOURS]:
            table.remove(gone)
            assert len(neighbours_of(table, [_name(0)])[0]) == NEIGHBOURS
        table.remove(nearest[-1])
        with pytest.raises(pytest.fail.Exception, match="made anew"):
            neighbours_of(table, [_name(0)])


def test_lists_outlive_the_growth_of_the_table() -> None:
    table = VectorTable(WIDTH)
    for number in range(SIZE):
        table.add(_name(number), POOL[number])
    before = neighbours_of(table, [_name(0)])
    far = Vectors(-POOL[0].whole, -POOL[0].lead)
    for number in range(2 * BLOCK_ROWS):
        table.add(f"far{number}", far)
    assert neighbours_of(table, [_name(0)]) == before
    table.add("twin", POOL[0])
    assert "twin" in {one.article_id for one in neighbours_of(table, [_name(0)])[0][:3]}


def test_lists_outlive_the_shrinking_of_the_table() -> None:
    table = VectorTable(WIDTH)
    names = [_name(number) for number in range(SIZE)]
    for name, vectors in zip(names, POOL, strict=True):
        table.add(name, vectors)
    neighbours_of(table, names)
    for name in names[BLOCK_ROWS:]:
        table.remove(name)
    table.give_back()
    fresh = VectorTable(WIDTH)
    for name, vectors in zip(names[:BLOCK_ROWS], POOL, strict=False):
        fresh.add(name, vectors)
    assert neighbours_of(table, names[:BLOCK_ROWS]) == neighbours_of(fresh, names[:BLOCK_ROWS])
