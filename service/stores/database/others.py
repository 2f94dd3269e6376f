"""Hearing of what other processes commit, as it happens: LISTEN and NOTIFY of PostgreSQL.

What is heard is only that something was written; what it was is read from the tables. So nothing is lost where a
notice is: everybody looks by himself once in a while.
"""

import secrets
import time
from threading import Lock
from typing import cast

from psycopg import Connection as Channel
from psycopg import Error, sql
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

CHANNEL = "newsfold"
_TELL = text("SELECT pg_notify(:channel, :said)")


class Notices:
    """Tells other processes, and listens to them; one thread at a time waits."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._self = secrets.token_hex(8)
        self._channel: Channel[tuple[object, ...]] | None = None
        self._lock = Lock()
        self._closed = False

    def tell(self, connection: Connection) -> None:
        """Have the others woken when the transaction is committed."""
        connection.execute(_TELL, {"channel": CHANNEL, "said": self._self})

    def wait(self, seconds: float) -> bool:
        """Come back when another has committed, or after ``seconds``; whether one may have."""
        with self._lock:
            began = time.monotonic()
            try:
                channel = self._open()
                if channel is None:
                    return False
                heard = channel.notifies(timeout=seconds)
                return any(notice.payload != self._self for notice in heard)
            except (Error, SQLAlchemyError):
                # The database has gone: whoever reads next says so. Until it is back, everybody looks by himself.
                self._hang_up()
                time.sleep(max(0.0, seconds - (time.monotonic() - began)))
                return True

    def close(self) -> None:
        """Stop listening."""
        self._closed = True
        self._hang_up()

    def _open(self) -> "Channel[tuple[object, ...]] | None":
        if self._channel is None and not self._closed:
            raw = self._engine.raw_connection()
            channel = cast("Channel[tuple[object, ...]]", raw.driver_connection)
            # It leaves the pool: it is never given back.
            raw.detach()
            channel.isolation_level = None
            channel.autocommit = True
            channel.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
            self._channel = channel
        return self._channel

    def _hang_up(self) -> None:
        channel, self._channel = self._channel, None
        if channel is not None:
            channel.close()
