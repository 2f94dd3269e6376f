"""The first transaction with a database: where it fails, all connections are closed and the reason is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from service.errors import StartupError
from service.stores.database.dialects import Engines


@contextmanager
def first_use(engines: Engines, shown: str, explain: Callable[[DBAPIError], str]) -> Iterator[Connection]:
    """Begin a transaction to bring the tables up to date in.

    Parameters
    ----------
    shown
        What the database is called in messages.
    explain
        Says what an error of the database means, and what to do about it.

    Raises
    ------
    StartupError
        It cannot be used.
    """
    try:
        with engines.writer.begin() as connection:
            yield connection
    except (StartupError, DBAPIError) as error:
        engines.dispose()
        why = str(error) if isinstance(error, StartupError) else explain(error)
        raise StartupError(f"cannot use the database {shown}: {why}") from error
