"""A story's case against its rivals."""

import pytest

from service.clustering.verdicts import RIVALS, Case, judge, ranked
from service.clustering.window import Window
from tests.clustering.support import evidence, window_of

pytestmark = pytest.mark.usefixtures("shipped_calibration")


@pytest.fixture
def window() -> Window:
    return window_of({"one": [evidence("a", 0)]})


def _field(*strengths: float) -> list[Case]:
    return [Case(f"story{place}", {}, strength) for place, strength in enumerate(strengths)]


def test_the_same_likeness_means_less_in_a_crowd(window: Window) -> None:
    quiet, crowded = _field(8, 1, 1, 1, 1, 1), _field(8, 7, 7, 7, 7, 7)
    assert judge(quiet[0], quiet, window).probability > judge(crowded[0], crowded, window).probability


def test_only_the_strongest_rivals_count(window: Window) -> None:
    few, many = _field(8, *[5] * RIVALS), _field(8, *[5] * RIVALS, *[1] * 20)
    assert judge(few[0], few, window) == judge(many[0], many, window)


def test_a_story_is_no_rival_of_itself_nor_of_the_one_it_may_be_merged_with(window: Window) -> None:
    field = _field(8, 7.9, 2, 2, 2, 2, 2)
    alone = judge(field[0], field, window, besides="story1")
    assert alone.features["rivals"] == 2
    assert alone.probability > judge(field[0], field, window).probability


def test_ties_are_ranked_by_id(window: Window) -> None:
    field = [Case("b", {}, 3.0), Case("a", {}, 3.0), Case("c", {}, 9.0)]
    assert [verdict.story_id for verdict in ranked(field, window)] == ["c", "a", "b"]
