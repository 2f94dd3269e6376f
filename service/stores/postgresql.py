"""From a PostgreSQL address to a store that is ready, or to a sentence that says what is wrong with it."""

from importlib.util import find_spec

from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DBAPIError

from service.errors import StartupError
from service.ports import Store
from service.stores.database.access import LOCK_SPACE
from service.stores.database.dialects import OLDEST_POSTGRESQL, postgresql_engines
from service.stores.database.faults import passing
from service.stores.database.first_use import first_use
from service.stores.database.migrating import migrate
from service.stores.sql import SqlStore

_SETTING = "NEWSFOLD_DATABASE_URL"
_MIGRATING_SECONDS = 600
"""How long a start waits for another process that is migrating."""
_REMEDIES = {
    "28": "see that the user and the password in {setting} are right, and that pg_hba.conf lets it in",
    "3D000": "create it (CREATE DATABASE), or name another in {setting}",
    "42501": "give this user the right to create tables there, as in GRANT CREATE ON SCHEMA public",
    "53100": "make room on the server's disk, then start again",
    "53300": "raise max_connections of the server, or end other programs that use it",
    "55P03": "another process has been migrating it for too long; stop that one, then start again",
    "57P03": "it is starting or stopping; start again in a moment",
    "25006": "it is a copy that takes no writes; name the primary server in {setting}",
}
"""What to do, by the beginning of the SQLSTATE code."""
_SAID = {
    "authentication failed": "28",
    "no password supplied": "28",
    "no pg_hba.conf entry": "28",
    "does not exist": "3D000",
    "too many clients": "53300",
    "starting up": "57P03",
    "shutting down": "57P03",
}
"""Where a connection is refused the driver gives no code, only what the server says."""


def open_postgresql(url: URL) -> Store:
    """Open the store in a PostgreSQL database; of several processes that start at once, one migrates it.

    Raises
    ------
    StartupError
        The driver is missing, the server is down, too old or refuses; says why and the remedy.
    """
    shown = url.render_as_string(hide_password=True)
    if find_spec("psycopg") is None:
        raise StartupError(
            f"cannot use the database {shown}: the driver psycopg is not installed; "
            "pip install 'newsfold[postgres]'"
        )
    engines = postgresql_engines(url)
    with first_use(engines, shown, _explain) as connection:
        _refuse_old(connection)
        _take_turn_at_migrating(connection)
        migrate(connection)
    return SqlStore(engines)


def _take_turn_at_migrating(connection: Connection) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = '{_MIGRATING_SECONDS}s'"))
    connection.execute(text(f"SET LOCAL statement_timeout = '{_MIGRATING_SECONDS}s'"))
    # Not the lock of the turns: the desk works on while another process looks whether it is up to date.
    connection.execute(
        text("SELECT pg_advisory_xact_lock(:space, hashtext('migrate ' || current_schema()))"),
        {"space": LOCK_SPACE},
    )


def _refuse_old(connection: Connection) -> None:
    version = connection.scalar(text("SHOW server_version"))
    number = int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
    if number < OLDEST_POSTGRESQL:
        raise StartupError(
            f"the server is PostgreSQL {version}, and newsfold needs {OLDEST_POSTGRESQL} or newer; "
            f"update it, or name another in {_SETTING}"
        )
    if connection.scalar(text("SELECT current_schema()")) is None:
        raise StartupError(
            "there is no schema to create tables in; create the one that its search_path names, or name another "
            f"by ?options=-csearch_path%3D… in {_SETTING}"
        )


def _explain(error: DBAPIError) -> str:
    said = " ".join(str(error.orig).split())
    known = next((code for part, code in _SAID.items() if part in said), "")
    code: str = getattr(error.orig, "sqlstate", None) or known
    remedy = next((remedy for start, remedy in _REMEDIES.items() if code.startswith(start)), None)
    if remedy is None and code and not passing(error):
        return f"{said}; look what the server's log says of it"
    waits = "start the server, or see that host and port in {setting} are right"
    return f"{said}; {(remedy or waits).format(setting=_SETTING)}"
