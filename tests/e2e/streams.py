"""Many readers of the event stream in one event loop, and a poster beside them: cheap enough to be many.

What comes is not parsed but searched for ids: each event's, with the time at which it came.
"""

import asyncio
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

_ID = re.compile(rb"\nid: (\d+)\n")
_CONNECTIONS = 4
"""Over which reports are posted, in turn."""


@dataclass
class Reader(asyncio.Protocol):
    """One who follows the stream from a place on, over as many connections as it takes."""

    place: int
    leaves_after: int = 0
    """So many events after which it drops the connection and comes back with the last id; 0: it stays."""
    got: list[tuple[int, float]] = field(default_factory=list)
    """Places in the log, and when they came."""
    connections: int = 0
    transport: asyncio.Transport | None = None
    _rest: bytes = b""
    _until_leaving: int = 0

    async def connect(self, port: int) -> None:
        """Ask for all after the place it has come to."""
        self._rest, self._until_leaving = b"", self.leaves_after
        self.connections += 1
        await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", port)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        where = f"GET /v1/events/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nLast-Event-ID: {self.place}\r\n\r\n"
        transport.write(where.encode())

    def data_received(self, data: bytes) -> None:
        now = monotonic()
        whole, mark, rest = (self._rest + data).rpartition(b"\n\n")
        self._rest = rest
        for found in _ID.findall(whole + mark):
            if self.leaves_after and self._until_leaving == 0:
                break
            self._until_leaving -= 1
            self.place = int(found)
            self.got.append((self.place, now))
        if self.leaves_after and self._until_leaving == 0:
            self.leave()

    def leave(self) -> None:
        """Drop the connection as a machine does that is switched off."""
        if self.transport is not None:
            self.transport.abort()

    @property
    def away(self) -> bool:
        """Whether its connection has gone."""
        return self.transport is None or self.transport.is_closing()


@dataclass(frozen=True)
class Posted:
    """When each report was sent, and when the answer had come."""

    sent: dict[str, float]
    answered: dict[str, float]


async def follow(readers: Iterable[Reader], port: int, done: Callable[[], bool]) -> None:
    """Keep all readers connected until ``done``."""
    readers = list(readers)
    try:
        while not done():
            for reader in readers:
                if reader.away:
                    await reader.connect(port)
            await asyncio.sleep(0.02)
    finally:
        for reader in readers:
            reader.leave()


async def post(reports: Iterator[dict[str, str]], port: int, *, count: int, per_second: float) -> Posted:
    """Send so many reports, each at its time whether or not those before have been answered."""
    posted, start = Posted({}, {}), monotonic()
    queue: asyncio.Queue[dict[str, str] | None] = asyncio.Queue()
    async with asyncio.TaskGroup() as posters:
        for _ in range(_CONNECTIONS):
            posters.create_task(_poster(queue, posted, port))
        for number in range(count):
            await asyncio.sleep(max(0.0, start + number / per_second - monotonic()))
            queue.put_nowait(next(reports))
        for _ in range(_CONNECTIONS):
            queue.put_nowait(None)
    return posted


async def _poster(queue: "asyncio.Queue[dict[str, str] | None]", posted: Posted, port: int) -> None:
    stream, writer = await asyncio.open_connection("127.0.0.1", port)
    with closing(writer):
        await _send(queue, posted, stream, writer)


async def _send(
    queue: "asyncio.Queue[dict[str, str] | None]",
    posted: Posted,
    stream: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    while (report := await queue.get()) is not None:
        body = json.dumps(report).encode()
        posted.sent[report["id"]] = monotonic()
        head = f"POST /v1/articles HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        answer = await stream.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer.decode())
        length = re.search(rb"content-length: (\d+)", answer.lower())
        await stream.readexactly(int(length[1]) if length else 0)
        posted.answered[report["id"]] = monotonic()


def delays(log: list[dict[str, Any]], readers: Iterable[Reader], since: dict[str, float]) -> list[float]:
    """Seconds from the time that each report is known by to each reader's receipt of each event on it."""
    reports = {event["sequence"]: event["article_id"] for event in log}
    return [
        came - since[reports[place]]
        for reader in readers
        for place, came in reader.got
        if reports[place] in since
    ]
