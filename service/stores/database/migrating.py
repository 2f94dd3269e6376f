"""Bringing a database to the tables that this newsfold works with."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from service.errors import StartupError


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing, in the transaction that ``connection`` is in.

    Raises
    ------
    StartupError
        The database is of a newer newsfold, or of another program.
    """
    config = Config()
    folder = str(Path(__file__).parents[1] / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_heads()
    _refuse_strangers(connection, current, {script.revision for script in scripts.walk_revisions()})
    if set(current) == set(scripts.get_heads()):
        # Better to learn now that nothing can be written than at the first article.
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    else:
        command.upgrade(config, "head")


def _refuse_strangers(connection: Connection, current: tuple[str, ...], known: set[str]) -> None:
    unknown = sorted(set(current) - known)
    if unknown:
        raise StartupError(
            f"the database is at schema {unknown[0]!r}, which this newsfold does not know: a newer newsfold "
            "(or another program) wrote it; install that newer version, or name another database in "
            "NEWSFOLD_DATABASE_URL"
        )
    tables = inspect(connection).get_table_names()
    if tables and not current:
        raise StartupError(
            f"the database holds tables that are not newsfold's (among them {tables[0]!r}); "
            "name a database of its own in NEWSFOLD_DATABASE_URL"
        )
