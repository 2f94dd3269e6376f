"""Every adapter that must keep the contract of ``service.ports.Store``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.ports import Store
from service.stores.opening import open_store


@dataclass(frozen=True)
class Adapter:
    """A way to keep things: the URL of an empty store, given a folder of its own."""

    name: str
    durable: bool
    url: Callable[[Path], str]


# Another database joins the suite by a line here.
ADAPTERS = (
    Adapter("memory", durable=False, url=lambda folder: "memory:"),
    Adapter("sqlite", durable=True, url=lambda folder: f"sqlite:///{folder / 'newsfold.db'}"),
)
DURABLE = tuple(adapter for adapter in ADAPTERS if adapter.durable)


def _name(adapter: Adapter) -> str:
    return adapter.name


@pytest.fixture(params=ADAPTERS, ids=_name)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(request.param.url(tmp_path))
    yield opened
    opened.close()


@pytest.fixture(params=ADAPTERS, ids=_name)
def fresh_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Store]:
    """Opens an empty store at each call: one for each example of a property."""
    return lambda: open_store(request.param.url(tmp_path_factory.mktemp("store")))


@pytest.fixture(params=DURABLE, ids=_name)
def fresh_durable_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Store]:
    return lambda: open_store(request.param.url(tmp_path_factory.mktemp("store")))


@pytest.fixture(params=DURABLE, ids=_name)
def durable_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    url: str = request.param.url(tmp_path)
    return url
