"""Which weekdays reports name, and what it tells of two sides."""

from itertools import pairwise

import numpy as np
import pytest

from service.clustering.evidence import Evidence, gather
from service.clustering.evidence.daynames import NAMES, Days
from service.clustering.sides.told import Groups
from service.clustering.sides.weekdays import IN_COMMON, agreement, mean_agreement
from service.model import Article
from tests.clustering.support import NOON, pointing


def reports(*told: str) -> list[Evidence]:
    return gather(
        [(Article(str(place), text=text), NOON, pointing(0), "") for place, text in enumerate(told)]
    )


def days_named(articles: list[Evidence]) -> Days:
    return np.array([one.days for one in articles], np.uint8)


def test_every_weekday_is_read_from_title_and_text_in_any_form() -> None:
    named = days_named(reports(*(f"Shares rose on {name}." for name in NAMES)))
    assert named.tolist() == [1, 2, 4, 8, 16, 32, 64]
    assert days_named(
        reports("On MONDAY and on Mondays", "", "No day at all", "Tuesday's close")
    ).tolist() == [1, 0, 0, 2]
    [titled] = gather([(Article("a", "Friday's results", "Profits rose."), NOON, pointing(0), "")])
    assert days_named([titled]).tolist() == [16]


def test_other_days_speak_against_one_event_a_day_in_common_for_it_and_none_says_nothing() -> None:
    monday, tuesday, both, none = reports("Monday", "Tuesday", "Monday, then Tuesday", "today")
    days = days_named([monday, tuesday, both, none]).tolist()
    told = [[agreement(one, other) for one in days] for other in days]
    assert told == [*map(list, zip(*told, strict=True))]
    assert told[0] == [IN_COMMON, -1.0, IN_COMMON, 0.0]
    assert told[3] == [0.0, 0.0, 0.0, 0.0]


def test_groups_are_told_apart_and_articles_count_the_same() -> None:
    monday, tuesday, none = reports("Monday", "Tuesday", "today")
    groups = [[monday], [tuesday, none], [none, none, tuesday, monday]]
    assert told([monday], groups) == [IN_COMMON, -0.5, (IN_COMMON - 1.0) / 4]
    assert told([monday], []) == []
    assert told([monday, none], groups)[1] == pytest.approx(-0.25)
    for one, other in pairwise((monday, tuesday, none)):
        assert told([one], [[other]]) == told([other], [[one]])


def told(ones: list[Evidence], groups: list[list[Evidence]]) -> list[float]:
    ends = np.cumsum([len(group) for group in (ones, *groups)])
    days = days_named([*ones, *(other for group in groups for other in group)])
    return list(mean_agreement(days, Groups(np.arange(len(days)), np.array([0, *ends]))))
