"""The feed book in memory, beside :class:`service.stores.memory.store.MemoryStore`."""

from collections.abc import Sequence
from threading import Lock

from service.feedbook import FeedRecord


class MemoryFeedBook:
    """A :class:`~service.feedbook.FeedBook`. Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._records: dict[str, FeedRecord] = {}

    def feeds(self) -> Sequence[FeedRecord]:
        """All that were ever polled, by id."""
        with self._lock:
            return sorted(self._records.values(), key=lambda record: record.id)

    def keep(self, record: FeedRecord) -> None:
        """Insert or replace, by id."""
        with self._lock:
            self._records[record.id] = record
