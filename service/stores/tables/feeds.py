"""The table of the feeds that are polled, beside those of :mod:`service.stores.tables.desk`."""

from sqlalchemy import Boolean, Column, Integer, Table, Text

from service.stores.tables.columns import Key, UtcDateTime
from service.stores.tables.desk import metadata

feeds = Table(
    "feeds",
    metadata,
    Column("id", Key, primary_key=True),
    # Without user and password.
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("moved_to", Text, nullable=False),
    Column("polled_at", UtcDateTime),
    Column("succeeded_at", UtcDateTime),
    Column("next_poll_at", UtcDateTime),
    Column("status", Integer),
    Column("error", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("taken_in_all", Integer, nullable=False),
    Column("gone", Boolean, nullable=False),
)
