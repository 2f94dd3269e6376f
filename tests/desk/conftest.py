"""Desks over every store."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest

from service.desk import Desk
from service.ports import Store
from service.stores.opening import open_store
from tests.desk.support import OpenStore, WordEncoder
from tests.postgresql import Server


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables, to be copied: making them takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "newsfold.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["memory", "sqlite"])
def fresh_store(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> Iterator[OpenStore]:
    """Opens an empty store at each call."""
    opened: list[Store] = []
    numbers = count()

    def url() -> str:
        if request.param == "postgresql":
            server: Server = request.getfixturevalue("postgresql")
            return server.empty()
        if request.param == "memory":
            return "memory:"
        path = tmp_path / f"{next(numbers)}.db"
        copyfile(empty_database, path)
        return f"sqlite:///{path}"

    def fresh() -> Store:
        opened.append(open_store(url()))
        return opened[-1]

    yield fresh
    for store in opened:
        store.close()


@pytest.fixture
def store(fresh_store: OpenStore) -> Store:
    return fresh_store()


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, WordEncoder())


@pytest.fixture
def restarted(store: Store) -> Callable[[], Desk]:
    """A new desk over what ``desk`` has filed."""
    return lambda: Desk(store, WordEncoder())
