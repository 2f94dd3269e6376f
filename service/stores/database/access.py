"""The ways into one database: to read, to write, and to have one's turn at deciding.

A turn is a transaction in which a thread is alone with the desk. SQLite has one process: one lock between its threads
is enough. In PostgreSQL any number of processes work at one desk:

* A turn begins with an advisory lock of the desk, taken as a statement of its own. Under READ COMMITTED every later
  statement sees what was committed before, by whomever. The server drops the lock with the transaction, so also with a
  process that was killed.
* Reads of a thread that has the turn, or a snapshot, go through its connection; all others have one of a pool, and
  wait for nobody.
* Nobody waits for ever: the server ends statements, waits for locks, and transactions whose process has fallen silent.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock, local
from typing import Protocol

from sqlalchemy import Connection, text

from service.stores.database.dialects import Engines, empty_log
from service.stores.database.faults import told_apart

LOCK_SPACE = 0x6E657773
"""The advisory locks of newsfold (``news`` in ASCII); within it the desk, by the schema that its tables lie in."""
_TAKE_TURN = text("SELECT pg_advisory_xact_lock(:space, hashtext(current_schema()))")


class Access(Protocol):
    """What the stores of one database share."""

    shared: bool
    """Whether other processes may write as well."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection whose reads see one state."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes beside the turns."""
        ...

    def shredding(self) -> AbstractContextManager[Connection]:
        """As writing, for what must not be found in the file afterwards."""
        ...

    def turn(self) -> AbstractContextManager[None]:
        """Nobody else commits until it ends."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads of this thread see one state."""
        ...

    def ending_turn(self) -> AbstractContextManager[Connection]:
        """The transaction of this thread's turn, which is committed at the end; begun here where there is no turn."""
        ...

    def close(self) -> None:
        """Give back all connections, after a write that is under way."""
        ...


class _Held(local):
    """What a thread reads through while it has the turn or a snapshot."""

    connection: Connection | None = None
    turn = False


class _Turns:
    """Reads and turns, which are the same in every database but for what keeps others away."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._held = _Held()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give what the thread holds, else a connection of the pool that cannot write."""
        held = self._held.connection
        if held is not None:
            with told_apart():
                yield held
            return
        with told_apart(), self._engines.reader.connect() as connection:
            yield connection

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Begin a transaction, alone; within a turn this is that turn."""
        if self._held.turn:
            yield
            return
        with self._alone(), told_apart(), self._engines.writer.connect() as connection:
            self._await_turn(connection)
            with self._holding(connection, turn=True):
                yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Begin a transaction that reads one state; within a turn this is that turn.

        One for all reads: to take a connection anew for each is dearer than most reads.
        """
        if self._held.connection is not None:
            yield
            return
        with (
            told_apart(),
            self._engines.reader.connect() as connection,
            self._holding(connection, turn=False),
        ):
            yield

    @contextmanager
    def ending_turn(self) -> Iterator[Connection]:
        """Commit at the end; what this thread reads from then on, it reads as everybody."""
        with self.turn():
            connection = self._held.connection
            assert connection is not None
            with told_apart():
                yield connection
                self._held.connection, self._held.turn = None, False
                connection.commit()

    @contextmanager
    def _holding(self, connection: Connection, *, turn: bool) -> Iterator[None]:
        before = self._held.connection, self._held.turn
        self._held.connection, self._held.turn = connection, turn
        try:
            yield
        finally:
            self._held.connection, self._held.turn = before

    def _alone(self) -> AbstractContextManager[object]:
        """Keep away those of this process, as far as the database does not."""
        return nullcontext()

    def _await_turn(self, connection: Connection) -> None:
        """Keep away other processes."""


class OneProcess(_Turns):
    """Access to SQLite.

    A turn reads through the connection that writes: of what it wrote before it has the pages still, a reader none.
    """

    shared = False

    def __init__(self, engines: Engines) -> None:
        super().__init__(engines)
        self._lock = Lock()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Keep the process's other writers waiting: the database would refuse them."""
        with self._lock, told_apart(), self._engines.writer.begin() as connection:
            yield connection

    @contextmanager
    def shredding(self) -> Iterator[Connection]:
        """Let it leave the log as well; where somebody reads an older state, next time."""
        with self._lock, told_apart():
            with self._engines.writer.begin() as connection:
                yield connection
            empty_log(self._engines)

    def _alone(self) -> AbstractContextManager[object]:
        return self._lock

    def close(self) -> None:
        """Wait for a write that is under way."""
        with self._lock:
            self._engines.dispose()


class ManyProcesses(_Turns):
    """Access to PostgreSQL."""

    shared = True

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction of its own."""
        with told_apart(), self._engines.writer.begin() as connection:
            yield connection

    shredding = writing
    """The server vacuums by itself."""

    def _await_turn(self, connection: Connection) -> None:
        connection.execute(_TAKE_TURN, {"space": LOCK_SPACE})

    def close(self) -> None:
        """Close all that is not in use."""
        self._engines.dispose()
