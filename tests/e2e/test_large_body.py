"""200 MB sent to the real server: refused at once, and never in its memory."""

import http.client
import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.e2e.support import QUICK, address, start

CHUNK, CHUNKS = b"a" * 2**20, 200
MOST_GROWTH = 32 * 2**20
"""Bytes of memory: the limit of this server is 1 MB, and what is on the way takes some."""
BEGINNING = b'{"articles": [{"title": "'


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, int, Path]]:
    """Host and port of a server, and where Linux tells of its memory."""
    process = start(folder, code=QUICK)
    try:
        host, _, port = address(process).removeprefix("http://").partition(":")
        yield host, int(port), Path(f"/proc/{process.pid}/status")
    finally:
        process.kill()
        process.communicate()


def peak(status: Path) -> int:
    """The most memory a process has ever held, in bytes."""
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii"))
    assert found
    return int(found[1]) * 1024


def sent(
    host: str, port: int, headers: dict[str, str], pieces: Iterator[bytes]
) -> tuple[int, int, dict[str, object]]:
    """Stream a body until it is all sent, or nobody listens any more: bytes sent, status, members of the problem."""
    with closing(http.client.HTTPConnection(host, port, timeout=60)) as connection:
        connection.putrequest("POST", "/v1/articles")
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        total = 0
        with suppress(ConnectionError):  # It has answered and hung up.
            for piece in pieces:
                connection.send(piece)
                total += len(piece)
        with connection.getresponse() as answer:
            return total, answer.status, json.loads(answer.read())


def chunked() -> Iterator[bytes]:
    yield b"%x\r\n%b\r\n" % (len(BEGINNING), BEGINNING)
    for _ in range(CHUNKS):
        yield b"%x\r\n%b\r\n" % (len(CHUNK), CHUNK)
    yield b"0\r\n\r\n"


def measured() -> Iterator[bytes]:
    yield BEGINNING
    for _ in range(CHUNKS):
        yield CHUNK


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from Linux's /proc")
def test_two_hundred_megabytes_are_refused_and_take_no_memory(tmp_path: Path) -> None:
    length = str(len(BEGINNING) + CHUNKS * len(CHUNK))
    with server(tmp_path) as (host, port, status):
        kinds = [({"Transfer-Encoding": "chunked"}, chunked), ({"Content-Length": length}, measured)]
        small = iter([b'{"title": "Warm"}'])
        assert sent(host, port, {"Content-Length": "17"}, small)[1] == 200
        before = peak(status)
        for headers, pieces in kinds:
            _, code, members = sent(host, port, headers, pieces())
            assert code == 413
            assert members["type"] == "urn:newsfold:problem:body-too-large"
            assert "NEWSFOLD_MAX_BODY_BYTES" in str(members["remedy"])
        assert peak(status) - before < MOST_GROWTH
        assert sent(host, port, {"Content-Length": "17"}, iter([b'{"title": "Warm"}']))[1] == 200
