"""The time as the service goes by it: that of the machine, unless that jumps.

What is filed while the clock is days ahead would push everything else out of the window, and what came after it was set
right would seem too old to be compared. So a jump is told in the log and not followed at once: only when it has lasted.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

import structlog

JUMP = timedelta(minutes=2)
"""Machines that keep their clocks right move them by less at a time."""
BELIEVED_AFTER = timedelta(minutes=15)

_log = structlog.stdlib.get_logger("newsfold.clock")


def utc_now() -> datetime:
    """Read the clock of this machine."""
    return datetime.now(UTC)


def running() -> float:
    """Seconds that nobody sets, those in which the machine slept included where it can tell."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class SteadyClock:
    """Tells the time. Safe to call from several threads."""

    def __init__(self, seconds: Callable[[], float] = running) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._believed, self._at = utc_now(), seconds()
        """The time that was last believed, and when that was."""
        self._jump: tuple[timedelta, float] | None = None
        """By how much the clock has jumped, and when that was seen."""

    def __call__(self) -> datetime:
        """The time, aware."""
        with self._lock:
            told, seconds = utc_now(), self._seconds()
            steady = self._believed + timedelta(seconds=seconds - self._at)
            if abs(told - steady) <= JUMP:
                self._jump = None
            elif not self._has_lasted(told - steady, seconds):
                return steady
            self._believed, self._at = told, seconds
            return told

    def _has_lasted(self, jump: timedelta, seconds: float) -> bool:
        if self._jump is None or abs(jump - self._jump[0]) > JUMP:
            self._jump = jump, seconds
            _log.warning(
                "this machine's clock has jumped; newsfold follows if it stays so",
                jump_seconds=round(jump.total_seconds()),
                followed_after_seconds=round(BELIEVED_AFTER.total_seconds()),
            )
        if seconds - self._jump[1] < BELIEVED_AFTER.total_seconds():
            return False
        self._jump = None
        return True
