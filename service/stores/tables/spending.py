"""The table of what a language model has cost, beside those of :mod:`service.stores.tables.desk`."""

from sqlalchemy import Column, Date, Table

from service.stores.tables.columns import Counter
from service.stores.tables.desk import metadata

spending = Table(
    "spending",
    metadata,
    # In UTC.
    Column("day", Date, primary_key=True),
    # With those booked for calls under way.
    Column("tokens", Counter, nullable=False),
)
