"""Who has a piece too: the same of the same articles, whatever came and went."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.tables.pieces import SAMPLE, PieceTable
from service.text.edges import MOST_NAMES
from service.text.normal import Codes

MANY = 60
IDS = [f"report {place}" for place in range(MANY)]


def pieces(*names: int) -> Codes:
    return np.array(sorted(names), np.uint32)


def of(place: int) -> Codes:
    """All have 7, every second one 8, each its own."""
    return pieces(7, *([8] if place % 2 else []), 100 + place)


def test_those_that_have_a_piece_are_found() -> None:
    table = PieceTable(IDS)
    for place in range(3):
        table.add(place, of(place))
    assert table.holders(pieces(8, 101, 999)) == {8: [1], 101: [1]}
    assert sorted(table.holders(pieces(7))[7]) == [0, 1, 2]
    table.remove(1, of(1))
    assert table.holders(pieces(8, 101)) == {}


def test_a_text_may_have_as_many_pieces_as_there_are() -> None:
    table = PieceTable(IDS)
    names = pieces(*range(1, MOST_NAMES + 1))
    table.add(0, names)
    assert table.holders(names) == {name: [0] for name in names.tolist()}


@settings(max_examples=60, deadline=None)
@given(
    order=st.permutations(range(MANY)),
    gone=st.sets(st.integers(0, MANY - 1)),
    asked=st.sets(st.integers(0, MANY - 1)),
)
def test_of_many_the_same_few_are_told_whatever_came_and_went(
    order: list[int], gone: set[int], asked: set[int]
) -> None:
    lived, fresh = PieceTable(IDS), PieceTable(IDS)
    for place in order:
        lived.add(place, of(place))
        if place in asked:
            lived.holders(of(place))
    for place in gone:
        lived.remove(place, of(place))
        if place in asked:
            lived.holders(of(place))
    left = sorted(set(range(MANY)) - gone)
    for place in left:
        fresh.add(place, of(place))
    for place in range(MANY):
        told = {name: sorted(places) for name, places in lived.holders(of(place)).items()}
        assert told == {name: sorted(places) for name, places in fresh.holders(of(place)).items()}
        assert all(len(places) <= SAMPLE and set(places) <= set(left) for places in told.values())
