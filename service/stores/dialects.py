"""All that is particular to one database: how to connect, and what standard SQL has no word for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, Integer, QueuePool, create_engine, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from service.errors import StartupError

BUSY_SECONDS = 10
"""How long to wait for another process that holds the database."""

_READERS = 8
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


def portions(names: Collection[str]) -> Iterator[list[str]]:
    """``names``, sorted, in portions that fit into one statement."""
    ordered = sorted(names)
    for start in range(0, len(ordered), _NAMES_PER_STATEMENT):
        yield ordered[start : start + _NAMES_PER_STATEMENT]
