"""What is particular to PostgreSQL: how it is opened, and what only one of several processes may do."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, make_url, text
from sqlalchemy.exc import DBAPIError

from service.errors import StartupError
from service.ports import Change
from service.stores import postgresql as opening
from service.stores.database.dialects import Engines, postgresql_engines
from service.stores.opening import open_store
from service.stores.sql import SqlStore
from service.stores.tables import metadata
from tests.postgresql import Server
from tests.stores.batches import ENCODER, batch


@pytest.fixture
def engines(postgresql: Server) -> Iterator[Engines]:
    opened = postgresql_engines(make_url(postgresql.empty()))
    yield opened
    opened.dispose()


def test_processes_that_start_at_once_migrate_once(postgresql: Server) -> None:
    url = postgresql.schema()
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(open_store, [url] * 4))
    for store in stores:
        assert store.bind_encoder(ENCODER) == ENCODER
        store.close()


def test_migrations_lead_to_the_tables(engines: Engines) -> None:
    options = {"compare_type": True, "compare_server_default": True}
    with engines.writer.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_readers_cannot_write_and_nobody_waits_for_ever(engines: Engines) -> None:
    with engines.reader.connect() as reader, pytest.raises(DBAPIError, match="read-only"):
        reader.execute(text("DELETE FROM events"))
    with engines.writer.connect() as writer:
        limits = [
            writer.scalar(text(f"SHOW {name}"))
            for name in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
        ]
    assert limits == ["30s", "1min", "1min"]


def test_500_articles_cost_a_handful_of_statements(engines: Engines) -> None:
    said: list[str] = []
    event.listen(engines.writer, "before_cursor_execute", lambda *args: said.append(args[2]))
    store = SqlStore(engines)
    store.bind_encoder(ENCODER)
    store.commit(batch(0, 500))
    store.commit(batch(0, 500))
    assert len(said) <= 50


@pytest.mark.parametrize("driver", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_way_to_write_the_address_is_taken(postgresql: Server, driver: str) -> None:
    url = postgresql.empty().replace("postgresql+psycopg", driver)
    with closing(open_store(url)) as store:
        assert store.shared


def test_a_server_that_is_down_is_named_with_the_remedy(postgresql: Server) -> None:
    url = "postgresql://eva:secret@127.0.0.1:1/news"
    with pytest.raises(StartupError, match=r"eva:\*\*\*@127.*start the server"):
        open_store(url)


def test_a_server_that_is_too_old(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = postgresql.empty()
    monkeypatch.setattr("service.stores.postgresql.OLDEST_POSTGRESQL", 99)
    with pytest.raises(StartupError, match="newsfold needs 99 or newer"):
        open_store(url)


def test_a_database_that_is_not_there(postgresql: Server) -> None:
    with pytest.raises(StartupError, match="CREATE DATABASE"):
        open_store(postgresql.empty().replace("/postgres?", "/nothing?"))


def test_the_driver_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "find_spec", lambda name: None)
    with pytest.raises(StartupError, match=r"pip install 'newsfold\[postgres\]'"):
        open_store("postgresql://127.0.0.1/news")


def test_a_lease_is_one_process_at_a_time(postgresql: Server) -> None:
    url = postgresql.empty()
    with closing(open_store(url)) as one, closing(open_store(url)) as other:
        assert one.leases.take("feeds", 60)
        assert one.leases.take("feeds", 60)
        assert not other.leases.take("feeds", 60)
        other.leases.give_back("feeds")
        assert not other.leases.take("feeds", 60)
        one.leases.give_back("feeds")
        assert other.leases.take("feeds", 0)
        assert one.leases.take("feeds", 60)


def test_a_commit_is_heard_by_others_and_not_by_oneself(postgresql: Server) -> None:
    url = postgresql.empty()
    with closing(open_store(url)) as one, closing(open_store(url)) as other:
        for store in (one, other):
            store.await_others(0.01)
        one.commit(Change())
        assert other.await_others(30)
        assert other.place() == one.place()
        other.commit(Change())
        assert one.await_others(30)


def test_only_the_latest_commits_are_kept(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.stores.sql.turns.KEPT", 3)
    monkeypatch.setattr("service.stores.sql.turns._TIDY_EVERY", 1)
    with closing(open_store(postgresql.empty())) as store:
        places = [store.commit(Change()) for _ in range(8)]
        assert store.news(places[0], 1_000) is None
        assert store.news(places[-2], 1_000) is not None
