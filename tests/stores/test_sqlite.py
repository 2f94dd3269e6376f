"""What is particular to the SQL store and to SQLite under it."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Select, make_url, text
from sqlalchemy import event as hooks
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import CreateTable

import service
from service.errors import InputError
from service.events import Event, EventType
from service.ports import Change, StoryQuery
from service.stores.database.dialects import Engines, sqlite_engines
from service.stores.database.migrating import migrate
from service.stores.opening import open_store
from service.stores.sql import SqlStore, queries
from service.stores.tables import articles, metadata
from tests.stores.batches import ENCODER, NOON, batch


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[Engines]:
    opened = sqlite_engines(make_url(f"sqlite:///{tmp_path / 'newsfold.db'}"))
    with opened.writer.begin() as connection:
        migrate(connection)
    yield opened
    opened.dispose()


@pytest.fixture
def store(engines: Engines) -> SqlStore:
    made = SqlStore(engines)
    made.bind_encoder(ENCODER)
    return made


def test_migrations_lead_to_the_tables(engines: Engines) -> None:
    options = {"compare_type": True, "compare_server_default": True}
    with engines.writer.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_an_older_database_learns_who_published_what(store: SqlStore, engines: Engines) -> None:
    named = dict(enumerate([" The  Wire ", None, "ÄRZTEBLATT", " "]))
    change = batch(0, len(named))
    filings = tuple(
        replace(one, filed=replace(one.filed, article=replace(one.filed.article, source=named[number])))
        for number, one in enumerate(change.filings)
    )
    store.commit(replace(change, filings=filings))
    config = Config()
    config.set_main_option("script_location", str(Path(service.__file__).parent / "stores" / "migrations"))
    with engines.writer.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
        migrate(connection)
        learnt = connection.scalars(text("SELECT publisher FROM articles ORDER BY sequence")).all()
    assert learnt == ["the  wire", None, "ärzteblatt", None]


def test_the_tables_and_the_page_can_be_said_in_postgresql() -> None:
    dialect = make_url("postgresql://").get_dialect()()
    assert 'COLLATE "C"' in str(CreateTable(articles).compile(dialect=dialect))
    query = StoryQuery(NOON, NOON, NOON, "a", "b", "c", 2, 50, (NOON, "s"))
    assert "strpos(articles.search_text, " in str(queries.page(query).compile(dialect=dialect))
    assert str(queries.window(NOON).compile(dialect=dialect)).endswith("ORDER BY articles.sequence")


def test_nothing_acknowledged_can_be_lost_to_the_power(engines: Engines) -> None:
    with engines.writer.connect() as writer, engines.reader.connect() as reader:
        settings = {
            name: writer.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        assert settings == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 10_000,
        }
        with pytest.raises(OperationalError, match="readonly"):
            reader.execute(text("DELETE FROM events"))


def test_reads_do_not_wait_for_a_write(store: SqlStore, engines: Engines) -> None:
    store.commit(batch(0, 1))
    with engines.writer.begin() as writing:
        writing.execute(text("DELETE FROM events"))
        assert len(store.events(0, 9)) == 1
        assert len(store.find_stories(StoryQuery(NOON))) == 1


def test_500_articles_cost_a_handful_of_statements(store: SqlStore, engines: Engines) -> None:
    said: list[str] = []
    hooks.listen(engines.writer, "before_cursor_execute", lambda *args: said.append(args[2]))
    store.commit(batch(0, 500))
    store.commit(batch(0, 500))
    assert len(said) <= 40


def test_a_write_that_fails_half_way_leaves_nothing(store: SqlStore) -> None:
    store.commit(batch(0, 2))
    before = [store.article("a0"), store.story("s0"), store.events(0, 9)]
    change = batch(1, 3)
    lone_surrogate = Event(EventType.STORY_UPDATED, "\ud800", NOON)
    with pytest.raises(InputError):
        store.commit(Change(filings=change.filings, stories=change.stories, events=(lone_surrogate,)))
    assert [store.article("a0"), store.story("s0"), store.events(0, 9)] == before
    assert store.article("a3") is None
    store.commit(batch(2, 2))
    assert store.article("a3") is not None


def test_rows_are_streamed_while_others_write(store: SqlStore) -> None:
    store.commit(batch(0, 1200))
    rows = store.window_rows(NOON - timedelta(days=1))
    first = next(rows)
    store.commit(batch(5000, 1))
    rest = [row.filed.id for row in rows]
    assert [first.filed.id, *rest] == [f"a{number}" for number in range(1200)]
    assert not first.vectors.whole.flags.writeable


def plan_of(statement: Select[Any], engines: Engines, *parameters: str) -> str:
    text = str(statement.compile(engines.reader))
    with engines.reader.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", parameters)
        return "; ".join(row.detail for row in rows)


def test_what_is_asked_all_the_time_looks_at_no_more_than_it_must(engines: Engines) -> None:
    embargo, expiry = (plan_of(one, engines) for one in queries.NEXT_DUE)
    assert "articles_by_embargo (concealed=?)" in embargo
    # Not those that have expired: they are withdrawn, and only ever grow in number.
    assert "articles_by_expiry (expires_at>?)" in expiry
    assert "COVERING INDEX events_by_at (at>?)" in plan_of(
        queries.first_later(NOON), engines, "0", NOON.isoformat()
    )


def test_the_window_is_read_by_index_and_without_a_sort(engines: Engines) -> None:
    plan = plan_of(queries.window(NOON), engines, NOON.isoformat())
    assert "USING COVERING INDEX articles_by_at" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan


WRITER = """
from tests.stores.batches import ENCODER, batch
from service.stores.opening import open_store

