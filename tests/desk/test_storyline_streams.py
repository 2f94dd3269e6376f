"""The same stream gives the same storylines, however it is batched, restarted or stored."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from service.audit import TrailQuery, Verb
from service.model import Article, Status
from service.ports import Store
from service.stores.memory import MemoryStore
from tests.desk.compass import all_stories, assert_lawful, desk_over, towards
from tests.desk.support import DAY, NOON, OpenStore, on_file, submit
from tests.long import half


def outcome(store: Store) -> list[object]:
    ids = sorted({logged.event.article_id or "" for logged in store.events(0, 10_000)} - {""})
    return [on_file(store, ids), all_stories(store)]


def run(store: Store, stream: Sequence[Article], size: int, *, restarts: bool = False) -> Store:
    desk = desk_over(store)
    for start in range(0, len(stream), size):
        desk = desk_over(store) if restarts else desk
        submit(desk, *stream[start : start + size], now=NOON + 30 * DAY)
    assert_lawful(store, desk)
    return store


STREAM = [towards(f"r{place}", place * 77 % 160, NOON + place * timedelta(hours=9)) for place in range(60)]


@pytest.mark.parametrize("restarts", [False, True], ids=["steady", "restarts"])
@pytest.mark.parametrize("size", [7, len(STREAM)])
def test_batches_restarts_and_stores_change_no_storyline(
    fresh_store: OpenStore, size: int, restarts: bool
) -> None:
    expected = run(MemoryStore(), STREAM, 1)
    assert outcome(run(fresh_store(), STREAM, size, restarts=restarts)) == outcome(expected)
    assert len({story.storyline_id for story in all_stories(expected)}) < len(all_stories(expected))


any_article = st.builds(
    towards,
    st.sampled_from("abcdefghij"),
    st.sampled_from(range(0, 360, 22)),
    st.integers(-500, 0).map(lambda hours: NOON + timedelta(hours=hours)),
    status=st.sampled_from([Status.USABLE] * 7 + [Status.CANCELED]),
    evolved_from=st.sampled_from([None, None, "a", "b"]),
)


@settings(
    max_examples=half(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(stream=st.lists(any_article, min_size=2, max_size=16), size=st.integers(2, 16))
def test_any_stream_in_any_batches(stream: list[Article], size: int) -> None:
    expected = outcome(run(MemoryStore(), stream, 1))
    assert outcome(run(MemoryStore(), stream, size, restarts=True)) == expected


def all_words(store: Store) -> set[tuple[str, str, str]]:
    return {(word.link, word.first, word.second) for word in store.constraints()}


def placed(store: Store) -> dict[str, tuple[str, str]]:
    """The story and the storyline of every article."""
    stories = {story.id: story.storyline_id for story in all_stories(store)}
    rows = (row.filed for row in store.window_rows(NOON - 90 * DAY))
    return {filed.id: (filed.story_id, stories[filed.story_id]) for filed in rows}


TIED_TO_WHAT_WAS_WITHDRAWN = [
    towards(name, degrees, NOON - hours * timedelta(hours=1), status=status, evolved_from=source)
    for name, degrees, hours, status, source in (
        ("j", 66, 497, Status.USABLE, None),
        ("a", 286, 87, Status.USABLE, "b"),
        ("c", 154, 169, Status.USABLE, "b"),
        ("i", 242, 223, Status.USABLE, "a"),
        ("b", 154, 199, Status.USABLE, "b"),
        ("c", 0, 337, Status.USABLE, None),
        ("e", 0, 283, Status.USABLE, "b"),
        ("b", 286, 477, Status.CANCELED, None),
        ("c", 264, 195, Status.USABLE, None),
        ("i", 264, 279, Status.USABLE, "b"),
    )
]
"""The provider has tied two reports to one that is withdrawn in the end; they come to lie in two stories."""


@settings(
    max_examples=half(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(
    stream=st.lists(any_article, min_size=4, max_size=12),
    edits=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=4),
    later=st.lists(any_article, max_size=4),
)
@example(TIED_TO_WHAT_WAS_WITHDRAWN, [(8, 26)], [])
def test_merges_of_stories_and_their_storylines_are_taken_back(
    stream: list[Article], edits: list[tuple[int, int]], later: list[Article]
) -> None:
    store = run(MemoryStore(), stream, len(stream))
    desk, now = desk_over(store), NOON + 30 * DAY
    before: list[object] = []
    for one, other in edits:
        stories = sorted({story for story, _ in placed(store).values()})
        if len(stories) > 1:
            before.append((placed(store), all_words(store)))
            desk.merge(
                stories[one % len(stories)], [stories[other % len(stories)], stories[0], stories[1]], now
            )
    assert_lawful(store, desk)
    while before:
        desk.undo(last_merge(store), now)
        assert (placed(store), all_words(store)) == before.pop()
        assert_lawful(store, desk)
    submit(desk, *later, now=now)
    assert_lawful(store, desk)


def last_merge(store: Store) -> int:
    """The last merge that still stands."""
    return next(
        entry.id
        for entry in store.trail.find(TrailQuery(limit=1_000))
        if entry.verb is Verb.MERGE and entry.undone_by is None
    )
