"""What a language model has cost, in a SQL database: one row a day, added to by all processes."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, select, update

from service.stores.database.access import Access
from service.stores.database.dialects import adding
from service.stores.tables.spending import spending

_BEGUN = adding(spending)
_OF_DAY = update(spending).where(spending.c.day == bindparam("on"))
_CORRECTED = _OF_DAY.values(tokens=spending.c.tokens + bindparam("more"))
_BOOKED = _CORRECTED.where(spending.c.tokens + bindparam("more") <= bindparam("most"))
_RAISED = _OF_DAY.values(tokens=bindparam("least")).where(spending.c.tokens < bindparam("least"))
_BY_DAY = select(spending.c.day, spending.c.tokens)


class SqlSpending:
    """A :class:`~service.ports.Spending`. Safe to call from several threads."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def book(self, day: date, tokens: int, most: int) -> bool:
        """Add to what the day has cost, unless that came to more than ``most``; whether it was added."""
        with self._access.writing() as connection:
            connection.execute(_BEGUN[connection.dialect.name], {"day": day, "tokens": 0})
            return connection.execute(_BOOKED, {"on": day, "more": tokens, "most": most}).rowcount == 1

    def correct(self, day: date, tokens: int) -> None:
        """Add to what a day has cost, or take away from it."""
        with self._access.writing() as connection:
            connection.execute(_CORRECTED, {"on": day, "more": tokens})

    def by_day(self) -> Mapping[date, int]:
        """Tell what each day has cost on which something was booked."""
        with self._access.reading() as connection:
            return {day: tokens for day, tokens in connection.execute(_BY_DAY)}

    def raise_to(self, day: date, tokens: int) -> None:
        """Let a day have cost no less than this."""
        with self._access.writing() as connection:
            connection.execute(_BEGUN[connection.dialect.name], {"day": day, "tokens": 0})
            connection.execute(_RAISED, {"on": day, "least": tokens})