store = open_store({url!r})
store.bind_encoder(ENCODER)
number = {first}
while True:
    store.commit(batch(number, 3))
    print(number, flush=True)
    number += 3
"""


def test_kill_9_loses_nothing_acknowledged(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'newsfold.db'}"
    here, root = Path(__file__).parent, Path(service.__file__).parents[1]
    acknowledged: list[int] = []
    for first in (0, 100_000):
        script = WRITER.format(here=str(here), url=url, first=first)
        writer = subprocess.Popen([sys.executable, "-c", script], cwd=root, stdout=subprocess.PIPE, text=True)
        with writer:
            assert writer.stdout is not None
            acknowledged += [int(writer.stdout.readline()) for _ in range(25)]
            writer.send_signal(signal.SIGKILL)
            acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
        assert writer.returncode == -signal.SIGKILL
        check_whole(url, acknowledged)
    with closing(sqlite3.connect(tmp_path / "newsfold.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def check_whole(url: str, acknowledged: list[int]) -> None:
    """Every acknowledged change is there, and whatever is there is there whole."""
    store = open_store(url)
    on_file = {row.filed.id for row in store.window_rows(NOON)}
    assert on_file >= {f"a{number + offset}" for number in acknowledged for offset in range(3)}
    assert len(on_file) % 3 == 0
    assert {logged.event.article_id for logged in store.events(0, 10**6)} == on_file
    pages = store.find_stories(StoryQuery(NOON, limit=10**6))
    assert {f"a{file.story.id[1:]}" for file in pages} == on_file
    store.close()


def test_in_a_turn_others_wait_with_what_they_write_and_after_one_that_fails_they_go_on(
    store: SqlStore,
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with store.turn():
            beside = pool.submit(store.commit, batch(0, 1))
            assert store.article("a0") is None
            store.commit(batch(1, 1))
            assert not beside.done()
        assert beside.result(30).commit == store.place().commit
        with pytest.raises(ValueError, match="half-way"), store.turn():
            beside = pool.submit(store.commit, batch(2, 1))
            assert store.article("a2") is None
            raise ValueError("half-way")
        beside.result(30)
    assert all(store.article(f"a{number}") for number in range(3))
