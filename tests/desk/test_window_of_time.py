"""What is too old attracts nothing, the clock never goes back, and a restart sees the same window."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from service.desk import Desk
from service.model import Article, Relation, Status
from tests.desk.support import DAY, HOUR, NOON, SUBJECTS, check, members, report, story_of, submit

Restarted = Callable[[], Desk]


def probes(at: datetime) -> list[Article]:
    """One report on each subject, as of ``at``."""
    return [report(f"probe/{subject}", subject, 5, published_at=at) for subject in SUBJECTS]


def agree(desks: Sequence[Desk], at: datetime) -> bool:
    sizes = {desk.window_size for desk in desks}
    living, rebuilt = (check(desk, probes(at), at) for desk in desks)
    return len(sizes) == 1 and living == rebuilt


def test_what_is_older_than_the_window_attracts_nothing(desk: Desk) -> None:
    story = story_of(desk, report("a"))
    last = NOON + 14 * DAY
    assert story_of(desk, report("b", published_at=last), now=last) == story
    later = last + 14 * DAY + HOUR
    [stranger] = submit(desk, report("c", published_at=later), now=later)
    assert stranger.decision.relation is Relation.NEW_STORY
    assert desk.window_size == 1
    assert members(desk, story, later) == ["a", "b"]


def test_a_late_old_report_is_filed_beside_the_window(desk: Desk, restarted: Restarted) -> None:
    submit(desk, report("new", "court"))
    [late] = submit(desk, report("old", published_at=NOON - 60 * DAY))
    assert late.decision.relation is Relation.NEW_STORY
    assert members(desk, late.decision.story_id) == ["old"]
    assert desk.window_size == 1
    [twin] = submit(desk, report("twin"))
    assert twin.decision.relation is Relation.NEW_STORY
    assert agree([desk, restarted()], NOON)


def test_the_clock_never_goes_back(desk: Desk, restarted: Restarted) -> None:
    story = story_of(desk, report("a"))
    submit(desk, report("b", "court", published_at=NOON + 13 * DAY), now=NOON + 13 * DAY)
    submit(desk, report("c", "globe", published_at=NOON - 5 * DAY), now=NOON - 5 * DAY)
    assert desk.window_size == 2
    assert story_of(desk, report("d"), now=NOON) == story
    assert agree([desk, restarted()], NOON + 13 * DAY)


def test_a_time_to_come_counts_as_now(desk: Desk) -> None:
    ahead = report("a", published_at=NOON + 300 * DAY)
    submit(desk, ahead, report("b", "court", published_at=NOON))
    assert [desk.article(name, NOON).at for name in ("a", "b")] == [NOON, NOON]
    assert desk.newest(NOON) == NOON


def test_a_check_lets_nothing_go(desk: Desk) -> None:
    story = story_of(desk, report("a"))
    check(desk, probes(NOON + 90 * DAY), NOON + 90 * DAY)
    assert desk.window_size == 1
    assert story_of(desk, report("b")) == story


def test_a_revision_to_an_earlier_time_does_not_turn_the_clock_back(desk: Desk, restarted: Restarted) -> None:
    late = NOON + 20 * DAY
    submit(desk, report("a", "globe", published_at=NOON + 5 * DAY), now=NOON + 5 * DAY)
    submit(desk, report("b", published_at=late), now=late)
    submit(desk, report("b", take=3, published_at=NOON + 7 * DAY), now=late)
    submit(desk, report("c", "globe", published_at=NOON + 2 * DAY), now=late)
    assert agree([desk, restarted()], late)


@pytest.mark.parametrize("returns", [report("a", take=5), report("a", take=5, published_at=None)])
def test_a_revision_brings_a_saga_back_into_the_window(
    desk: Desk, restarted: Restarted, returns: Article
) -> None:
    story = story_of(desk, report("a", published_at=NOON - 30 * DAY), now=NOON - 30 * DAY)
    submit(desk, report("b", "court"))
    submit(desk, returns)
    assert agree([desk, restarted()], NOON)
    assert story_of(desk, report("c", take=5)) == story


def test_a_first_kill_moves_the_clock_as_any_article_does(desk: Desk, restarted: Restarted) -> None:
    story_of(desk, report("a"))
    later = NOON + 20 * DAY
    submit(desk, report("x", status=Status.CANCELED, published_at=later), now=later)
    assert agree([desk, restarted()], later)


def test_a_time_at_the_beginning_of_the_calendar(desk: Desk, restarted: Restarted) -> None:
    """What .NET sends for "no date" is a date that nothing can lie fourteen days before."""
    start = datetime(1, 1, 1, tzinfo=UTC)
    story = story_of(desk, report("a", published_at=start))
    assert agree([desk, restarted()], NOON)
    assert members(desk, story) == ["a"]
