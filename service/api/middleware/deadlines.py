"""How long a body may take to arrive: a client that sends a byte a second holds nothing for long.

Plain ASGI. The time is the event loop's, which nobody sets.
"""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class SlowBody(Exception):
    """A body that has not arrived in its time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the body did not arrive within {seconds:g} s")
        self.seconds = seconds


class BodyDeadline:
    """Raises SlowBody to whoever is reading a body when its time is over; reading begins with the first part."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with a watch on its body."""
        if scope["type"] == "http":
            receive = _Watched(receive, self._seconds).receive
        await self._app(scope, receive, send)


class _Watched:
    def __init__(self, receive: Receive, seconds: float) -> None:
        self._receive = receive
        self._seconds = seconds
        self._end: float | None = None
        self._complete = False

    async def receive(self) -> Message:
        """Give the next part. After the last one there is nothing to wait for but that the client leaves."""
        if self._complete:
            return await self._receive()
        if self._end is None:
            self._end = asyncio.get_running_loop().time() + self._seconds
        try:
            async with asyncio.timeout_at(self._end):
                message = await self._receive()
        except TimeoutError:
            raise SlowBody(self._seconds) from None
        self._complete = message["type"] != "http.request" or not message.get("more_body", False)
        return message
