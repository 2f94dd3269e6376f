"""How alike an article's neighbours are to it: a matter of what is live, not of how it came."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.evidence import Evidence
from service.clustering.sides.crowds import CROWD, DEEPEST, LONELY, QUIET
from service.clustering.tables.neighbour_lists import KEPT
from service.clustering.window import Window
from tests.clustering.support import evidence, window_of

MANY = [evidence(f"m{place:02}", 9.0 * place, hours=place % 5) for place in range(20)]


def _copy(of: Evidence, name: str) -> Evidence:
    return replace(of, article_id=name, origin_id=of.origin_id)


def test_alone_an_article_has_the_crowd_of_any_beat() -> None:
    window = window_of({"s": [evidence("a", 0)]})
    assert window.crowds.of([evidence("new", 0)]) == [pytest.approx((1 + 3 * LONELY) / CROWD)]
    assert window.crowds.of([window.evidence("a")]) == [pytest.approx(LONELY)]
    assert window_of({}).crowds.of([evidence("new", 0)]) == [pytest.approx(LONELY)]


def test_reports_on_other_matters_are_no_quieter_a_crowd_than_few_of_them() -> None:
    far = {f"s{place}": [evidence(f"far{place}", 150 + place)] for place in range(CROWD)}
    assert window_of(far).crowds.of([evidence("new", 0)]) == [pytest.approx(QUIET)]


def test_the_more_alike_its_neighbours_the_denser_the_crowd() -> None:
    def crowd(step: float) -> float:
        field = window_of({f"s{place}": [evidence(f"n{place}", step * place)] for place in range(1, 6)})
        return float(field.crowds.of([evidence("new", 0)])[0])

    assert crowd(2) > crowd(10) > crowd(30)


def test_copies_are_no_crowd_neither_ones_own_nor_anothers() -> None:
    wire, other = evidence("wire", 0), evidence("other", 30)
    field = {"s": [wire], "t": [other], "u": [evidence("third", 70)]}
    alone = window_of(field).crowds.of([wire]).tolist()
    copied = window_of(field)
    for place in range(6):
        copied.place(_copy(wire, f"own{place}"), "s")
        copied.place(_copy(other, f"theirs{place}"), "t")
    assert copied.crowds.of([wire]) == alone


def test_the_more_tell_of_it_the_deeper_a_crowd_is_heard() -> None:
    """Six near ones are the whole crowd of a few reports, and a part of that of many."""
    near = [evidence(f"near{place}", 1 + place) for place in range(6)]
    far = [evidence(f"far{place:02}", 60 + place) for place in range(2 * DEEPEST)]
    window = window_of({"near": near, "far": far})
    place = window.vectors.places(["near0"])
    crowds = [window.crowds.at(place, origins)[1][0] for origins in (1, 6, 9, 24, 2 * DEEPEST, 3 * DEEPEST)]
    assert crowds == sorted(crowds, reverse=True)
    assert crowds[0] == crowds[1] > crowds[2] > crowds[3] > crowds[4] == crowds[5]


def test_no_more_neighbours_are_heard_of_a_live_article_than_of_a_new_one_though_more_are_kept() -> None:
    wire, new = evidence("wire", 10), evidence("new", 0)
    window = window_of({"s": [wire, *(evidence(f"n{place:02}", 20 + place) for place in range(2 * KEPT))]})
    for place in range(DEEPEST // 2):
        window.place(_copy(wire, f"copy{place}"), "s")
    before = window.crowds.of([new], DEEPEST)
    window.place(new, "s")
    assert window.crowds.of([new], DEEPEST) == before


@settings(max_examples=40, deadline=None, database=None)
@given(
    order=st.permutations(range(len(MANY))),
    gone=st.sets(st.integers(0, len(MANY) - 1), max_size=12),
    asked=st.lists(st.integers(0, len(MANY)), max_size=5),
)
def test_a_crowd_depends_on_what_is_live_alone(order: list[int], gone: set[int], asked: list[int]) -> None:
    lived, fresh = window_of({}), window_of({})
    for place, number in enumerate(order):
        lived.place(MANY[number], f"s{number % 3}")
        if place in asked:
            _crowds(lived)
    for number in gone:
        lived.remove(MANY[number].article_id)
    for number, one in enumerate(MANY):
        if number not in gone:
            fresh.place(one, "s")
    assert _crowds(lived) == _crowds(fresh)


def _crowds(window: Window) -> list[float]:
    return [
        crowd for depth in (CROWD, 2 * CROWD, DEEPEST) for crowd in window.crowds.of(MANY, depth).tolist()
    ]
