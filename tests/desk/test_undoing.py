"""What an editor takes back is as it was, and what has happened since is respected."""

from collections.abc import Callable

import pytest

from service.audit import Actor, Entry, TrailQuery, Verb
from service.desk import Desk, Order
from service.desk.draft import Draft
from service.desk.regroup import fold
from service.errors import CannotUndo, NotFound
from service.events import EventType
from service.model import Link, Status
from service.ports import Store
from tests.desk.support import (
    DAY,
    HOUR,
    NOON,
    fate,
    full_disk,
    members,
    report,
    story_of,
    submit,
    words_known,
)


def file_floods(desk: Desk, *names: str) -> str:
    """Copies of one report: one story."""
    [story] = {result.decision.story_id for result in submit(desk, *(report(name) for name in names))}
    return story


def trail(desk: Desk) -> list[Entry]:
    """The whole trail, oldest first."""
    return list(reversed(desk.audit(TrailQuery(limit=1_000))))


def told(desk: Desk, after: int) -> list[tuple[EventType, str, object]]:
    return [(one.event.type, one.event.story_id, one.event.data.get("why")) for one in desk.events(after)]


def reconciled(desk: Desk, store: Store, survivor: str, absorbed: str) -> None:
    """Fold two stories as reconcile does when it finds them to be one."""
    with desk._window.trial() as trial:
        draft = Draft(store, NOON)
        fold(draft, desk._window, survivor, absorbed, why="reconcile")
        store.commit(draft.change())
        trial.keep()


def refused(desk: Desk, entry: int) -> CannotUndo:
    """Undo an entry in vain: nothing is changed by it."""
    before = (trail(desk), desk.events(0, 1_000))
    with pytest.raises(CannotUndo, match="nothing was changed") as caught:
        desk.undo(entry, NOON)
    assert (trail(desk), desk.events(0, 1_000)) == before
    assert caught.value.remedy
    return caught.value


def test_each_edit_is_written_down_with_who_and_why(desk: Desk) -> None:
    story, court = file_floods(desk, "a", "b"), story_of(desk, report("c", "court"))
    order = Order(NOON, "mae", "one and the same")
    assert desk.carry_out(order, lambda editing: editing.merge(story, [court])).entry == 1
    fresh = desk.split(story, ["b"], NOON, by="ole")
    desk.pin(story, "a", NOON)
    desk.undo(2, NOON, by="mae")
    desk.withdraw("c", NOON, "libel", by="mae")
    desk.withdraw("c", NOON, "libel again")
    submit(desk, report("a", status=Status.CANCELED), report("k", status=Status.WITHHELD))
    submit(desk, report("x", "globe", expires_at=NOON + HOUR))
    desk.keep_time(NOON + DAY)
    killed, expired = (desk.audit_entry(number).story_ids for number in (7, 8))
    assert [
        (one.id, one.verb, one.by, one.reason, one.story_ids, one.article_ids, one.undone_by)
        for one in trail(desk)
    ] == [
        (1, Verb.MERGE, "mae", "one and the same", (story, court), ("c",), None),
        (2, Verb.SPLIT, "ole", None, (story, fresh), ("b",), 4),
        (3, Verb.REPRESENTATIVE, None, None, (story,), ("a",), None),
        (4, Verb.UNDO, "mae", None, (story, fresh), ("b",), None),
        (5, Verb.WITHDRAW, "mae", "libel", (story,), ("c",), None),
        (6, Verb.WITHDRAW, None, "canceled", (story,), ("a",), None),
        (7, Verb.WITHDRAW, None, "withheld", killed, ("k",), None),
        (8, Verb.WITHDRAW, None, "expired", expired, ("x",), None),
    ]
    assert [one.actor for one in trail(desk)[4:]] == [Actor.EDITOR, *[Actor.PROVIDER] * 3]


