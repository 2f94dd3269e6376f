"""Connections that hold nothing for long: of clients that do not finish a request's head, or do not read its answer.

uvicorn limits how long an idle connection is kept, and how large a head may be, but not how long it may take.
"""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0
"""How long the head of a request may take to arrive."""
READING_SECONDS = 60.0
"""How long a client may leave what it was sent unread; what it does not take is not kept for it."""


class ImpatientConnection(H11Protocol):
    """Cuts off who keeps it waiting. The time is the event loop's, which nobody sets."""

    _head_due: asyncio.TimerHandle | None = None
    _reading_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        self._head_due = self.loop.call_later(HEAD_SECONDS, self._look)

    def on_response_complete(self) -> None:
        """Wait for the next head."""
        super().on_response_complete()
        self._cancel()
        self._head_due = self.loop.call_later(HEAD_SECONDS, self._look)

    def pause_writing(self) -> None:
        """Wait for the client to read: uvicorn's buffers are full."""
        super().pause_writing()
        self._reading_due = self.loop.call_later(READING_SECONDS, self._cut)

    def resume_writing(self) -> None:
        """It has read."""
        super().resume_writing()
        if self._reading_due is not None:
            self._reading_due.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self._cut()

    def _cut(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()

    def _cancel(self) -> None:
        for due in (self._head_due, self._reading_due):
            if due is not None:
                due.cancel()
