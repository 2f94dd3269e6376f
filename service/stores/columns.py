"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime

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
