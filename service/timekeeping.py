"""Sees to it that what is to happen by itself happens at its time, and that the window follows other processes."""

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


def follower(desk: Desk) -> Chore:
    """Make the chore that takes in what other processes write, as they write it."""

    def step() -> float:
        desk.follow(LOOK_SECONDS)
        return 0.0

    return Chore("following", step)
