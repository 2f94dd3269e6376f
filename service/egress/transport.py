"""How connections are made: to an address that was checked just before, and never for longer than allowed.

httpcore2 bounds each single read and write, so that a server which sends a byte now and then would hold a thread for
ever. Here the whole call has one end, whatever it is waiting for.
"""

import ssl
from collections.abc import Iterable, Iterator
from threading import Event, local
from time import monotonic

import httpcore2
import httpx2

from service.egress.addresses import Addresses
from service.errors import Unreachable

_KEPT_OPEN = 20
_KEPT_SECONDS = 15.0
"""Connections that are kept for the next call, and for how long."""
_SLICE = 0.25
"""Seconds after which a wait looks whether the service is stopping."""


class Stopping(Exception):
    """The call was cut off because the service stops; it says nothing about the other side."""


class Deadline(local):
    """When the call must be over that the present thread is making."""

    def __init__(self, stopping: Event) -> None:
        self._stopping = stopping
        self._end = 0.0

    def set(self, seconds: float) -> None:
        """Begin a call."""
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Seconds that remain, above 0. Raises Stopping, and httpcore2's ReadTimeout when there are none."""
        if self._stopping.is_set():
            raise Stopping
        left = self._end - monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("it took too long")
        return left


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose every wait ends with the call."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Wait for some bytes."""
        while True:
            left = self._deadline.left()
            try:
                return self._inner.read(max_bytes, min(left, _SLICE))
            except httpcore2.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Shake hands; the certificate must be that of the name, whichever address was called."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Tell about the connection."""
        return self._inner.get_extra_info(info)


class _CheckedBackend(httpcore2.NetworkBackend):
    """Opens connections for httpcore2, to checked addresses only."""

    def __init__(self, addresses: Addresses, deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Look ``host`` up, and connect to the first of its allowed addresses that answers."""
        addresses = self._addresses.of(host, port)
        for place, address in enumerate(addresses, start=1):
            # An address that swallows packets must leave time for the next one.
            share = self._deadline.left() / (len(addresses) - place + 1)
            try:
                stream = self._backend.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise Unreachable(f"no connection to {host!r}, port {port}: {failure}") from failure

    def sleep(self, seconds: float) -> None:
        """Not used: nothing is tried twice in here."""


class Transport(httpx2.BaseTransport):
    """Sends requests through a pool of connections, each to a checked address."""

    def __init__(self, addresses: Addresses, deadline: Deadline) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            max_connections=None,
            max_keepalive_connections=_KEPT_OPEN,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=_CheckedBackend(addresses, deadline),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; the answer is read as it comes in."""
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        said = self._pool.handle_request(
            httpcore2.Request(request.method, url, headers=request.headers.raw, content=request.stream)
        )
        return httpx2.Response(said.status, headers=said.headers, stream=_Body(said))

    def close(self) -> None:
        """Hang up."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    """The body of an answer, as it comes in."""

    def __init__(self, said: httpcore2.Response) -> None:
        self._said = said

    def __iter__(self) -> Iterator[bytes]:
        return self._said.iter_stream()

    def close(self) -> None:
        self._said.close()
