"""What was worked out for a key and holds until that changes."""

from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")


class Remembered(dict[str, _Value]):
    """Values by key, worked out when they are first asked for.

    There are at most ``most`` at once: when there are more, all are let go.
    """

    def __init__(self, most: int, work_out: Callable[[str], _Value]) -> None:
        super().__init__()
        self._most = most
        self._work_out = work_out

    def __missing__(self, key: str) -> _Value:
        if len(self) >= self._most:
            self.clear()
        self[key] = value = self._work_out(key)
        return value

    def forget(self, key: str | None) -> None:
        """What ``key`` stands for has changed."""
        if key is not None:
            self.pop(key, None)
