"""What happens by itself: embargoes end, licences expire; and nobody hears of a text before its time."""

from collections.abc import Callable
from datetime import datetime

import pytest

from service.briefings.values import BriefingRequest
from service.desk import Desk
from service.errors import Gone, NotFound
from service.model import Status
from service.ports import Store, StoryQuery
from tests.desk.support import (
    DAY,
    HOUR,
    NOON,
    brief,
    fate,
    members,
    on_show,
    report,
    story_of,
    submit,
    text_of,
)

EVENING = NOON + 6 * HOUR


def told(desk: Desk) -> list[tuple[str, str | None]]:
    return [(logged.event.type.value, logged.event.article_id) for logged in desk.events(0, 10_000)]


def test_an_embargoed_text_is_grouped_and_told_of_at_its_hour(
    desk: Desk, restarted: Callable[[], Desk]
) -> None:
    story = story_of(desk, report("a", embargoed_until=EVENING))
    assert story_of(desk, report("b", take=4, embargoed_until=EVENING), now=NOON + HOUR) == story
    assert told(desk) == []
    assert desk.keep_time(NOON + HOUR) == EVENING
    assert (fate(desk, story, NOON), text_of("flood", 0) in on_show(desk, NOON)) == ("hidden", False)

    desk = restarted()
    assert desk.keep_time(EVENING) is None
    assert told(desk) == [("story.created", "a"), ("story.updated", "b")]
    assert members(desk, story, EVENING) == ["a", "b"]
    assert desk.keep_time(EVENING + HOUR) is None
    assert len(told(desk)) == 2


def test_of_a_story_only_what_may_be_shown_is_told(desk: Desk) -> None:
    story = story_of(desk, report("a"))
    assert story_of(desk, report("b", take=4, embargoed_until=EVENING)) == story
    assert told(desk) == [("story.created", "a")]
    [kill] = submit(desk, report("b", take=4, status=Status.CANCELED))
    assert kill.decision.story_id == story
    assert told(desk) == [("story.created", "a")]
    assert desk.keep_time(EVENING) is None


def test_a_story_under_embargo_is_created_by_the_first_report_that_may_be_shown(desk: Desk) -> None:
    story = story_of(desk, report("a", embargoed_until=EVENING))
    assert story_of(desk, report("b", take=4)) == story
    assert told(desk) == [("story.created", "b")]
    desk.keep_time(EVENING)
    assert told(desk)[1] == ("story.updated", "a")


def test_what_was_under_embargo_is_news_when_that_ends(desk: Desk) -> None:
    story = story_of(
        desk, report("a", published_at=NOON - 5 * DAY, embargoed_until=EVENING), now=NOON - 5 * DAY
    )
    other = story_of(desk, report("b", "court", published_at=NOON))

    def listed(now: datetime) -> list[str]:
        return [one.story.id for one in desk.stories(StoryQuery(now, since=NOON - HOUR))]

    assert (listed(NOON), desk.newest(NOON)) == ([other], NOON)
    assert (listed(EVENING), desk.newest(EVENING)) == ([story, other], EVENING)
    assert desk.stories(StoryQuery(EVENING, until=EVENING))[0].story.id == other
    briefing = desk.brief(BriefingRequest(EVENING, EVENING, EVENING + HOUR))
    assert [item.outline.story.id for item in briefing.items] == [story]


def test_nothing_that_is_shown_names_a_report_under_embargo(desk: Desk) -> None:
    story = story_of(desk, report("a", embargoed_until=EVENING))
    [first, second] = submit(desk, report("b"), report("c"))
    assert (first.decision.duplicate_of, second.decision.duplicate_of) == (None, "b")
    desk.pin(story, "a", NOON)

    def named(now: datetime) -> set[str | None]:
        outline, _ = desk.story(story, now)
        filed = [*outline.articles, desk.article("b", now), *desk.versions("c", now)]
        words = desk.constraints(outline, now)
        return {
            outline.story.pinned,
            *(name for one in filed for name in (one.id, one.decision.duplicate_of, one.decision.origin_id)),
            *(name for word in words for name in (word.first, word.second)),
        }

    assert named(NOON) == {None, "b", "c"}
    assert named(EVENING) == {None, "a", "b", "c"}
    desk.split(story, ["a"], NOON)
    assert named(NOON) == {None, "b", "c"}
    assert "a" in named(EVENING)


