"""What the service does unasked: each chore in a thread of its own, so that none waits for another.

A chore is called again when the time comes that it asked for, or as soon as it is woken. What it fails at is logged
and tried again, more and more rarely; an error never ends its thread.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

import structlog

from service.errors import Unavailable

Step = Callable[[], float | None]
"""Does what is due; answers the seconds until it wants to be called again, None for not before it is woken."""

STOP_SECONDS = 1.0
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
UNAVAILABLE_PAUSE = 5.0
"""Seconds between two looks whether the database is back."""

_log = structlog.stdlib.get_logger("newsfold.chores")


class Chore:
    """Calls ``step`` at its start, whenever it asks for it, and whenever it is woken.

    Parameters
    ----------
    name
        Names the thread, and the chore in the log.
    step
        Must come back within about a second after it could not go on anyway: see :meth:`stop`.
    first_pause
        Seconds to rest after a first failure; the rest doubles with each further one, up to a minute.
    """

    def __init__(self, name: str, step: Step, *, first_pause: float = FIRST_PAUSE) -> None:
        self.name = name
        self._step = step
        self._first_pause = first_pause
        self._woken = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin. A chore can be started once."""
        self._thread.start()

    def wake(self) -> None:
        """Call the step soon, though its time has not come; again after the call that is under way, if one is.

        Any number of wakes before that are one. They do not shorten the rest after a failure.
        """
        self._woken.set()

    def dismiss(self) -> None:
        """Ask for the end, without waiting for it."""
        self._stopping.set()
        self._woken.set()

    def stop(self, seconds: float = STOP_SECONDS) -> bool:
        """End, waiting ``seconds`` at most for the step under way; False where that goes on.

        Its thread does not keep the process from ending.
        """
        self.dismiss()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        pause = self._first_pause
        while not self._stopping.is_set():
            self._woken.clear()
            if self._stopping.is_set():  # it was set between the two lines before, and the wake is lost
                return
            try:
                rest = self._step()
            except Unavailable as error:
                # It passes by itself, and then what was left undone is wanted soon.
                _log.warning("chore waits", chore=self.name, error=str(error))
                self._stopping.wait(UNAVAILABLE_PAUSE)
            except Exception:
                if self._stopping.is_set():
                    # What it needs is being closed: the same work is due at the next start.
                    _log.debug("chore cut short", chore=self.name, exc_info=True)
                    return
                _log.exception("chore failed", chore=self.name, seconds_until_next_try=pause)
                self._stopping.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                pause = self._first_pause
                self._woken.wait(rest)


@contextmanager
def running(*chores: Chore) -> Iterator[None]:
    """Start the chores; at the end stop them all, within a second together."""
    for chore in chores:
        chore.start()
    try:
        yield
    finally:
        stop_all(chores)


def stop_all(chores: Collection[Chore]) -> None:
    """Stop the chores, within a second together."""
    for chore in chores:
        chore.dismiss()
    deadline = monotonic() + STOP_SECONDS
    for chore in chores:
        if not chore.stop(max(deadline - monotonic(), 0.0)):
            _log.warning("chore does not stop", chore=chore.name)
