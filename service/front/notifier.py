"""Tells those who wait in the event loop that something has been committed in another thread."""

import asyncio

REST_SECONDS = 0.0005
"""How long it stays silent after it has woken somebody, for each that it woke: waking many costs time that those who
commit need as well, and whoever is woken a little later finds more at once."""


class Notifier:
    """Wakes whoever waits. Waiting belongs to one event loop; notifying may come from any thread."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._resting: asyncio.TimerHandle | None = None
        self._notified_meanwhile = False
        self.count = 0
        """How often it has notified: what a listener remembers, so as to miss nothing between looking and waiting."""
        self.closed = False
        """Whether the service is about to stop: nobody is to go on waiting."""

    def bind(self) -> None:
        """Bind it to the event loop that is running."""
        self._loop = asyncio.get_running_loop()
        self.closed = False

    def notify(self) -> None:
        """Wake all that wait."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._notify)

    def close(self) -> None:
        """Wake all, for the last time."""
        self.closed = True
        self._wake()

    async def wait(self, seconds: float, seen: int) -> None:
        """Come back when it has notified more than ``seen`` times, or after ``seconds``."""
        if self.count > seen or self.closed:
            return
        woken = asyncio.Event()
        self._waiting.add(woken)
        try:
            async with asyncio.timeout(seconds):
                await woken.wait()
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(woken)

    def _notify(self) -> None:
        if self._resting is not None:
            self._notified_meanwhile = True
            return
        woken = len(self._waiting)
        self._wake()
        if woken:
            loop = asyncio.get_running_loop()
            self._resting = loop.call_later(woken * REST_SECONDS, self._end_rest)

    def _end_rest(self) -> None:
        self._resting = None
        if self._notified_meanwhile:
            self._notified_meanwhile = False
            self._notify()

    def _wake(self) -> None:
        self.count += 1
        for woken in self._waiting:
            woken.set()
