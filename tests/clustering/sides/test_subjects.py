"""What two subjects have in common is what their reports have, pair by pair, and how many of them there are."""

from math import cos, log, radians

import numpy as np
import pytest

from service.clustering.evidence import Evidence
from service.clustering.fusion import SAME_SUBJECT
from service.clustering.sides.subjects import ESTABLISHED, SAMPLE
from service.clustering.sides.told import places_of
from tests.clustering.support import evidence, window_of


def likeness(*stories: list[Evidence]) -> list[float]:
    """Features of the first with the last, beside those between."""
    window = window_of({str(place): story for place, story in enumerate(stories)})
    one, *others = window.story_ids()
    rows = np.array(window.subjects.compare([one], others, SAME_SUBJECT)[0])
    features, log_odds = rows[:, :-1], rows[:, -1]
    assert log_odds.tolist() == pytest.approx(
        (features @ [*SAME_SUBJECT.weights.values()] + SAME_SUBJECT.bias).tolist()
    )
    last, same = window.subjects.compare(
        [places_of(window.members(one)), one], [places_of(window.members(others[-1]))], SAME_SUBJECT
    )
    assert last == same == rows[-1:].tolist()
    return list(features[-1])


FLOOD = [evidence("a", 0, text="Talle floods Hemmel"), evidence("b", 60, text="Hemmel counts homes lost")]
STRIKE = [evidence("c", 90, text="Dockers of Orle strike")]
RIVER = [evidence("d", 30, text="Hemmel: the Talle falls", hours=1)]


def test_means_are_taken_over_all_pairs_whoever_stands_beside() -> None:
    alone, beside = likeness(FLOOD, RIVER), likeness(FLOOD, STRIKE, RIVER)
    assert alone == beside
    assert alone[0] == pytest.approx(cos(radians(30)), abs=1e-4)
    pairs = [likeness([one], RIVER) for one in FLOOD]
    assert alone[1] == pytest.approx(sum(words for _, words, *_ in pairs) / 2, abs=1e-4)
    assert alone[1] > 0
    assert likeness(FLOOD, STRIKE)[1] == 0
    assert likeness(RIVER, FLOOD)[:3] == alone[:3]


@pytest.mark.parametrize(("one", "other"), [(1, 1), (1, 3), (4, 3), (2, ESTABLISHED + 3)])
def test_numbers_tell_the_fewer_and_the_more_up_to_a_limit(one: int, other: int) -> None:
    sides = [
        [evidence(f"{side}{n}", 0, hours=n) for n in range(many)] for side, many in (("a", one), ("b", other))
    ]
    fewer, more = sorted(min(many, ESTABLISHED) for many in (one, other))
    assert likeness(*sides)[3:] == likeness(*sides[::-1])[3:] == [round(log(fewer), 4), round(log(more), 4)]


def test_a_large_subject_is_told_by_articles_spread_over_its_time() -> None:
    ends = np.mean([cos(radians(0)), cos(radians(3 * SAMPLE - 1))])
    many = likeness([evidence("z", 0)], [evidence(f"a{n:02}", n, hours=n) for n in range(3 * SAMPLE)])
    assert many[4] == round(log(ESTABLISHED), 4)
    assert ends < many[0] < 1


def test_a_headline_is_brief_and_a_report_is_not() -> None:
    headline, report = [evidence("a", 0, title="Talle floods Hemmel")], [evidence("b", 0, text="word " * 200)]
    assert likeness(headline, [evidence("c", 0, title="Strike in Orle")])[2] == 1
    assert likeness(headline, report)[2] == 0.5
