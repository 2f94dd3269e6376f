"""How fast reports are filed, as measured: what an estimate of waiting is made from."""

from dataclasses import dataclass

ASSUMED = 20.0
"""Articles a second, until there is something to go by; a slow machine."""
_ASSUMED_SECONDS = 0.5
_MEMORY_SECONDS = 20.0
"""Of work: what was measured longer ago than this weighs less than a third."""
_BYTES_EACH = 2_000.0


@dataclass(slots=True)
class Pace:
    """Sums in which what is older weighs less. Not safe to use from several threads."""

    _articles: float = ASSUMED * _ASSUMED_SECONDS
    _size: float = ASSUMED * _ASSUMED_SECONDS * _BYTES_EACH
    _seconds: float = _ASSUMED_SECONDS

    def note(self, articles: int, size: int, seconds: float) -> None:
        """So much was filed in so many seconds of work."""
        kept = max(0.0, 1.0 - seconds / _MEMORY_SECONDS)
        self._articles = kept * self._articles + articles
        self._size = kept * self._size + size
        self._seconds = kept * self._seconds + seconds

    @property
    def articles(self) -> float:
        """Articles filed in a second."""
        return max(self._articles, 1e-3) / max(self._seconds, 1e-6)

    @property
    def size(self) -> float:
        """Bytes filed in a second."""
        return max(self._size, 1.0) / max(self._seconds, 1e-6)
