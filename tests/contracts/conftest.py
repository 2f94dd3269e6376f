"""Every adapter that must keep the contract of ``service.ports.Store``."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from service.ports import Store
from service.stores.opening import open_store
from tests.postgresql import Server


@dataclass(frozen=True)
class Adapter:
    """A way to keep things: the URL of an empty store, given a folder of its own and a way to the server."""

    name: str
    durable: bool
    url: Callable[[Path, Callable[[], Server]], str]


@cache
def made() -> bytes:
    """A SQLite database with its tables, to be copied: making them takes longer than most tests."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.db"
        open_store(f"sqlite:///{file}").close()
        return file.read_bytes()


def sqlite_url(folder: Path) -> str:
    (folder / "newsfold.db").write_bytes(made())
    return f"sqlite:///{folder / 'newsfold.db'}"


# Another database joins the suite by a line here.
ADAPTERS = (
    Adapter("memory", durable=False, url=lambda folder, server: "memory:"),
    Adapter("sqlite", durable=True, url=lambda folder, server: sqlite_url(folder)),
    Adapter("postgresql", durable=True, url=lambda folder, server: server().empty()),
)
_, SQLITE, POSTGRESQL = ADAPTERS
DURABLE = tuple(adapter for adapter in ADAPTERS if adapter.durable)


def _name(adapter: Adapter) -> str:
    return adapter.name


@pytest.fixture
def empty_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Adapter], str]:
    """The URL of an empty store at each call; the server is started by the first who needs it."""

    def server() -> Server:
        found: Server = request.getfixturevalue("postgresql")
        return found

    return lambda adapter: adapter.url(tmp_path_factory.mktemp("store"), server)


@pytest.fixture(params=ADAPTERS, ids=_name)
def store(request: pytest.FixtureRequest, empty_url: Callable[[Adapter], str]) -> Iterator[Store]:
    opened = open_store(empty_url(request.param))
    yield opened
    opened.close()


@pytest.fixture(params=ADAPTERS[:-1], ids=_name)
def fresh_store(
    request: pytest.FixtureRequest, empty_url: Callable[[Adapter], str]
) -> Iterator[Callable[[], Store]]:
    """Opens an empty store at each call: one for each example of a property. PostgreSQL has a fixture of its own."""
    yield from _one_by_one(request.param, empty_url)


@pytest.fixture
def fresh_durable_store(empty_url: Callable[[Adapter], str]) -> Iterator[Callable[[], Store]]:
    yield from _one_by_one(SQLITE, empty_url)


@pytest.fixture
def fresh_postgresql_store(empty_url: Callable[[Adapter], str]) -> Iterator[Callable[[], Store]]:
    yield from _one_by_one(POSTGRESQL, empty_url)


def _one_by_one(adapter: Adapter, empty_url: Callable[[Adapter], str]) -> Iterator[Callable[[], Store]]:
    opened: deque[Store] = deque()

    def fresh() -> Store:
        while len(opened) > 2:
            opened.popleft().close()
        opened.append(open_store(empty_url(adapter)))
        return opened[-1]

    yield fresh
    for store in opened:
        store.close()


@pytest.fixture(params=DURABLE, ids=_name)
def durable_url(request: pytest.FixtureRequest, empty_url: Callable[[Adapter], str]) -> str:
    return empty_url(request.param)
