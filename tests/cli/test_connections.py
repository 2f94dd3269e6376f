"""Clients that do not finish what they have begun, against a real server whose patience is short."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send

from service.cli.serve import connections
from service.cli.serve.connections import ImpatientConnection

CHUNK = b"x" * 65_536


class Endless:
    """Answers everything, for ever; counts what it was able to send."""

    def __init__(self) -> None:
        self.sent = 0
        self.left = threading.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/brief":
            await self._answer(send, {"body": b"ok"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        gone = asyncio.create_task(self._until_gone(receive))
        while not gone.done():
            await send({"type": "http.response.body", "body": CHUNK, "more_body": True})
            self.sent += len(CHUNK)
            await asyncio.sleep(0)
        self.left.set()

    async def _answer(self, send: Send, body: Message) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", **body})

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass


@contextmanager
def serving(app: Endless) -> Iterator[socket.socket]:
    config = uvicorn.Config(
        app, port=0, log_config=None, lifespan="off", http=ImpatientConnection, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        sleep(0.01)
    with socket.create_connection(server.servers[0].sockets[0].getsockname(), timeout=30) as client:
        yield client
    server.should_exit = True
    thread.join()


def test_a_head_that_does_not_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.2)
    with serving(Endless()) as client:
        client.sendall(b"GET /brief HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(1_000).startswith(b"HTTP/1.1 200")
        client.sendall(b"GET /brief HTTP/1.1\r\nHos")
        assert reads_nothing_more(client)


def test_who_reads_nothing_is_cut_off_and_takes_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "READING_SECONDS", 0.2)
    app = Endless()
    with serving(app) as client:
        client.sendall(b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert app.left.wait(30)
    # What the two ends of a connection hold, and no more.
    assert app.sent < 64 * 2**20


def reads_nothing_more(client: socket.socket) -> bool:
    try:
        return client.recv(1_000) in (b"", b"ok")
    except ConnectionError:
        return True
