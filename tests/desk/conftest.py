"""Desks over every store."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from service.desk import Desk
from service.ports import Store
from service.stores.opening import open_store
from tests.desk.support import OpenStore, WordEncoder


@pytest.fixture(params=["memory", "sqlite"])
def fresh_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenStore]:
    """Opens an empty store at each call."""
    opened: list[Store] = []
    numbers = count()

    def fresh() -> Store:
        url = "memory:" if request.param == "memory" else f"sqlite:///{tmp_path / f'{next(numbers)}.db'}"
        opened.append(open_store(url))
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
