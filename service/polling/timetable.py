"""Whose turn it is: which feed is due, which is being polled, and that no server is asked twice at the same time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from service.feedbook import FeedRecord
from service.polling.feedlist import Feed

LOOK_AGAIN_SECONDS = 5.0
"""The longest wait: clocks are set, machines sleep, and others hand feeds back meanwhile."""


class Timetable:
    """The feeds with what is remembered of each. Safe to call from several threads."""

    def __init__(self, feeds: Iterable[Feed], records: Iterable[FeedRecord]) -> None:
        self._lock = Lock()
        self._feeds = {feed.id: feed for feed in feeds}
        remembered = {record.id: record for record in records}
        self._records = {
            feed.id: replace(remembered.get(feed.id, FeedRecord(feed.id, "")), url=feed.shown_url)
            for feed in self._feeds.values()
        }
        self._put_off: dict[str, datetime] = {}
        self._wished: set[str] = set()
        self._busy: set[str] = set()

    def all(self) -> list[tuple[Feed, FeedRecord]]:
        """All of them, in the order in which they are named."""
        with self._lock:
            return [(feed, self._records[feed.id]) for feed in self._feeds.values()]

    def wish(self, feed_id: str) -> tuple[Feed, FeedRecord] | None:
        """Have it polled as soon as may be, once more if it is being polled; None where there is no such feed."""
        with self._lock:
            feed = self._feeds.get(feed_id)
            if feed is None:
                return None
            self._wished.add(feed_id)
            return feed, self._records[feed_id]

    def take(self, now: datetime) -> tuple[Feed, FeedRecord] | None:
        """Hand out the feed that has been due for longest; it is to be given back."""
        with self._lock:
            self._follow(now)
            free = [feed for feed in self._free() if self._seconds(feed, now) <= 0]
            if not free:
                return None
            feed = min(free, key=lambda one: (self._seconds(one, now), one.id))
            self._busy.add(feed.id)
            self._wished.discard(feed.id)
            return feed, self._records[feed.id]

    def give_back(self, record: FeedRecord) -> None:
        """End a poll: this is what is remembered."""
        with self._lock:
            self._records[record.id] = record
            self._busy.discard(record.id)

    def put_off(self, feed_id: str, until: datetime) -> None:
        """Give a feed back that cannot be polled before this time: another process asks its server just now."""
        with self._lock:
            self._busy.discard(feed_id)
            self._put_off[feed_id] = until

    def learn(self, records: Iterable[FeedRecord]) -> None:
        """Remember what other processes have found."""
        with self._lock:
            for found in records:
                known = self._records.get(found.id)
                if known is not None and found.id not in self._busy and _later(found, known):
                    self._records[found.id] = replace(found, url=known.url)

    def seconds(self, now: datetime) -> float:
        """How long until the next one may be due; 0 where one is."""
        with self._lock:
            self._follow(now)
            waits = [self._seconds(feed, now) for feed in self._free()]
        return max(0.0, min([LOOK_AGAIN_SECONDS, *waits]))

    def _follow(self, now: datetime) -> None:
        """Where the clock was set back since a poll, its wait begins now: it must not last longer by that."""
        for feed_id, record in self._records.items():
            if record.polled_at is not None and record.polled_at > now:
                due = record.next_poll_at
                waits_until = None if due is None else now + (due - record.polled_at)
                self._records[feed_id] = replace(record, polled_at=now, next_poll_at=waits_until)
        # Nobody is put off for longer than this.
        longest = now + timedelta(seconds=LOOK_AGAIN_SECONDS)
        self._put_off = {name: min(until, longest) for name, until in self._put_off.items() if until > now}

    def _free(self) -> list[Feed]:
        hosts = {self._feeds[feed_id].host for feed_id in self._busy}
        return [feed for feed in self._feeds.values() if feed.host not in hosts]

    def _seconds(self, feed: Feed, now: datetime) -> float:
        waits = (self._put_off.get(feed.id, now) - now).total_seconds()
        return max(waits, self._due_in(feed, now)) if waits > 0 else self._due_in(feed, now)

    def _due_in(self, feed: Feed, now: datetime) -> float:
        record = self._records[feed.id]
        if feed.id in self._wished:
            return float("-inf")
        if record.next_poll_at is None:
            return float("inf") if record.gone else -1.0
        return (record.next_poll_at - now).total_seconds()


def _later(found: FeedRecord, known: FeedRecord) -> bool:
    return found.polled_at is not None and (known.polled_at is None or found.polled_at > known.polled_at)
