"""The end of the event log, as many follow it: read once and written out once, however many they are.

Each event is read from the log when the first of its followers asks for it, and is kept, as the bytes that are sent,
until newer ones push it out. Who is further behind than what is kept reads the log for himself, page by page.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from fastapi.concurrency import run_in_threadpool
from fastapi.sse import format_sse_event

from service.events import LoggedEvent
from service.formats.event_json import event_json
from service.formats.json_bytes import json_bytes
from service.front.notifier import Notifier

AT_ONCE = 100
"""Events read at once: a follower that is far behind, or slow, holds no more than these in memory."""
KEPT = 2_000
"""Events kept for all: enough for everybody to come back after a restart of a proxy without asking the log."""
LOOK_SECONDS = 1.0
"""How often the log is looked at unasked: another process may have written to it."""


class Log(Protocol):
    """The event log, as far as it is asked here."""

    def events(self, after: int, limit: int) -> Sequence[LoggedEvent]:
        """Events after a place in the log, oldest first, at most so many."""
        ...

    def newest_event(self) -> int:
        """The place of the last event; 0 where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Frame:
    """An event as it is sent, and its place in the log."""

    place: int
    data: bytes


class Tail:
    """Belongs to one event loop."""

    def __init__(self, notifier: Notifier) -> None:
        self._notifier = notifier
        self._kept: deque[Frame] = deque(maxlen=KEPT)
        self._begin: int | None = None
        """Every event after this place that has been found is kept."""
        self._seen = -1
        self._looked = 0.0
        self._reading = asyncio.Lock()

    async def after(self, place: int, log: Log) -> Sequence[Frame]:
        """The next events after a place, oldest first; none where there are none yet."""
        if place >= await self._beginning(log):
            if place >= self._newest():
                await self._look(log)
            return self._newer(place)
        return [_frame(logged) for logged in await run_in_threadpool(log.events, place, AT_ONCE)]

    async def _beginning(self, log: Log) -> int:
        if self._begin is None:
            async with self._reading:
                if self._begin is None:
                    self._begin = await run_in_threadpool(log.newest_event)
        return self._begin

    def _newer(self, place: int) -> list[Frame]:
        newer = list(takewhile(lambda frame: frame.place > place, reversed(self._kept)))
        newer.reverse()
        return newer[:AT_ONCE]

    def _newest(self) -> int:
        return self._kept[-1].place if self._kept else self._begin or 0

    async def _look(self, log: Log) -> None:
        """Read what is new, once for all that ask at the same time."""
        async with self._reading:
            now = asyncio.get_running_loop().time()
            if self._seen == self._notifier.count and now < self._looked + LOOK_SECONDS:
                return
            seen = self._notifier.count
            found = await run_in_threadpool(log.events, self._newest(), AT_ONCE)
            self._keep([_frame(logged) for logged in found])
            # A full page is not the last one: the next who asks goes on.
            self._seen = -1 if len(found) == AT_ONCE else seen
            self._looked = now

    def _keep(self, frames: Sequence[Frame]) -> None:
        for frame in frames:
            if len(self._kept) == KEPT:
                self._begin = self._kept[0].place
            self._kept.append(frame)


def _frame(logged: LoggedEvent) -> Frame:
    text = json_bytes(event_json(logged)).decode()
    data = format_sse_event(data_str=text, event=logged.event.type.value, id=str(logged.sequence))
    return Frame(logged.sequence, data)
