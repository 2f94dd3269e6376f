"""The tables by which several processes work at one desk, beside those of :mod:`service.stores.tables.desk`."""

from sqlalchemy import JSON, Column, Table, Text

from service.stores.tables.columns import Counter, Key, UtcDateTime
from service.stores.tables.desk import metadata

turns = Table(
    "turns",
    metadata,
    # Of each commit, what it wrote that a window must know of; only the latest are kept.
    Column("number", Counter, primary_key=True),
    # Ids of articles, of moved ones, of stories; numbers of entries of the audit trail that were undone.
    Column("filed", JSON, nullable=False),
    Column("moved", JSON, nullable=False),
    Column("stories", JSON, nullable=False),
    Column("lifted", JSON, nullable=False),
    # The number of the last constraint.
    Column("word", Counter, nullable=False),
    sqlite_autoincrement=True,
)

leases = Table(
    "leases",
    metadata,
    Column("name", Key, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)
