"""Rings in the event loop when something has been committed in another thread."""

import asyncio


class Bell:
    """Wakes whoever waits. Waiting belongs to one event loop; ringing may come from any thread."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.closed = False
        """Whether the service is about to stop: nobody is to go on waiting."""

    def hang(self) -> None:
        """Bind it to the event loop that is running."""
        self._loop = asyncio.get_running_loop()

    def ring(self) -> None:
        """Wake all that wait."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """Wake all, for the last time."""
        self.closed = True
        self._wake()

    async def wait(self, seconds: float) -> None:
        """Come back when it rings, or after ``seconds``."""
        woken = asyncio.Event()
        self._waiting.add(woken)
        try:
            async with asyncio.timeout(seconds):
                await woken.wait()
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(woken)

    def _wake(self) -> None:
        for woken in self._waiting:
            woken.set()
