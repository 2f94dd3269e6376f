"""Looks whether keys were added or revoked, and wakes the streams that must end then."""

from collections.abc import Callable

from service.chores import Chore
from service.keys.ring import KeyRing

LOOK_SECONDS = 1.0


def key_watch(ring: KeyRing, changed: Callable[[], None]) -> Chore:
    """Make the chore that reads the file of keys once a second, and tells when they are others."""

    def step() -> float | None:
        if ring.look():
            changed()
        return LOOK_SECONDS if ring.file else None

    return Chore("API keys", step)