def test_what_a_report_was_made_from_is_not_named_before_its_time(desk: Desk) -> None:
    submit(desk, report("secret", embargoed_until=EVENING))
    story = story_of(desk, report("b", take=2, evolved_from="secret"))
    submit(desk, report("c", "court"), report("c", "court", take=1, evolved_from="secret"))
    assert members(desk, story, NOON) == ["b", "c"]
    for now, shown in ((NOON, False), (EVENING, True)):
        outlines = [*desk.stories(StoryQuery(now)), *(item.outline for item in brief(desk, now).items)]
        stood_for = [outline.representative for outline in outlines]
        told = [desk.article("b", now), desk.versions("c", now), desk.story(story, now)]
        assert [("evolved_from='secret'" in repr(one)) for one in told] == [shown] * 3
        assert shown or "evolved_from='secret'" not in repr(stood_for)


def test_a_new_version_lifts_an_embargo_or_lays_one(desk: Desk) -> None:
    story = story_of(desk, report("a", status=Status.EMBARGOED))
    assert desk.keep_time(EVENING) is None
    submit(desk, report("a", take=4), now=EVENING)
    assert told(desk) == [("story.created", "a")]
    submit(desk, report("a", take=5, embargoed_until=EVENING + HOUR), now=EVENING)
    assert told(desk)[1:] == [("article.withdrawn", "a")]
    assert fate(desk, story, EVENING) == "hidden"
    desk.keep_time(EVENING + HOUR)
    assert told(desk)[2:] == [("story.updated", "a")]
    assert members(desk, story, EVENING + HOUR) == ["a"]


def test_what_expires_is_withdrawn(desk: Desk) -> None:
    story = story_of(desk, report("a", expires_at=EVENING))
    assert desk.keep_time(NOON) == EVENING
    assert fate(desk, story, NOON) == "live"
    with pytest.raises(NotFound):
        desk.article("a", EVENING)
    assert desk.keep_time(EVENING) is None
    assert told(desk)[1:] == [("article.withdrawn", "a"), ("story.withdrawn", None)]
    assert (fate(desk, story, EVENING), desk.window_size) == ("gone", 0)
    with pytest.raises(Gone):
        desk.article("a", EVENING)
    assert not brief(desk, EVENING).items


def test_expired_before_its_embargo_ends_it_is_never_told(desk: Desk) -> None:
    story_of(desk, report("a", embargoed_until=EVENING, expires_at=NOON + HOUR))
    assert desk.keep_time(NOON) == NOON + HOUR
    assert desk.keep_time(EVENING) is None
    assert told(desk) == []


def test_a_new_representative_is_told_once(desk: Desk) -> None:
    story = story_of(desk, report("a", title="Brackwater under water"))
    submit(desk, report("b", take=4))
    desk.pin(story, "b", NOON)
    desk.pin(story, "b", NOON)
    desk.withdraw("b", NOON, "kill")
    assert [entry for entry in told(desk) if entry[0] == "representative.changed"] == [
        ("representative.changed", "b"),
        ("representative.changed", "a"),
    ]


def test_versions_are_listed_as_they_may_be_shown(desk: Desk, store: Store) -> None:
    submit(desk, report("a", embargoed_until=EVENING))
    submit(desk, report("a", take=1))
    assert [filed.revision for filed in desk.versions("a", NOON)] == [2]
    assert [filed.revision for filed in desk.versions("a", EVENING)] == [1, 2]
    assert len(store.history("a")) == 2
    desk.withdraw("a", NOON, "libel")
    with pytest.raises(Gone):
        desk.versions("a", EVENING)


def test_while_nothing_is_due_no_article_is_looked_through(
    desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(desk, report("a", expires_at=EVENING))
    monkeypatch.setattr(store, "due", None)
    assert desk.keep_time(NOON) == EVENING
