"""All that is particular to one database: how to connect, and what standard SQL has no word for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from sqlite3 import Connection as SqliteConnection
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, Insert, Integer, QueuePool, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from service.errors import StartupError

BUSY_SECONDS = 10
"""How long to wait for another process that holds the database."""

OLDEST_POSTGRESQL = 15
LOCK_SECONDS = 30
"""How long a process waits for its turn at the desk, at most."""
STATEMENT_SECONDS = 60
"""How long PostgreSQL works on one statement, at most."""
SILENT_SECONDS = 60
"""How long a process may hold a transaction without a word, before the server ends it."""
CONNECT_SECONDS = 5

_READERS = 8
_WRITERS = 8
_NAMES_PER_STATEMENT = 10_000
"""Databases limit the parameters of one statement: SQLite to 32,766, PostgreSQL to 65,535."""


class Position(FunctionElement[int]):
    """``Position(text, part)``: where ``part`` first stands in ``text``, from 1; 0 where it does not."""

    name = "strpos"
    type = Integer()
    inherit_cache = True


@compiles(Position, "sqlite")
def _position_in_sqlite(element: Position, compiler: SQLCompiler, **options: object) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(Position, "postgresql")
def _position_in_postgresql(element: Position, compiler: SQLCompiler, **options: object) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


@dataclass(frozen=True, slots=True)
class Engines:
    """Two ways into one database: ``writer`` has a single connection, ``reader`` a pool that cannot write."""

    writer: Engine
    reader: Engine

    def dispose(self) -> None:
        """Close all connections, the writer's last: it is the one that may fold the log into the file."""
        self.reader.dispose()
        self.writer.dispose()


def sqlite_engines(url: URL) -> Engines:
    """Connect to a SQLite file; nothing is opened before the first use.

    WAL lets reads go on during a write. ``synchronous=FULL`` because NORMAL can lose commits at power loss.
    One writing connection, because SQLite before 3.51.3 can corrupt a WAL that two connections reset at once.
    """
    writer = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0)
    event.listen(writer, "connect", _prepare_writer)
    event.listen(writer, "begin", _begin_writing)
    reader = create_engine(url, poolclass=QueuePool, pool_size=_READERS, max_overflow=-1)
    event.listen(reader, "connect", _prepare_reader)
    event.listen(reader, "begin", _begin_reading)
    return Engines(writer, reader)


def _prepare_writer(connection: SqliteConnection, _record: object) -> None:
    _prepare(connection)
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StartupError(
            f"this file system does not allow SQLite's write-ahead log (journal mode stays {mode!r}); "
            "put the database on a local disk, by NEWSFOLD_DATABASE_URL"
        )
    connection.execute("PRAGMA synchronous = FULL")
    # What is replaced or erased is overwritten with zeros, and does not lie about in pages that are free.
    connection.execute("PRAGMA secure_delete = ON")


def _prepare_reader(connection: SqliteConnection, _record: object) -> None:
    _prepare(connection)
    connection.execute("PRAGMA query_only = ON")


def _prepare(connection: SqliteConnection) -> None:
    # Python's driver would begin transactions by itself, too late and never around DDL; it is done below.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_writing(connection: Connection) -> None:
    # IMMEDIATE: what is read before the first write must not be overtaken by another process.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    # One snapshot for all statements of a read.
    connection.exec_driver_sql("BEGIN")


def empty_log(engines: Engines) -> None:
    """Have SQLite take its write-ahead log into the file and cut it; not where somebody reads an older state."""
    raw = engines.writer.raw_connection()
    try:
        cursor = raw.cursor()
        # Readers are not waited for: all who write would have to wait with us.
        cursor.execute("PRAGMA busy_timeout = 0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    finally:
        raw.close()


def is_shared(engines: Engines) -> bool:
    """Whether several processes may use the database at the same time."""
    return engines.writer.dialect.name == "postgresql"


class Others(Protocol):
    """The other processes at one desk."""

    def tell(self, connection: Connection) -> None:
        """Have them woken when the transaction is committed."""
        ...

    def wait(self, seconds: float) -> bool:
        """Come back when one of them has committed, or after ``seconds``; whether one may have."""
        ...

    def close(self) -> None:
        """Stop listening."""
        ...


def listening(engines: Engines) -> Others:
    """Listen to the other processes; nothing is opened before the first use."""
    from service.stores.database.others import Notices  # noqa: PLC0415 - the driver is an extra

    return Notices(engines.reader)


def postgresql_engines(url: URL) -> Engines:
    """Connect to PostgreSQL by psycopg 3; nothing is opened before the first use.

    Writers are READ COMMITTED, so that they see what was committed while they waited for their turn; readers see one
    snapshot and cannot write. A connection that has died is noticed before it is used.
    """
    url = url.set(drivername="postgresql+psycopg")
    limits = f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={LOCK_SECONDS}s -c timezone=UTC"
    silent = f"-c idle_in_transaction_session_timeout={SILENT_SECONDS}s"
    return Engines(
        _postgresql_engine(url, f"{limits} {silent}", _WRITERS, isolation_level="READ COMMITTED"),
        _postgresql_engine(
            url,
            f"{limits} -c default_transaction_read_only=on",
            _READERS,
            isolation_level="REPEATABLE READ",
        ),
    )


def _postgresql_engine(
    url: URL, options: str, connections: int, *, isolation_level: IsolationLevel
) -> Engine:
    given = url.query.get("options", "")
    said = " ".join(given) if isinstance(given, tuple) else given
    wished = {
        "connect_timeout": str(CONNECT_SECONDS),
        "application_name": "newsfold",
        "keepalives_idle": "20",
    }
    query = {**wished, "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "30000"}
    return create_engine(
        # What the address says goes before what is said here.
        url.set(query={**query, **url.query, "options": f"{options} {said}".strip()}),
        pool_size=connections,
        max_overflow=2 * connections,
        pool_timeout=LOCK_SECONDS,
        pool_pre_ping=True,
        isolation_level=isolation_level,
    )


def replacing(table: Table) -> dict[str, Insert]:
    """Statements, by dialect, that insert whole rows, or replace the row with the same primary key."""
    keys = [column.name for column in table.primary_key]
    rest = [column.name for column in table.c if column.name not in keys]
    found: dict[str, Insert] = {}
    for name, insert in (("sqlite", sqlite.insert(table)), ("postgresql", postgresql.insert(table))):
        set_ = {column: insert.excluded[column] for column in rest}
        found[name] = insert.on_conflict_do_update(index_elements=keys, set_=set_)
    return found


def adding(table: Table) -> dict[str, Insert]:
    """Statements, by dialect, that insert whole rows where there is none with the same primary key."""
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(),
    }


def portions(names: Collection[str]) -> Iterator[list[str]]:
    """``names``, sorted, in portions that fit into one statement."""
    ordered = sorted(names)
    for start in range(0, len(ordered), _NAMES_PER_STATEMENT):
        yield ordered[start : start + _NAMES_PER_STATEMENT]
