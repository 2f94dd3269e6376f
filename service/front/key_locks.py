"""Locks by name: two requests with one idempotency key are kept apart, all others are not."""

from asyncio import sleep
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from threading import Lock

_LOOK_SECONDS = 0.02


class KeyLocks:
    """One lock for each key in use; forgotten when nobody holds or awaits it."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._locks: dict[str, tuple[Lock, int]] = {}

    def __len__(self) -> int:
        return len(self._locks)

    @contextmanager
    def hold(self, key: str) -> Iterator[None]:
        """Keep everybody else with the same key waiting."""
        lock = self._take(key)
        try:
            with lock:
                yield
        finally:
            self._give_back(key)

    @asynccontextmanager
    async def hold_awaiting(self, key: str) -> AsyncIterator[None]:
        """Do the same without a thread that waits."""
        lock = self._take(key)
        try:
            while not lock.acquire(blocking=False):
                await sleep(_LOOK_SECONDS)
            try:
                yield
            finally:
                lock.release()
        finally:
            self._give_back(key)

    def _take(self, key: str) -> Lock:
        with self._guard:
            lock, users = self._locks.get(key, (Lock(), 0))
            self._locks[key] = (lock, users + 1)
        return lock

    def _give_back(self, key: str) -> None:
        with self._guard:
            lock, users = self._locks.pop(key)
            if users > 1:
                self._locks[key] = (lock, users - 1)
