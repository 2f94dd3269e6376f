"""The feeds that are polled as long as the service runs, by a few threads that take them in turn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from typing import Protocol

from service.chores import Chore, stop_all
from service.egress import Stopping
from service.errors import NotFound
from service.feedbook import FeedRecord, FeedState
from service.polling.feedlist import Feed
from service.polling.fetching import Fetch
from service.polling.poller import Dependencies, Poller
from service.polling.schedule import resumed
from service.polling.timetable import Timetable

LEASE_SECONDS = 120.0
"""How long a process may take for a poll before another holds it for dead."""
LOOK_AGAIN = timedelta(seconds=5)
MOST_AT_ONCE = 8
"""Polls under way at the same time, each at another server."""


class Way(Fetch, Protocol):
    """The way out, which nobody else uses: :class:`service.egress.Egress`."""

    def close(self) -> None:
        """Cut off the calls under way."""
        ...


class Polls:
    """Safe to call from several threads.

    Parameters
    ----------
    way
        The egress in ``needs``; closed at the end.
    """

    def __init__(self, feeds: Sequence[Feed], needs: Dependencies, way: Way) -> None:
        self._needs = needs
        self._way = way
        self._book = needs.desk.feedbook
        self._stopping = Event()
        self._poller = Poller(needs, self._stopping)
        now = needs.clock()
        known = [resumed(record, needs.interval, now) for record in self._book.feeds()]
        self._timetable = Timetable(feeds, known)
        workers = min(len({feed.host for feed in feeds}), MOST_AT_ONCE)
        self._chores = [Chore(f"feeds {number}", self._step) for number in range(1, workers + 1)]

    def open(self) -> None:
        """Go on where the last process stopped: what is due is polled, nothing else."""
        for chore in self._chores:
            chore.start()

    def close(self) -> None:
        """Stop within a second: calls are cut off, and what they would have brought is fetched at the next start."""
        self._stopping.set()
        for chore in self._chores:
            chore.dismiss()
        self._way.close()
        stop_all(self._chores)

    def all(self) -> list[tuple[Feed, FeedRecord]]:
        """How each is faring, in the order in which they are named."""
        self._learn()
        return self._timetable.all()

    def _learn(self) -> None:
        if self._needs.desk.shared:
            self._timetable.learn(self._book.feeds())

    def _polled_by_another(self, record: FeedRecord, now: datetime) -> FeedRecord | None:
        """What is remembered of a feed that another process has polled since, if it is not due any more."""
        fresh = next((one for one in self._book.feeds() if one.id == record.id), record)
        newer = fresh.polled_at is not None and fresh.polled_at != record.polled_at
        waits = fresh.next_poll_at is None or fresh.next_poll_at > now
        return replace(fresh, url=record.url) if newer and waits else None

    def failing(self) -> int:
        """How many of them have failed at their last poll."""
        return sum(record.state is FeedState.FAILING for _, record in self.all())

    def poll_now(self, feed_id: str) -> tuple[Feed, FeedRecord]:
        """Have a feed polled at once, whatever its state. Raises NotFound."""
        self._learn()
        found = self._timetable.wish(feed_id)
        if found is None:
            raise NotFound("feed", feed_id)
        for chore in self._chores:
            chore.wake()
        return found

    def _step(self) -> float:
        """Poll the one that is most due; answers the seconds until one will be."""
        now = self._needs.clock()
        taken = self._timetable.take(now)
        if taken is None:
            return self._timetable.seconds(now)
        feed, record = taken
        try:
            return self._poll_alone(feed, record, now)
        except Exception:
            # The database has gone: whatever it was needed for, the feed must not count as being polled for ever.
            self._timetable.put_off(feed.id, now + LOOK_AGAIN)
            raise

    def _poll_alone(self, feed: Feed, record: FeedRecord, now: datetime) -> float:
        """Poll one, unless another process asks its server just now."""
        lease = f"feeds at {feed.host}"
        if not self._needs.desk.leases.take(lease, LEASE_SECONDS):
            self._timetable.put_off(feed.id, now + LOOK_AGAIN)
            return 0.0
        try:
            return self._poll(feed, record, now)
        finally:
            self._needs.desk.leases.give_back(lease)

    def _poll(self, feed: Feed, record: FeedRecord, now: datetime) -> float:
        """Poll one, unless another process has done so meanwhile."""
        if self._needs.desk.shared and (fresh := self._polled_by_another(record, now)):
            self._timetable.give_back(fresh)
            return 0.0
        try:
            settled = self._poller.poll(feed, record)
        except Stopping:
            return 0.0
        try:
            self._book.keep(settled)
        finally:
            # Also where it cannot be kept: a database that is full must not make it be polled without end.
            self._timetable.give_back(settled)
        return 0.0
