"""A database that cannot be used is refused at the start, with the remedy."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from service.errors import StartupError
from service.stores.database import dialects
from service.stores.memory import MemoryStore
from service.stores.opening import open_store


def url(file: Path) -> str:
    return f"sqlite:///{file}"


def made(file: Path) -> Path:
    open_store(url(file)).close()
    return file


def altered(file: Path, statement: str) -> Path:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)
    return file


def folder(place: Path) -> str:
    return url(place)


def missing_folder(place: Path) -> str:
    return url(place / "no" / "newsfold.db")


def text_file(place: Path) -> str:
    (place / "notes.db").write_text("Dear diary, this is not a database. " * 50, encoding="utf-8")
    return url(place / "notes.db")


def truncated(place: Path) -> str:
    file = made(place / "cut.db")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    return url(file)


def newer(place: Path) -> str:
    return url(altered(made(place / "new.db"), "UPDATE alembic_version SET version_num = '9999'"))


def foreign(place: Path) -> str:
    return url(altered(place / "shop.db", "CREATE TABLE customers (id INTEGER)"))


def read_only(place: Path) -> str:
    return f"sqlite:///file:{made(place / 'ro.db')}?mode=ro&uri=true"


@pytest.mark.parametrize(
    ("prepare", "found", "remedy"),
    [
        (folder, "it is a folder", "name a file in it"),
        (missing_folder, "there is no folder", "create it"),
        (text_file, "not a SQLite database", "name another file"),
        (truncated, "damaged", "backup"),
        (newer, "'9999'", "newer"),
        (foreign, "'customers'", "a database of its own"),
        (read_only, "cannot be written", "NEWSFOLD_DATABASE_URL"),
        (lambda place: "newsfold.db", "'newsfold.db'", "sqlite:///newsfold.db"),
        (lambda place: "sqlite://", "not a database newsfold can use", "memory:"),
        (lambda place: "mysql://eva:secret@db/news", "mysql://eva:***@db/news", "sqlite:///newsfold.db"),
    ],
    ids=["folder", "missing", "text", "cut", "newer", "foreign", "read-only", "path", "no-file", "mysql"],
)
def test_what_cannot_be_used_is_named_with_the_remedy(
    tmp_path: Path, prepare: Callable[[Path], str], found: str, remedy: str
) -> None:
    with pytest.raises(StartupError) as refusal:
        open_store(prepare(tmp_path))
    assert found in str(refusal.value)
    assert remedy in str(refusal.value)


def test_a_database_that_another_process_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialects, "BUSY_SECONDS", 0)
    file = made(tmp_path / "held.db")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StartupError, match="another process"):
            open_store(url(file))


def test_a_refused_database_is_left_as_it_was(tmp_path: Path) -> None:
    file = altered(tmp_path / "shop.db", "CREATE TABLE customers (id INTEGER)")
    with pytest.raises(StartupError):
        open_store(url(file))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("customers",)]


def test_memory_needs_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert isinstance(open_store("memory:"), MemoryStore)
    assert list(tmp_path.iterdir()) == []
