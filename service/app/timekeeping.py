"""Sees to what is to happen by itself at its time, also after a restart; watches clocks, and other processes.

How long something lasts is measured everywhere by a clock that nobody sets. When something was, and when an embargo
ends, only the clock of the machine can tell: where that is set, it is believed, and the log says so.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from service.chores import Chore
from service.desk import Desk

LOOK_SECONDS = 1.0
"""How often the clock is looked at."""
ERASE_SECONDS = 300.0
"""How often it is looked for what is to be erased."""
JUMP = timedelta(seconds=30)
"""By how much a clock must have been set to be told of: more than a machine that is busy is late."""

_log = structlog.stdlib.get_logger("newsfold.clock")


class ClockWatch:
    """Tells when the clock of the machine was set: forward or back, or while the machine slept.

    Parameters
    ----------
    ticks
        Counts seconds, and is never set.
    """

    def __init__(self, clock: Callable[[], datetime], ticks: Callable[[], float]) -> None:
        self._clock = clock
        self._ticks = ticks
        self._last = clock(), ticks()

    def look(self) -> timedelta:
        """By how much it was set since the last look; nothing where it only went on."""
        (then, ticked), now, ticks = self._last, self._clock(), self._ticks()
        self._last = now, ticks
        jump = (now - then) - timedelta(seconds=ticks - ticked)
        if abs(jump) < JUMP:
            return timedelta(0)
        _log.warning("this machine's clock was set", seconds=round(jump.total_seconds()))
        return jump


def warn_if_behind(desk: Desk, clock: Callable[[], datetime]) -> timedelta:
    """By how much the last event on file lies ahead of the clock: then one of both is wrong, and the log says so."""
    last = desk.events(max(0, desk.newest_event() - 1), 1)
    ahead = max(timedelta(0), last[-1].event.at - clock()) if last else timedelta(0)
    if ahead >= JUMP:
        _log.warning(
            "this machine's clock is behind the last event on file, or was ahead when that was filed: set it right",
            seconds=round(ahead.total_seconds()),
        )
    return ahead


def timekeeper(desk: Desk, clock: Callable[[], datetime], ticks: Callable[[], float]) -> Chore:
    """Make the chore that ends embargoes and licences within a second of their time."""
    warn_if_behind(desk, clock)
    watch = ClockWatch(clock, ticks)

    def step() -> float:
        watch.look()
        desk.keep_time(clock())
        return LOOK_SECONDS

    return Chore("embargoes and licences", step)


def eraser(desk: Desk, clock: Callable[[], datetime], kept: timedelta) -> Chore:
    """Make the chore that erases the words of what was withdrawn so long ago."""

    def step() -> float:
        if stories := desk.erase(clock() - kept):
            _log.info("the words of withdrawn reports were erased", stories=stories)
        return ERASE_SECONDS

    return Chore("erasing", step)


def follower(desk: Desk) -> Chore:
    """Make the chore that takes in what other processes write, as they write it."""

    def step() -> float:
        desk.follow(LOOK_SECONDS)
        return 0.0

    return Chore("following", step)
