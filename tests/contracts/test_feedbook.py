"""What every feed book must do: keep each feed as it is, by its id, also across a restart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from service.feedbook import FeedRecord, FeedState, Validators
from service.ports import Store
from service.stores.opening import open_store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FULL = FeedRecord(
    "gazette.example~0a1b2c3d4e",
    "https://gazette.example/rss?section=world",
    title="Sunder Gazette · 世界",
    validators=Validators('W/"7"', "Sun, 01 Mar 2026 11:00:00 GMT", "ab" * 32),
    moved_to="https://gazette.example/feeds/world",
    polled_at=NOON,
    succeeded_at=NOON - MINUTE,
    next_poll_at=NOON + 5 * MINUTE,
    status=503,
    error="HTTP 503",
    remedy="wait",
    failures=3,
    taken=4,
    rejected=1,
    taken_in_all=2**31 - 1,
    gone=True,
)
NEW = FeedRecord("agency.example~ffffffffff", "https://agency.example/")


def test_feeds_are_kept_as_they_are_and_listed_by_id(store: Store) -> None:
    assert list(store.feedbook.feeds()) == []
    store.feedbook.keep(FULL)
    store.feedbook.keep(NEW)
    assert list(store.feedbook.feeds()) == [NEW, FULL]
    assert [record.state for record in store.feedbook.feeds()] == [FeedState.NEW, FeedState.GONE]


def test_a_feed_is_replaced_as_a_whole_and_no_other(store: Store) -> None:
    store.feedbook.keep(FULL)
    store.feedbook.keep(NEW)
    polled = replace(NEW, polled_at=NOON, status=200)
    store.feedbook.keep(polled)
    bare = FeedRecord(FULL.id, FULL.url)
    store.feedbook.keep(bare)
    assert list(store.feedbook.feeds()) == [polled, bare]


def test_feeds_survive_a_restart(durable_url: str) -> None:
    store = open_store(durable_url)
    store.feedbook.keep(FULL)
    store.close()
    again = open_store(durable_url)
    assert list(again.feedbook.feeds()) == [FULL]
    again.close()
