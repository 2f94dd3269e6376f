"""Changes that are taken back unless they are kept."""

from collections.abc import Callable


class Trial:
    """The inverse of each step, in order."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []

    def note(self, inverse: Callable[[], object]) -> None:
        """Remember how to take the last step back."""
        self._undo.append(inverse)

    def keep(self) -> None:
        """Let the changes stand."""
        self._undo.clear()

    def roll_back(self) -> None:
        """Take back what was not kept, latest first."""
        while self._undo:
            self._undo.pop()()
