"""What a database says when it cannot be used just now, told apart from what is wrong with a statement."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree

from service.errors import InputError, StorageFull, Unavailable

FULL = "its disk is full"
_PASSING = {
    "08": "the connection is broken",
    "25006": "it takes no writes just now",
    "25P03": "it has ended a transaction that was silent for too long",
    "40": "two transactions stood in each other's way",
    "53100": FULL,
    "53": "it has no resources left",
    "55P03": "another process has held the desk for too long",
    "57014": "a statement took too long",
    "57": "it is starting, stopping or was restarted",
    "58": "its disk fails",
}
"""The beginnings of SQLSTATE codes (PostgreSQL, appendix A) that are no fault of the statement; the longest counts."""
_SQLITE = {
    "full": FULL,
    "locked": "another process holds it",
    "disk I/O": "its disk fails, or a quota or a limit on the size of files is reached",
    "readonly": "it takes no writes just now",
    "unable to open": "its file cannot be opened",
}
_NO_ROOM_FOR_INDEX = "SQLITE_IOERR_SHMSIZE"
"""The index of the write-ahead log cannot grow: SQLite calls that an I/O error."""
_HOLDS_NUL = "cannot contain NUL"
"""What psycopg says of such a text; it is not sent."""
_UNFIT = "it holds a character that no database keeps, NUL or half of a pair of surrogates; leave that out"


@contextmanager
def told_apart() -> Iterator[None]:
    """Raise Unavailable for what will pass, or be mended from outside, and InputError for what cannot be written.

    All other errors are let through.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputError(_UNFIT) from error
    except NoneFree as error:
        raise Unavailable("all connections to the database are in use") from error
    except DBAPIError as error:
        why = passing(error)
        if why is None:
            if _HOLDS_NUL in str(error.orig):
                raise InputError(_UNFIT) from error
            raise
        kind = StorageFull if why == FULL else Unavailable
        raise kind(f"the database cannot be used just now: {why}") from error


def passing(error: SQLAlchemyError) -> str | None:
    """Say what hinders the database, where the statement is not at fault."""
    original = getattr(error, "orig", None)
    code: str | None = getattr(original, "sqlstate", None)
    if code is not None:
        found = [why for start, why in sorted(_PASSING.items()) if code.startswith(start)]
        return found[-1] if found else None
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return _PASSING["08"]
    if not isinstance(error, OperationalError):
        return None
    said = str(original)
    if type(original).__module__.partition(".")[0] == "psycopg":
        return "it does not answer"
    if getattr(original, "sqlite_errorname", "") == _NO_ROOM_FOR_INDEX:
        return FULL
    return next((why for part, why in _SQLITE.items() if part in said), None)