def test_a_merge_is_taken_back(desk: Desk, store: Store) -> None:
    flood, court = file_floods(desk, "a", "b"), story_of(desk, report("c", "court"))
    desk.pin(court, "c", NOON)
    desk.merge(flood, [court], NOON)
    [before, place] = [desk.story(flood, NOON)[0].story.pinned, desk.newest_event()]
    entry = desk.undo(2, NOON, by="mae")
    assert (entry.undoes, entry.by, before) == (2, "mae", "c")
    assert [fate(desk, one, NOON) for one in (flood, court)] == ["live", "live"]
    assert (members(desk, flood), members(desk, court)) == (["a", "b"], ["c"])
    assert [desk.story(one, NOON)[0].story.pinned for one in (flood, court)] == [None, "c"]
    assert list(store.constraints()) == []
    assert told(desk, place) == [
        (EventType.STORY_SPLIT, flood, "undo"),
        (EventType.STORY_UPDATED, court, "undo"),
        (EventType.REPRESENTATIVE_CHANGED, flood, "undo"),
    ]
    desk.undo(entry.id, NOON)
    assert fate(desk, court, NOON) == flood
    assert [word.link for word in store.constraints()] == [Link.MUST]


def test_what_came_since_stays_unless_it_is_tied_to_what_goes_back(desk: Desk) -> None:
    flood, court = file_floods(desk, "a", "b"), story_of(desk, report("c", "court"))
    desk.merge(flood, [court], NOON)
    submit(desk, report("again", "court"), report("rewrite", "strike", evolved_from="c"))
    assert members(desk, flood) == ["a", "b", "c", "again", "rewrite"]
    desk.undo(1, NOON)
    assert members(desk, flood) == ["a", "b", "again"]
    assert members(desk, court) == ["c", "rewrite"]


def test_a_split_is_taken_back_with_all_that_has_joined_it(desk: Desk, store: Store) -> None:
    story = file_floods(desk, "a", "b", "c")
    desk.pin(story, "c", NOON)
    fresh = desk.split(story, ["c"], NOON)
    submit(desk, report("rewrite", take=4, evolved_from="c"))
    place = desk.newest_event()
    entry = desk.undo(2, NOON)
    assert fate(desk, fresh, NOON) == story
    assert sorted(members(desk, story)) == ["a", "b", "c", "rewrite"]
    assert desk.story(story, NOON)[0].story.pinned == "c"
    assert [(word.by, word.link) for word in store.constraints()] == [("provider", Link.MUST)]
    assert told(desk, place)[0] == (EventType.STORY_MERGED, story, "undo")
    desk.undo(entry.id, NOON)
    assert (members(desk, story), sorted(members(desk, fresh))) == (["a", "b"], ["c", "rewrite"])
    assert {word.link for word in store.constraints()} == set(Link)


def test_undoing_a_merge_lets_the_split_before_it_stand_again(
    desk: Desk, store: Store, restarted: Callable[[], Desk]
) -> None:
    story = file_floods(desk, "a", "b", "c")
    fresh = desk.split(story, ["c"], NOON)
    words = list(store.constraints())
    desk.merge(story, [fresh], NOON)
    desk.undo(2, NOON)
    assert list(store.constraints()) == words
    for one in (desk, restarted()):
        assert words_known(one, "abc")[Link.CANNOT, "c"] == ("a", "b")
        submit(one, report(f"more{id(one)}", take=9))
        assert (fate(one, story, NOON), fate(one, fresh, NOON)) == ("live", "live")


def test_a_choice_is_taken_back_to_the_one_before(desk: Desk) -> None:
    story = file_floods(desk, "a", "b", "c")
    for name in ("b", "c", "c"):
        desk.pin(story, name, NOON)
    assert refused(desk, 2).blocker == 3
    desk.undo(3, NOON)
    place = desk.newest_event()
    desk.undo(2, NOON)
    assert desk.story(story, NOON)[0].representative.id == "b"
    assert told(desk, place) == [(EventType.REPRESENTATIVE_CHANGED, story, "undo")]
    desk.undo(1, NOON)
    assert desk.story(story, NOON)[0].story.pinned is None


def test_what_was_done_by_hand_since_stands(desk: Desk) -> None:
    flood, court = file_floods(desk, "a", "b"), story_of(desk, report("c", "court"))
    globe = story_of(desk, report("d", "globe"))
    desk.merge(flood, [court], NOON)
    desk.merge(globe, [flood], NOON)
    first = refused(desk, 1)
    assert (first.blocker, "undo that entry first" in first.remedy) == (2, True)
    desk.undo(2, NOON)
    desk.withdraw("c", NOON, "libel")
    killed = refused(desk, 1)  # a kill is for good: to undo it first is no advice
    assert (killed.blocker, "undo" in killed.remedy) == (4, False)
    assert "new id" in refused(desk, 4).remedy
    assert refused(desk, 2).blocker == 3
    with pytest.raises(NotFound, match="audit entry"):
        desk.undo(99, NOON)


