"""How much oftener than usual a report is the only one of its event."""

from dataclasses import replace
from math import log

import pytest

from service.clustering.likeness.singles import BEFOREHAND, USUAL, singles
from service.clustering.window import Window
from tests.clustering.support import DIMENSION, LEAD_ONLY, SPAN, evidence


def desk(reports: int, stories: int, copies: int = 0) -> Window:
    """A window of so many reports spread over so many stories, and of copies of the first."""
    window = Window(DIMENSION, SPAN, LEAD_ONLY)
    for number in range(reports):
        window.place(evidence(f"a{number}", 0), f"s{number % stories}")
    for number in range(copies):
        window.place(replace(evidence(f"c{number}", 0), origin_id="a0"), "s0")
    return window


def test_an_empty_desk_and_one_whose_news_is_told_again_expect_what_is_usual() -> None:
    assert singles(desk(0, 1)) == 0.0
    assert singles(desk(60, 4)) == singles(desk(60, 24)) == 0.0


def test_where_each_report_is_alone_the_odds_fall_by_what_is_told_less_often() -> None:
    share = USUAL * BEFOREHAND / (BEFOREHAND + 90)
    fall = log(USUAL / (1 - USUAL)) - log(share / (1 - share))
    assert singles(desk(90, 90)) == pytest.approx(fall, abs=1e-4)
    assert 0.0 < singles(desk(30, 30)) < singles(desk(90, 60)) < singles(desk(90, 90))


def test_copies_are_not_told_again_and_what_has_left_is_not_counted() -> None:
    assert singles(desk(90, 90, copies=30)) == singles(desk(90, 90))
    window = desk(90, 90, copies=5)
    for number in range(60):
        window.remove(f"a{89 - number}")
    assert singles(window) == singles(desk(30, 30))
