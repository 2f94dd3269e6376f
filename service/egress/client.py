"""Fetching and sending. Each call is bounded in time and size and goes to checked addresses only."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from threading import Event

import httpcore2
import httpx2

from service.egress.addresses import Addresses
from service.egress.answer import Answer, headers_of, whole_answer
from service.egress.transport import Deadline, Stopping, Transport
from service.errors import AddressRefused, Unanswered, Unreachable

__all__ = ["Answer", "Egress", "Stopping"]

USER_AGENT = f"newsfold/{version('newsfold')}"
REDIRECTS = 5
_UNREAD_BYTES = 64 * 1024
"""So much of an answer that nobody asked for is read, so that its connection can be used again."""
_SCHEMES = ("http", "https")
_LAST_PORT = 65535


class Egress:
    """Calls other people's servers. Safe to use from several threads; each waits for its own call only.

    No proxy or credential of the environment is used, no cookie kept.
    """

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._stopping = Event()
        self._deadline = Deadline(self._stopping)
        self._client = httpx2.Client(
            transport=Transport(addresses, self._deadline),
            trust_env=False,
            timeout=None,
            max_redirects=REDIRECTS,
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
        )

    def check(self, url: str) -> None:
        """Raise AddressRefused where ``url`` is not HTTP, or names a host that may not be called.

        A host that cannot be found now is let pass: it is looked up again for every connection.
        """
        parsed = _parse(url)
        try:
            self._addresses.of(parsed.raw_host.decode("ascii"), parsed.port or 443)
        except Unreachable as error:
            if isinstance(error, AddressRefused):
                raise

    def fetch(self, url: str, *, headers: Mapping[str, str], max_bytes: int, seconds: float) -> Answer:
        """GET, following redirects, every address of which is checked anew.

        Parameters
        ----------
        max_bytes
            How long the body may be at most, unpacked.
        seconds
            How long all of it may take, redirects included; looking a name up is not counted.

        Raises
        ------
        Unreachable
            There is no usable answer; says why. AddressRefused where a host may not be called, Unanswered where it
            may have got what was sent.
        Stopping
            :meth:`close` was called meanwhile.
        """
        request = self._client.build_request("GET", _parse(url), headers=headers)
        with self._calling(request, seconds=seconds, follow_redirects=True) as response:
            return whole_answer(response, max_bytes)

    def ask(
        self, url: str, content: bytes, *, headers: Mapping[str, str], max_bytes: int, seconds: float
    ) -> Answer:
        """POST, and keep the answer. Redirects are not followed.

        Raises what :meth:`fetch` raises.
        """
        request = self._client.build_request("POST", _parse(url), content=content, headers=headers)
        with self._calling(request, seconds=seconds, follow_redirects=False) as response:
            return whole_answer(response, max_bytes)

    def send(self, url: str, content: bytes, *, headers: Mapping[str, str], seconds: float) -> Answer:
        """POST. Redirects are not followed, and the body of the answer is not kept.

        Raises what :meth:`fetch` raises.
        """
        request = self._client.build_request("POST", _parse(url), content=content, headers=headers)
        with self._calling(request, seconds=seconds, follow_redirects=False) as response:
            size = 0
            for chunk in response.iter_raw():
                size += len(chunk)
                if size > _UNREAD_BYTES:
                    break
            return Answer(response.status_code, headers_of(response), b"", str(response.url))

    @contextmanager
    def _calling(
        self, request: httpx2.Request, *, seconds: float, follow_redirects: bool
    ) -> Iterator[httpx2.Response]:
        self._deadline.set(seconds)
        try:
            response = self._client.send(request, stream=True, follow_redirects=follow_redirects)
            try:
                yield response
            finally:
                response.close()
        except (httpx2.HTTPError, httpx2.InvalidURL, *_CORE_ERRORS) as error:
            if self._stopping.is_set():
                raise Stopping from error
            said = str(error) or type(error).__name__
            kind = Unreachable if isinstance(error, _NOT_CONNECTED) else Unanswered
            raise kind(f"no answer from {request.url.host}: {said}") from error

    def close(self) -> None:
        """Cut off the calls under way, and hang up."""
        self._stopping.set()
        self._client.close()


_CORE_ERRORS = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
)

_NOT_CONNECTED = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.InvalidURL,
    httpcore2.ConnectError,
    httpcore2.ConnectTimeout,
)
"""Nothing was sent, and nothing can have come of it."""


def _parse(url: str) -> httpx2.URL:
    try:
        parsed = httpx2.URL(url)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise AddressRefused(f"{url!r} is not a URL: {error}") from error
    if parsed.scheme not in _SCHEMES or not parsed.host:
        raise AddressRefused(f"{url!r} does not name a host to call over HTTP; begin it with https://")
    if parsed.port is not None and not 0 < parsed.port <= _LAST_PORT:
        # The resolver takes it modulo 65536, and some other service would get what is sent.
        raise AddressRefused(f"{url!r} has a port that cannot be called; ports go up to {_LAST_PORT}")
    return parsed
