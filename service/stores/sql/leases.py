"""Who does what only one process may do at a time, by rows that end by themselves. Time is the database's."""

import secrets
from datetime import timedelta

from sqlalchemy import DateTime, bindparam, cast, delete, func, or_
from sqlalchemy.dialects.postgresql import INTERVAL, insert

from service.stores.database.access import Access
from service.stores.tables.turns import leases


class SqlLeases:
    """A :class:`~service.ports.Leases` in PostgreSQL. Safe to call from several threads."""

    shared = True

    def __init__(self, access: Access) -> None:
        self._access = access
        # Not the process's number: that is given again after a restart, and on every machine.
        self._holder = secrets.token_hex(8)

    def take(self, name: str, seconds: float) -> bool:
        """Take or prolong a lease; False where another process has it."""
        now = cast(func.clock_timestamp(), DateTime(timezone=True))
        until = now + cast(bindparam("lasting", timedelta(seconds=seconds)), INTERVAL)
        wish = insert(leases).values(name=name, holder=self._holder, until=until)
        free = or_(leases.c.holder == self._holder, leases.c.until < now)
        taken = wish.on_conflict_do_update(
            index_elements=[leases.c.name],
            set_={"holder": wish.excluded.holder, "until": wish.excluded.until},
            where=free,
        ).returning(leases.c.name)
        with self._access.writing() as connection:
            return connection.execute(taken).first() is not None

    def give_back(self, name: str) -> None:
        """End a lease early, where this process has it."""
        mine = (leases.c.name == name, leases.c.holder == self._holder)
        with self._access.writing() as connection:
            connection.execute(delete(leases).where(*mine))
