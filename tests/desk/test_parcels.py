"""Parcels that are filed together are answered and filed as if each had come alone, at its own time."""

from collections.abc import Sequence

import pytest

from service.desk import Desk, Parcel
from service.errors import Conflict
from service.events import EventType
from service.model import Result, Submission
from service.ports import Reply
from service.stores.memory import MemoryStore
from tests.desk.support import NOON, OpenStore, WordEncoder, a_stream, brief, on_file, report, submit

STREAM = a_stream()
IDS = sorted({article.id for article, _ in STREAM})


def filed(store: MemoryStore, together: int) -> list[Result]:
    """File the stream, each article in a parcel of its own, so many at once."""
    desk = Desk(store, WordEncoder())
    parcels = [Parcel([Submission(article)], now) for article, now in STREAM]
    return [
        result
        for start in range(0, len(parcels), together)
        for results in desk.file(desk.embed_all(parcels[start : start + together]))
        for result in results
    ]


@pytest.mark.parametrize("together", [2, 9, len(STREAM)])
def test_together_or_apart_makes_no_difference(together: int) -> None:
    alone, heaped = MemoryStore(), MemoryStore()
    assert filed(heaped, together) == filed(alone, 1)
    assert on_file(heaped, IDS) == on_file(alone, IDS)


def test_where_nobody_is_told_who_represents_a_story_all_else_is_the_same() -> None:
    told, untold = Desk(MemoryStore(), WordEncoder()), MemoryStore()
    quiet = Desk(untold, WordEncoder(), notes_representatives=False)
    for article, now in STREAM:
        assert submit(quiet, article, now=now) == submit(told, article, now=now)
    shown = [
        [(one.outline.headline, one.outline.representative) for one in brief(desk, STREAM[-1][1]).items]
        for desk in (quiet, told)
    ]
    assert shown[0] == shown[1] != []
    events = [logged.event for logged in told.events(0, 10_000)]
    others = [event for event in events if event.type is not EventType.REPRESENTATIVE_CHANGED]
    assert [logged.event for logged in untold.events(0, 10_000)] == others != events


def test_one_that_cannot_be_filed_takes_the_others_with_it(fresh_store: OpenStore) -> None:
    store = fresh_store()
    desk = Desk(store, WordEncoder())

    def seal(results: Sequence[Result]) -> Reply:
        return Reply("key", "digest", 200, results[0].article.id.encode(), NOON)

    first = Parcel([Submission(report("a"))], NOON, seal)
    [[answer]] = desk.file([desk.embed(first)])
    kept = store.recall("key")
    assert kept is not None
    assert kept.body == answer.article.id.encode()
    with pytest.raises(Conflict, match="idempotency key"):
        desk.file(desk.embed_all([Parcel([Submission(report("b", "court"))], NOON), first]))
    assert store.article("b") is None
    assert desk.window_size == 1
