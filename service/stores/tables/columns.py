"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator

Key = String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
"""An id. Compared by code point everywhere, as Python does, so that ties break alike in every store."""

Counter = BigInteger().with_variant(Integer, "sqlite")
"""A number the database counts up itself; SQLite does so only for a column declared ``INTEGER``."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC with microseconds; what comes back is aware, in UTC.

    SQLite keeps it as text without an offset, whose order is the order of time.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: nobody could say later which instant was meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone; give an aware datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back UTC, whether or not the driver knew about zones."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """Read SQLite's text in one step: a row of articles has eight times, a briefing thousands of rows."""
        if dialect.name == "sqlite":
            return _read_text
        return super().result_processor(dialect, coltype) or _as_it_is


def _read_text(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _as_it_is(value: datetime | None) -> datetime | None:
    return value
