"""What was worked out for a key and holds until that changes."""

from collections.abc import Callable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Remembered(Generic[_Value]):
    """Values by key, at most ``most`` at once: when there are more, all are let go."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[str, _Value] = {}

    def of(self, key: str, work_out: Callable[[], _Value]) -> _Value:
        """The value of ``key``, worked out if it is not known."""
        if key not in self._values:
            if len(self._values) >= self._most:
                self._values.clear()
            self._values[key] = work_out()
        return self._values[key]

    def forget(self, key: str | None) -> None:
        """What ``key`` stands for has changed."""
        if key is not None:
            self._values.pop(key, None)
