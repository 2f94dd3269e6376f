"""From a database URL to a store that is ready, or to a sentence that says what is wrong with it."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from service.errors import StartupError
from service.ports import Store
from service.stores.database.dialects import BUSY_SECONDS, sqlite_engines
from service.stores.database.faults import FULL, passing
from service.stores.database.first_use import first_use
from service.stores.database.migrating import migrate
from service.stores.memory import MemoryStore
from service.stores.sql import SqlStore

MEMORY_URL = "memory:"
DEFAULT_URL = "sqlite:///newsfold.db"

_SETTING = "NEWSFOLD_DATABASE_URL"
_REMEDIES = {
    "not a database": f"it is not a SQLite database; name another file in {_SETTING}, or move this one away",
    "malformed": "the file is damaged; put back a backup, or save what is left with `sqlite3 FILE .recover`",
    "locked": f"another process has held it for {BUSY_SECONDS} s; stop that process, then start again",
    "full": "the disk is full; make room, then start again",
    "disk I/O": "its disk fails, or a quota or a limit on the size of files is reached; see to that, then start again",
    "readonly": f"it cannot be written; give this user the right to write there, or change {_SETTING}",
    "unable to open": f"it cannot be opened for writing; check the rights on the file and its folder, or "
    f"change {_SETTING}",
}
"""What SQLite says, in part, and what to do about it."""


def open_store(url: str = DEFAULT_URL) -> Store:
    """Open the store that ``url`` names, with its tables brought up to date.

    Parameters
    ----------
    url
        ``sqlite:///relative/file.db``, ``sqlite:////absolute/file.db``, ``postgresql://user@host/database`` or
        ``memory:``.

    Raises
    ------
    StartupError
        It cannot be opened or is not a database for this newsfold; says why and the remedy.
    """
    if url == MEMORY_URL:
        return MemoryStore()
    parsed = parse_url(url)
    if is_postgresql(parsed):
        from service.stores.postgresql import open_postgresql  # noqa: PLC0415 - the driver is an extra

        return open_postgresql(parsed)
    place = parsed.database or ""
    _check_place(place, is_uri="uri" in parsed.query)
    engines = sqlite_engines(parsed)
    with first_use(engines, place, _remedy) as connection:
        migrate(connection)
    return SqlStore(engines)


def is_postgresql(url: URL) -> bool:
    """Whether the address is one of PostgreSQL, whichever of its names is used."""
    return url.get_backend_name() in ("postgresql", "postgres")


def parse_url(url: str) -> URL:
    """Read the address of a database. Raises StartupError where newsfold cannot use it."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is not None and is_postgresql(parsed):
        return parsed
    # ``sqlite://`` without a file would be another database for every connection.
    if parsed is None or parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        shown = parsed.render_as_string(hide_password=True) if parsed else url
        raise StartupError(
            f"{shown!r} is not a database newsfold can use; "
            f"set {_SETTING} to {DEFAULT_URL} (a file), to postgresql://user@host/database, or to {MEMORY_URL} "
            "(nothing is kept)"
        )
    return parsed


def _check_place(place: str, *, is_uri: bool) -> None:
    if is_uri:
        return
    path = Path(place)
    if path.is_dir():
        raise StartupError(
            f"cannot use the database {place}: it is a folder; "
            f"name a file in it, such as {path / 'newsfold.db'}"
        )
    if not path.absolute().parent.is_dir():
        raise StartupError(
            f"cannot use the database {place}: there is no folder {path.absolute().parent}; "
            f"create it, or change {_SETTING}"
        )


def _remedy(error: DBAPIError) -> str:
    said = str(error.orig)
    reason = FULL if passing(error) == FULL else said
    for part, remedy in _REMEDIES.items():
        if part in reason:
            return f"{remedy} (SQLite says: {said})"
    return f"{said}; check the file, or change {_SETTING}"
