from collections.abc import Callable, Iterator

import pytest

from service.stores.memory import MemoryStore
from tests.polling.support import Polling

Poll = Callable[..., Polling]


@pytest.fixture
def polling() -> Iterator[Poll]:
    """Makes feeds to be polled; their connections are closed at the end."""
    made: list[Polling] = []

    def make(url: str, name: str = "") -> Polling:
        made.append(Polling(MemoryStore(), url, name))
        return made[-1]

    yield make
    for one in made:
        one.close()
