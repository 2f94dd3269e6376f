"""Which of several processes sends to a webhook."""

from collections.abc import Callable
from time import monotonic

from service.ports import Leases

LEASE_SECONDS = 30.0
"""How long a process may send to a webhook without saying that it still does; longer than a receiver may take."""
PROLONG_SECONDS = 5.0
"""How long it is not said anew."""
ASK_AGAIN_SECONDS = 5.0
"""When to ask again whether the process that sends to it has gone."""


class Lease:
    """What lets one process at a time send to a webhook; where there is only one process, it always does.

    Parameters
    ----------
    seconds
        Tells seconds that only go forward.
    """

    def __init__(self, name: str, leases: Leases, seconds: Callable[[], float] = monotonic) -> None:
        self._name = name
        self._leases = leases
        self._seconds = seconds
        self._held_until = float("-inf")
        self._ask_from = float("-inf")

    def hold(self) -> bool:
        """Take it or go on with it; False where another process has it, who is not asked for again too soon."""
        now = self._seconds()
        if now < self._held_until - LEASE_SECONDS + PROLONG_SECONDS:
            return True
        if now < self._ask_from:
            return False
        if not self._leases.take(self._name, LEASE_SECONDS):
            self._ask_from = now + ASK_AGAIN_SECONDS
            return False
        self._held_until = now + LEASE_SECONDS
        return True

    def rest(self, seconds: float | None) -> float | None:
        """How long to rest where there is nothing to do for so long: with others around, no longer than it is held."""
        if not self._leases.shared:
            return seconds
        return ASK_AGAIN_SECONDS if seconds is None else min(seconds, ASK_AGAIN_SECONDS)

    def give_back(self) -> None:
        """Let another process go on at once."""
        if self._seconds() < self._held_until:
            self._held_until = float("-inf")
            self._leases.give_back(self._name)
