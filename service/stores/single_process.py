"""What a store is that only one process can use: whatever it asks for, it gets."""

from collections.abc import Iterator
from contextlib import contextmanager


class SingleProcess:
    """The part of a :class:`~service.ports.Turns` in which others would come in."""

    shared = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else is there."""
        yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Nobody else is there."""
        yield

    def await_others(self, seconds: float) -> bool:
        """Nobody else is there."""
        return False


class SingleProcessLeases:
    """A :class:`~service.ports.Leases` of one process."""

    shared = False

    def take(self, name: str, seconds: float) -> bool:
        """Nobody else is there."""
        return True

    def give_back(self, name: str) -> None:
        """Nobody else waits."""
