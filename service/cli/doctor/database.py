"""A look into a database that changes nothing in it: no migration, no new file, no lock for long."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Row, Select, create_engine, distinct, func, make_url, select, text
from sqlalchemy.exc import ArgumentError, DatabaseError

from service.errors import StartupError
from service.feedbook import FeedRecord
from service.model import StoryState
from service.stores.database.dialects import postgresql_engines
from service.stores.database.faults import passing
from service.stores.opening import MEMORY_URL, is_postgresql, parse_url
from service.stores.sql.feedbook import read_feed
from service.stores.tables import articles, encoders, stories
from service.stores.tables.feeds import feeds
from service.stores.tables.spending import spending

_REMEDY = "name another in NEWSFOLD_DATABASE_URL"


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What lies behind a database URL."""

    url: str
    """Without its password."""
    says: str
    remedy: str | None = None
    encoder_name: str | None = None
    encoder_digest: str | None = None


def look_into(url: str) -> DatabaseState:
    """Tell revision, counts and encoder of a database."""
    if url == MEMORY_URL:
        return DatabaseState(url, "in memory; nothing is kept after the end")
    try:
        parsed = parse_url(url)
    except StartupError as error:
        return _unusable(url, error)
    shown = parsed.render_as_string(hide_password=True)
    if is_postgresql(parsed):
        return _of_postgresql(shown, parsed)
    file = Path(parsed.database or "")
    if not file.is_file():
        return _not_there_yet(shown, file)
    try:
        with _reading(parsed) as connection:
            return _read(shown, connection)
    except DatabaseError as error:
        why = passing(error)
        remedy = (
            f"{why}: see to that; the data are not at fault" if why else f"put back a backup, or {_REMEDY}"
        )
        return DatabaseState(shown, f"cannot be read ({error.orig})", remedy)


def _unusable(url: str, error: StartupError) -> DatabaseState:
    try:
        shown = make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return DatabaseState(url, "not a database URL", f"{_REMEDY}, such as sqlite:///newsfold.db")
    return DatabaseState(shown, "cannot be used", str(error))


def polled_feeds(url: str) -> list[FeedRecord]:
    """What is on file of the feeds that are polled; nothing where the database cannot tell."""
    return [read_feed(row) for row in _rows(url, select(feeds).order_by(feeds.c.id))]


def tokens_spent(url: str, day: date) -> int:
    """What a language model has cost on a day; 0 where the database cannot tell."""
    told = select(spending.c.tokens).where(spending.c.day == day)
    return next(iter(_rows(url, told)), (0,))[0]


def _rows(url: str, statement: Select[Any]) -> Sequence[Row[Any]]:
    """What the database answers; nothing where it cannot."""
    try:
        parsed = make_url(url)
        if not is_postgresql(parsed) and not Path(parsed.database or "").is_file():
            return []
        with _reading(parsed) as connection:
            return connection.execute(statement).all()
    except (ArgumentError, DatabaseError, ImportError):
        return []


def _of_postgresql(shown: str, url: URL) -> DatabaseState:
    try:
        with _reading(url) as connection:
            server = f"PostgreSQL {connection.scalar(text('SHOW server_version'))}"
            state = _read(shown, connection)
        return replace(state, says=f"{server}, {state.says}")
    except ImportError:
        return DatabaseState(shown, "the driver psycopg is not installed", "pip install 'newsfold[postgres]'")
    except DatabaseError as error:
        said = " ".join(str(error.orig).split())
        return DatabaseState(shown, f"cannot be read ({said})", f"start the server, or {_REMEDY}")


def _not_there_yet(shown: str, file: Path) -> DatabaseState:
    folder = file.absolute().parent
    if file.name and folder.is_dir():
        return DatabaseState(shown, "not there yet; the first start creates it")
    return DatabaseState(shown, f"there is no folder {folder} to create it in", f"create it, or {_REMEDY}")


@contextmanager
def _reading(url: URL) -> Iterator[Connection]:
    if is_postgresql(url):
        engines = postgresql_engines(url)
        try:
            with engines.reader.connect() as connection:
                yield connection
        finally:
            engines.dispose()
        return
    file = Path(url.database or "").absolute()
    engine = create_engine(url.set(database=f"file:{file}", query={"mode": "ro", "uri": "true"}))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _read(shown: str, connection: Connection) -> DatabaseState:
    from alembic.migration import MigrationContext  # noqa: PLC0415 - half the import time of this command

    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        return DatabaseState(shown, "holds no newsfold tables; the first start creates them if it is empty")
    filed, withdrawn = connection.execute(
        select(func.count(), func.count(articles.c.withdrawn_at)).select_from(articles)
    ).one()
    told, subjects = connection.execute(
        select(func.count(), func.count(distinct(stories.c.storyline_id)))
        .select_from(stories)
        .where(stories.c.state == StoryState.LIVE.value)
    ).one()
    encoder = connection.execute(select(encoders.c.name, encoders.c.digest).order_by(encoders.c.id)).first()
    says = f"revision {revision}, {filed} articles ({withdrawn} withdrawn), {told} stories in {subjects} storylines"
    name, digest = (encoder.name, encoder.digest) if encoder is not None else (None, None)
    return DatabaseState(shown, says, encoder_name=name, encoder_digest=digest)
