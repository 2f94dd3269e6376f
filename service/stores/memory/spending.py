"""What a language model has cost, in memory, beside :class:`service.stores.memory.store.MemoryStore`."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from threading import Lock


class MemorySpending:
    """A :class:`~service.ports.Spending`. Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tokens: Counter[date] = Counter()

    def book(self, day: date, tokens: int, most: int) -> bool:
        """Add to what the day has cost, unless that came to more than ``most``; whether it was added."""
        with self._lock:
            if self._tokens[day] + tokens > most:
                return False
            self._tokens[day] += tokens
            return True

    def correct(self, day: date, tokens: int) -> None:
        """Add to what a day has cost, or take away from it."""
        with self._lock:
            self._tokens[day] += tokens

    def by_day(self) -> Mapping[date, int]:
        """Tell what each day has cost on which something was booked."""
        with self._lock:
            return dict(self._tokens)

    def raise_to(self, day: date, tokens: int) -> None:
        """Let a day have cost no less than this."""
        with self._lock:
            self._tokens[day] = max(self._tokens[day], tokens)
