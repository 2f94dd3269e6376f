"""What every store promises of the audit trail."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.audit import Actor, Entry, Pinning, Record, Relinking, Shift, Step, TrailQuery, Verb
from service.errors import Conflict
from service.model import Article, Constraint, Link, Story, StoryState
from service.ports import Change, Filing, Store
from service.stores.opening import open_store
from tests.contracts.test_store import filed

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MERGE = Entry(
    id=1,
    at=NOON,
    verb=Verb.MERGE,
    story_ids=("s1", "s2"),
    article_ids=("c",),
    by="eva",
    reason="one ferry",
    record=Record(
        (Step(Shift.JOINED, "s1", "s2", ("c", "hidden")),),
        (Pinning("s1", None, "c"),),
        (Relinking("s2", "s2", "s1"),),
        ("a", "b"),
    ),
)
KILL = Entry(2, NOON, Verb.WITHDRAW, ("s3",), ("d",), Actor.PROVIDER, None, "canceled")
UNDO = Entry(3, NOON, Verb.UNDO, ("s1", "s2"), ("c",), by="ole", undoes=1)


def word(link: Link, first: str, second: str, entry: int | None = None) -> Constraint:
    return Constraint(link, first, second, NOON, "eva", "merge", entry)


@pytest.fixture
def kept(store: Store) -> Store:
    """Four articles in three stories, an older word, and the first two entries."""
    articles = [("a", "s1"), ("b", "s1"), ("c", "s2"), ("d", "s3")]
    stories = tuple(Story(name, name, NOON) for name in ("s1", "s2", "s3"))
    filings = tuple(Filing(filed(Article(name, name), story), None) for name, story in articles)
    store.commit(Change(filings, stories=stories, constraints=(word(Link.CANNOT, "a", "c"),)))
    store.commit(Change(entries=(MERGE,), constraints=(word(Link.MUST, "c", "a", 1),)))
    store.commit(Change(entries=(KILL,)))
    return store


def test_what_is_written_is_read(kept: Store) -> None:
    trail = kept.trail
    assert [trail.entry(number) for number in range(4)] == [None, MERGE, KILL, None]
    assert (trail.newest(), list(trail.words(1)), list(trail.words(2))) == (
        2,
        [word(Link.MUST, "c", "a", 1)],
        [],
    )
    assert [one.id for one in trail.touching({"s3"}, {"hidden"}, 0)] == [1, 2]
    assert [one.id for one in trail.touching({"s3"}, {"hidden"}, 1)] == [2]
    assert list(trail.touching((), (), 0)) == []


def test_pages_go_on_where_the_last_one_ended(kept: Store) -> None:
    def ids(query: TrailQuery) -> list[int]:
        return [entry.id for entry in kept.trail.find(query)]

    assert (ids(TrailQuery()), ids(TrailQuery(1)), ids(TrailQuery(1, before=2))) == ([2, 1], [2], [1])
    assert (ids(TrailQuery(after=1)), ids(TrailQuery(after=2)), ids(TrailQuery(before=1))) == ([2], [], [])
    assert (ids(TrailQuery(story="s2")), ids(TrailQuery(story="s3"))) == ([1], [2])


def test_a_story_has_the_entries_of_those_merged_into_it(kept: Store) -> None:
    def merged(story_id: str, into: str) -> Story:
        return Story(story_id, story_id, NOON, StoryState.MERGED, into)

    kept.commit(Change(stories=(merged("s3", "s2"), merged("s2", "s1"), Story("s0", "s0", NOON))))
    found = {
        story: [entry.id for entry in kept.trail.find(TrailQuery(story=story))]
        for story in ("s1", "s2", "s3", "s0")
    }
    assert found == {"s1": [2, 1], "s2": [2, 1], "s3": [2], "s0": []}


def test_what_is_undone_stands_no_more_and_what_it_replaced_does(kept: Store) -> None:
    before, laid = word(Link.CANNOT, "a", "c"), word(Link.MUST, "c", "a", 1)
    assert list(kept.constraints()) == [laid]
    assert list(kept.words()) == [before, laid]
    kept.commit(Change(entries=(UNDO,)))
    assert list(kept.constraints()) == list(kept.words()) == [before]
    assert (list(kept.constraints({"c"})), list(kept.constraints({"b"}))) == ([before], [])
    assert kept.trail.entry(1) == replace(MERGE, undone_by=3)
    assert list(kept.trail.words(1)) == [laid]


@pytest.mark.parametrize(
    "broken",
    [
        Change(entries=(replace(KILL, id=4),)),
        Change(entries=(KILL,)),
        Change(entries=(replace(UNDO, undoes=9),)),
        Change(entries=(UNDO, replace(UNDO, id=4))),
        Change(entries=(replace(UNDO, undoes=3),)),
        Change(constraints=(word(Link.MUST, "a", "b", 1),)),
        Change(constraints=(word(Link.MUST, "a", "b", 3),)),
    ],
    ids=["gap", "again", "unknown", "twice", "itself", "later word", "no such entry"],
)
def test_a_trail_is_only_ever_continued(kept: Store, broken: Change) -> None:
    with pytest.raises(Conflict, match="nothing was written"):
        kept.commit(broken)
    kept.commit(Change(entries=(UNDO,)))
    with pytest.raises(Conflict, match="undone already"):
        kept.commit(Change(entries=(replace(UNDO, id=4),)))
    assert kept.trail.newest() == 3


def test_reopened_it_goes_on(durable_url: str) -> None:
    first = open_store(durable_url)
    first.commit(Change(entries=(MERGE, KILL)))
    first.close()
    again = open_store(durable_url)
    again.commit(Change(entries=(UNDO,)))
    assert again.trail.entry(1) == replace(MERGE, undone_by=3)
    again.close()
