"""The tables of what is delivered to whom, beside those of :mod:`service.stores.tables.desk`."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from service.stores.tables.columns import Counter, Key, UtcDateTime
from service.stores.tables.desk import metadata

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Key, primary_key=True),
    Column("url", Text, nullable=False),
    # In the clear: a signature is made with the secret itself.
    Column("secrets", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    # The place in the log up to which events were enrolled.
    Column("cursor", Counter, nullable=False),
    Column("types", JSON, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("resting_until", UtcDateTime),
    Column("disabled_at", UtcDateTime),
    Column("disabled_reason", Text),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("webhook_id", Key, ForeignKey("webhooks.id"), primary_key=True),
    Column("event", Counter, ForeignKey("events.sequence"), primary_key=True, autoincrement=False),
    # That of the event.
    Column("story_id", Key, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcDateTime),
    Column("attempted_at", UtcDateTime),
    Column("status", Integer),
    Column("reason", Text),
    # What goes out next, in order; and whether something of the same story must go before it.
    Index("deliveries_by_state", "webhook_id", "state", "event", "due_at"),
    Index("deliveries_by_story", "webhook_id", "story_id", "state", "event", "due_at"),
)
