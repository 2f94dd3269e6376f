"""The feed book in a SQL database: reads of its own, writes in the store's one sequence."""

from collections.abc import Sequence

from sqlalchemy import insert, select, update

from service.feedbook import FeedRecord, Validators
from service.stores.database.access import Access
from service.stores.rows import Fields, Values
from service.stores.tables.feeds import feeds


class SqlFeedBook:
    """A :class:`~service.feedbook.FeedBook`. Safe to call from several threads."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def feeds(self) -> Sequence[FeedRecord]:
        """All that were ever polled, by id."""
        with self._access.reading() as connection:
            return [read_feed(row) for row in connection.execute(select(feeds).order_by(feeds.c.id))]

    def keep(self, record: FeedRecord) -> None:
        """Insert or replace, by id."""
        values = _values(record)
        with self._access.writing() as connection:
            if connection.execute(update(feeds).where(feeds.c.id == record.id).values(values)).rowcount == 0:
                connection.execute(insert(feeds), values)


def _values(record: FeedRecord) -> Values:
    return {
        "id": record.id,
        "url": record.url,
        "title": record.title,
        "etag": record.validators.etag,
        "last_modified": record.validators.last_modified,
        "digest": record.validators.digest,
        "moved_to": record.moved_to,
        "polled_at": record.polled_at,
        "succeeded_at": record.succeeded_at,
        "next_poll_at": record.next_poll_at,
        "status": record.status,
        "error": record.error,
        "remedy": record.remedy,
        "failures": record.failures,
        "taken": record.taken,
        "rejected": record.rejected,
        "taken_in_all": record.taken_in_all,
        "gone": record.gone,
    }


def read_feed(row: Fields) -> FeedRecord:
    """Read the record in a whole row of ``feeds``."""
    feed_id, url, title, etag, last_modified, digest, *others = row
    return FeedRecord(feed_id, url, title, Validators(etag, last_modified, digest), *others)
