"""How much one caller may ask for: fixed windows, counted in memory.

`limits` parses the setting and decides; the counters are ours, because those of the library read a clock of their own
and start a thread of their own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from limits import RateLimitItem, parse_many
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

Seconds = Callable[[], float]
"""Tells the time, in seconds."""

MOST_COUNTERS = 50_000
OFF = "off"


@dataclass(frozen=True, slots=True)
class LimitStatus:
    """Where a caller stands with one limit."""

    quota: int
    window: int
    """In seconds."""
    remaining: int
    reset: int
    """Seconds until the window ends."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may go on, and where the caller stands after it."""

    allowed: bool
    statuses: tuple[LimitStatus, ...] = ()

    @property
    def retry_after(self) -> int:
        """Seconds after which it may be sent again."""
        return max((status.reset for status in self.statuses if not status.remaining), default=1)

    def headers(self) -> dict[str, str]:
        """Tell the client, as draft-ietf-httpapi-ratelimit-headers has it."""
        if not self.statuses:
            return {}
        policies = (f'"{one.window}s";q={one.quota};w={one.window}' for one in self.statuses)
        states = (f'"{one.window}s";r={one.remaining};t={one.reset}' for one in self.statuses)
        return {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(states)}


UNCOUNTED = Verdict(allowed=True)
"""What is not limited."""


class RateLimits:
    """Counts what each caller asks for.

    Parameters
    ----------
    setting
        As in ``600/minute``, or several with ``;`` between; ``off`` counts nothing.
    """

    def __init__(self, setting: str, now: Seconds) -> None:
        self._items: Sequence[RateLimitItem] = () if setting == OFF else parse_many(setting)
        self._now = now
        self._counters = _Counters(now)
        self._windows = FixedWindowRateLimiter(self._counters)

    def hit(self, caller: str) -> Verdict:
        """Count one request, unless it is refused."""
        allowed = self._fits(caller)
        if allowed:
            for item in self._items:
                self._windows.hit(item, caller)
        return Verdict(allowed, self._statuses(caller))

    def look(self, caller: str) -> Verdict:
        """Tell whether one more would be allowed, and count nothing."""
        return Verdict(self._fits(caller), self._statuses(caller))

    def _fits(self, caller: str) -> bool:
        return all(self._windows.test(item, caller) for item in self._items)

    def _statuses(self, caller: str) -> tuple[LimitStatus, ...]:
        now = self._now()
        found = ((item, self._windows.get_window_stats(item, caller)) for item in self._items)
        return tuple(
            LimitStatus(
                item.amount, item.get_expiry(), stats.remaining, max(1, round(stats.reset_time - now))
            )
            for item, stats in found
        )


class _Counters(Storage):
    """What was counted in the window that is open, by key. When there are too many, the oldest go."""

    STORAGE_SCHEME = None

    def __init__(self, now: Seconds) -> None:
        super().__init__()
        self._now = now
        self._lock = Lock()
        self._open: dict[str, tuple[int, float, int]] = {}
        """Count, beginning and length (seconds) of each window."""

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with self._lock:
            count, start, _ = self._current(key) or (0, self._now(), expiry)
            if not count:
                self._open.pop(key, None)  # so that it comes to stand last
                self._make_room()
            self._open[key] = (count + amount, start, expiry)
            return count + amount

    def get(self, key: str) -> int:
        return (self._current(key) or (0, 0.0, 0))[0]

    def get_expiry(self, key: str) -> float:
        _, start, length = self._current(key) or (0, self._now(), 0)
        return start + length

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with self._lock:
            count = len(self._open)
            self._open.clear()
            return count

    def clear(self, key: str) -> None:
        with self._lock:
            self._open.pop(key, None)

    def _current(self, key: str) -> tuple[int, float, int] | None:
        """The count, the beginning and the length of the window that is open."""
        found = self._open.get(key)
        if found is None:
            return None
        _, start, length = found
        # The first comparison: a clock that was set back must keep nobody out for longer than a window.
        return found if start <= self._now() < start + length else None

    def _make_room(self) -> None:
        while len(self._open) >= MOST_COUNTERS:
            self._open.pop(next(iter(self._open)))
