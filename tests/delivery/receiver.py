"""A real, small HTTP server that takes webhooks: it verifies each with the ``standardwebhooks`` library."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep
from typing import Any

from standardwebhooks import Webhook

Mood = Callable[[int], int]
"""From the number of the request, from 1, to the status it is answered with."""


@dataclass
class Receiver:
    """What it is to answer, and what it has taken.

    ``secrets`` are those it verifies with, any of which will do; a message that none verifies is kept as ``forged``.
    """

    secrets: list[str] = field(default_factory=list)
    mood: Mood = lambda number: 204
    headers: dict[str, str] = field(default_factory=dict)
    taken: list[dict[str, Any]] = field(default_factory=list)
    forged: int = 0
    requests: int = 0
    raw: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)
    url: str = ""

    def take(self, headers: dict[str, str], body: bytes) -> int:
        """Judge one request; its status."""
        with self.guard:
            self.requests += 1
            status = self.mood(self.requests)
            message = self._verified(headers, body)
            if message is None:
                self.forged += 1
            elif status < 300:
                self.taken.append(message)
                self.raw.append((headers, body))
            return status

    def _verified(self, headers: dict[str, str], body: bytes) -> dict[str, Any] | None:
        for secret in self.secrets:
            try:
                message: dict[str, Any] = Webhook(secret).verify(body, headers)
            except Exception:
                continue
            return message
        return None

    def sequences(self) -> list[int]:
        """The places in the log of what was taken, in the order it came."""
        with self.guard:
            return [message["sequence"] for message in self.taken]

    def await_all(self, sequences: set[int], seconds: float = 20) -> None:
        """Come back when all of these have been taken."""
        await_(lambda: sequences <= set(self.sequences()), seconds)


def await_(done: Callable[[], bool], seconds: float = 20) -> None:
    """Come back as soon as ``done``; fail after ``seconds``."""
    end = monotonic() + seconds
    while not done():
        assert monotonic() < end, "it did not happen in time"
        sleep(0.02)


@contextmanager
def receiving(receiver: Receiver, port: int = 0) -> Iterator[Receiver]:
    """Listen on a loopback port as long as this goes on."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            body = self.rfile.read(length)
            if len(body) < length:  # whoever sent it was killed over it
                self.close_connection = True
                return
            status = receiver.take({name.lower(): value for name, value in self.headers.items()}, body)
            self.send_response(status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