def test_what_went_back_by_hand_is_no_obstacle(desk: Desk) -> None:
    flood, court = file_floods(desk, "a", "b"), story_of(desk, report("c", "court"))
    desk.merge(flood, [court], NOON)
    desk.split(flood, ["c"], NOON)
    assert refused(desk, 1).blocker == 2
    desk.undo(2, NOON)
    desk.undo(1, NOON)
    assert (members(desk, flood), members(desk, court)) == (["a", "b"], ["c"])


def test_what_a_provider_has_tied_since_is_not_torn(desk: Desk) -> None:
    flood, court = file_floods(desk, "a"), story_of(desk, report("c", "court", evolved_from="between"))
    desk.merge(flood, [court], NOON)
    submit(desk, report("between", "strike", evolved_from="a"))
    error = refused(desk, 1)
    assert error.blocker is None
    assert "provider" in str(error)


def test_reconcile_in_between_is_no_obstacle(desk: Desk, store: Store) -> None:
    flood, court, globe, strike = (
        story_of(desk, report(name, name)) for name in ("flood", "court", "globe", "strike")
    )
    desk.merge(flood, [court], NOON)
    reconciled(desk, store, globe, flood)
    desk.undo(1, NOON)
    assert [fate(desk, one, NOON) for one in (flood, court, globe)] == [globe, "live", "live"]
    assert (members(desk, court), sorted(members(desk, globe))) == (["court"], ["flood", "globe"])
    half = desk.split(globe, ["flood"], NOON)
    reconciled(desk, store, strike, half)
    desk.undo(3, NOON)
    assert [fate(desk, one, NOON) for one in (flood, half)] == [globe, strike]
    assert (members(desk, strike), sorted(members(desk, globe))) == (["strike"], ["flood", "globe"])


def test_it_is_taken_back_when_the_window_has_let_go(desk: Desk, store: Store) -> None:
    flood, court = file_floods(desk, "a", "b"), story_of(desk, report("c", "court"))
    desk.merge(flood, [court], NOON)
    later = NOON + 30 * DAY
    submit(desk, report("late", "globe", published_at=later), now=later)
    assert desk.window_size == 1
    desk.undo(1, later)
    assert (members(desk, flood, later), members(desk, court, later)) == (["a", "b"], ["c"])


def test_what_nobody_may_know_of_is_not_named(desk: Desk) -> None:
    flood = file_floods(desk, "a")
    court = story_of(desk, report("c", "court"))
    held = report("h", "court", status=Status.EMBARGOED, embargoed_until=NOON + HOUR)
    assert story_of(desk, held) == court
    desk.merge(flood, [court], NOON)
    assert trail(desk)[0].article_ids == ("c",)
    desk.undo(1, NOON)
    desk.keep_time(NOON + HOUR)
    assert members(desk, court, NOON + HOUR) == ["c", "h"]


def test_entries_are_found_by_story(desk: Desk) -> None:
    flood, court, globe = (story_of(desk, report(name, name)) for name in ("flood", "court", "globe"))
    for story, name in ((flood, "flood"), (court, "court"), (globe, "globe")):
        desk.pin(story, name, NOON)
    desk.merge(court, [globe], NOON)
    desk.merge(flood, [court], NOON)

    def about(story: str, **others: int) -> list[int]:
        return [entry.id for entry in desk.audit(TrailQuery(story=story, **others))]

    assert about(flood) == [5, 4, 3, 2, 1]
    assert (about(court), about(globe), about("s-0")) == ([5, 4, 3, 2], [4, 3], [])
    assert (about(flood, limit=2), about(flood, before=4, limit=2), about(flood, after=3)) == (
        [5, 4],
        [3, 2],
        [5, 4],
    )
    desk.undo(5, NOON)
    assert about(flood) == [6, 5, 1]


def test_a_commit_that_fails_undoes_nothing(desk: Desk, store: Store) -> None:
    story = file_floods(desk, "a", "b")
    fresh = desk.split(story, ["b"], NOON)
    with full_disk(store):
        desk.undo(1, NOON)
    assert words_known(desk, "ab")[Link.CANNOT, "a"] == ("b",)
    assert (members(desk, story), members(desk, fresh)) == (["a"], ["b"])
    assert desk.undo(1, NOON).id == 2
