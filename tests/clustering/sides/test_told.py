"""What stories are told by is kept in a table; what it has let go of is worked out again, to the same."""

import numpy as np
import pytest

from service.clustering.likeness.surroundings import look_around
from service.clustering.likeness.verdicts import weigh
from service.clustering.sides import told
from service.clustering.window import Window
from tests.clustering.support import evidence, window_of

pytestmark = pytest.mark.usefixtures("shipped_calibration")
STORIES = {
    name: [evidence(f"{name}{place}", 20 * turn + 4 * place, hours=place) for place in range(1 + turn % 3)]
    for turn, name in enumerate("abcdef")
}
NEW = evidence("new", 33)


def _odds(window: Window, one: str | None = None) -> list[float]:
    """How likely each story is by itself, and beside another."""
    around = look_around(NEW, window)
    return [
        verdict.log_odds
        for name, beside in zip("abcdef", "bcdefa", strict=True)
        for verdict in weigh(one or NEW, [story for story in (name, beside) if story != one], around, window)
    ]


@pytest.mark.parametrize("one", [None, "c"])
def test_what_was_let_go_is_worked_out_again(monkeypatch: pytest.MonkeyPatch, one: str | None) -> None:
    roomy = window_of(STORIES)
    monkeypatch.setattr(told, "MOST_KEPT", 3)
    narrow = window_of(STORIES)
    assert _odds(narrow, one) == _odds(roomy, one) == _odds(narrow, one)


def test_a_story_is_told_by_what_is_in_it_now() -> None:
    window = window_of(STORIES)
    before = _odds(window)
    with window.trial():
        window.move("c1", "a")
        window.remove("f0")
        moved = {name: [*window.members(name)] for name in window.story_ids()}
        assert _odds(window) == _odds(window_of(moved))
        assert _odds(window) != before
    assert _odds(window) == before


def test_both_sides_count_alike_however_many_articles_they_have() -> None:
    groups = told.Groups(np.array([0, 1, 2, 3, 4]), np.array([0, 1, 3, 5]))
    numbers = np.array([1.0, 0.5, 0.7, 0.0, 0.0])
    assert told.mean_of_both(numbers, groups) == pytest.approx([0.8, 0.5])
