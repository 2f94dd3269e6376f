"""A real server on loopback that behaves as a test tells it to, connection by connection."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

Behaviour = Callable[[socket.socket, bytes], None]
"""Is given each request, head and body, and the connection to answer on."""


@dataclass
class Peer:
    """Where it listens, and what has come in."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    def url(self, host: str = "127.0.0.1", path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"


def says(head: str, body: bytes = b"", status: str = "200 OK") -> Behaviour:
    """Answer every request with this."""
    lines = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode()

    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(lines + body)

    return behave


@contextmanager
def peer(behave: Behaviour) -> Iterator[Peer]:
    """Listen on 127.0.0.1 and on no other address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found = Peer(listener.getsockname()[1])

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    found.connections += 1
                    Thread(target=_serve, args=(connection, found, behave), daemon=True).start()

        Thread(target=accept, daemon=True).start()
        yield found
        listener.shutdown(socket.SHUT_RDWR)


def _serve(connection: socket.socket, found: Peer, behave: Behaviour) -> None:
    with suppress(OSError), connection:
        while request := _request(connection):
            found.requests.append(request)
            behave(connection, request)


def _request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            return b""
        received += part
    head, body = received.split(b"\r\n\r\n", 1)
    lengths = [int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while len(body) < sum(lengths):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
