"""Sees to it that what is to happen by itself happens at its time, also after a restart."""

from collections.abc import Callable
from datetime import datetime

from service.chores import Chore
from service.desk import Desk

LOOK_SECONDS = 1.0
"""How often the clock is looked at."""


def timekeeper(desk: Desk, clock: Callable[[], datetime]) -> Chore:
    """Make the chore that ends embargoes and licences within a second of their time."""

    def step() -> float:
        desk.keep_time(clock())
        return LOOK_SECONDS

    return Chore("embargoes and licences", step)
