"""The tables of the audit trail, beside those of :mod:`service.stores.tables.desk`."""

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text

from service.stores.tables.columns import Counter, Key, UtcDateTime
from service.stores.tables.desk import metadata

audit = Table(
    "audit",
    metadata,
    # Numbered by the desk, without gaps.
    Column("id", Counter, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("verb", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("by", Text),
    Column("reason", Text),
    Column("undoes", Counter, ForeignKey("audit.id")),
    Column("undone_by", Counter, ForeignKey("audit.id")),
    Column("story_ids", JSON, nullable=False),
    Column("article_ids", JSON, nullable=False),
    # What is needed to take it back; ids only.
    Column("record", JSON, nullable=False),
)

audit_subjects = Table(
    "audit_subjects",
    metadata,
    # "story" or "article".
    Column("kind", String, primary_key=True),
    Column("subject_id", Key, primary_key=True),
    Column("entry", Counter, ForeignKey("audit.id"), primary_key=True, autoincrement=False),
)
