"""Over real connections: the right address, within time and size, whatever the other side does."""

import gzip
import socket
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from threading import Event, Timer
from time import monotonic, sleep

import pytest

from service.egress import Addresses, Egress, Resolver, Stopping
from service.errors import AddressRefused, Unreachable
from tests.egress.peer import Behaviour, peer, says

SECONDS = 5.0
NAME = "receiver.example"


def at(*addresses: str) -> Resolver:
    return lambda host, port: addresses


@pytest.fixture
def egress() -> Iterator[Egress]:
    with closing(Egress(Addresses(allow_private=True, resolve=at("127.0.0.1")))) as opened:
        yield opened


def fetch(egress: Egress, url: str, *, max_bytes: int = 1000, seconds: float = SECONDS) -> bytes:
    return egress.fetch(url, headers={}, max_bytes=max_bytes, seconds=seconds).body


def test_a_page_is_fetched_from_the_address_that_was_looked_up(egress: Egress) -> None:
    with peer(says("ETag: x\r\n", b"news")) as server:
        answer = egress.fetch(
            server.url(NAME, "/feed?a=1"), headers={"If-None-Match": "y"}, max_bytes=9, seconds=SECONDS
        )
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"news", "x")
    assert answer.url == server.url(NAME, "/feed?a=1")
    [request] = server.requests
    assert request.startswith(b"GET /feed?a=1 HTTP/1.1\r\n")
    assert f"host: {NAME}:{server.port}".encode() in request.lower()
    assert b"if-none-match: y" in request.lower()
    assert b"user-agent: newsfold/" in request.lower()


def test_a_name_that_is_bound_anew_after_the_check_does_not_get_in() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    with (
        peer(says("")) as server,
        closing(Egress(Addresses(resolve=lambda host, port: next(answers)))) as egress,
    ):
        egress.check(server.url(NAME))
        with pytest.raises(AddressRefused):
            fetch(egress, server.url(NAME))
    assert server.connections == 0


def test_a_name_is_looked_up_once_for_each_connection() -> None:
    lookups = []

    def resolve(host: str, port: int) -> Sequence[str]:
        lookups.append((host, port))
        return ["127.0.0.1"]

    addresses = Addresses(allow_private=True, resolve=resolve)
    with peer(says("", b"x")) as server, closing(Egress(addresses)) as egress:
        for _ in range(3):
            fetch(egress, server.url(NAME))
    assert lookups == [(NAME, server.port)] * server.connections
    assert server.connections == 1


@pytest.fixture
def only_this_machine_is_public(monkeypatch: pytest.MonkeyPatch) -> Iterator[Egress]:
    """127.0.0.1 stands for the public internet, so that a redirect can lead out of it."""
    monkeypatch.setattr("service.egress.addresses.is_public", "127.0.0.1".__eq__)
    with closing(Egress(Addresses())) as egress:
        yield egress


@pytest.mark.parametrize(
    "target", ["http://127.0.0.2:{port}/", "http://[::1]:{port}/", "http://169.254.169.254/"]
)
def test_a_redirect_to_a_private_address_is_refused(only_this_machine_is_public: Egress, target: str) -> None:
    def behave(connection: socket.socket, request: bytes) -> None:
        place = target.format(port=server.port)
        says(f"Location: {place}\r\n", status="302 Found")(connection, request)

    with peer(behave) as server, pytest.raises(AddressRefused):
        fetch(only_this_machine_is_public, server.url())
    assert len(server.requests) == 1


def test_redirects_are_followed_when_fetching_but_not_without_end(egress: Egress) -> None:
    def behave(connection: socket.socket, request: bytes) -> None:
        if b"GET /end" in request:
            says("", b"arrived")(connection, request)
        else:
            place = "/end" if b"GET /start" in request else "/again"
            says(f"Location: {place}\r\n", status="301 Moved")(connection, request)

    with peer(behave) as server:
        answer = egress.fetch(server.url(path="/start"), headers={}, max_bytes=9, seconds=SECONDS)
        assert (answer.body, answer.url) == (b"arrived", server.url(path="/end"))
        assert answer.moved_to == server.url(path="/end")
        with pytest.raises(Unreachable, match="redirect"):
            fetch(egress, server.url(path="/again"))


def test_only_what_has_moved_for_good_is_said_to_have_moved(egress: Egress) -> None:
    ways = {b"/old": ("308 Permanent Redirect", "/new"), b"/new": ("302 Found", "/today"), b"/today": None}

    def behave(connection: socket.socket, request: bytes) -> None:
        way = ways[request.split()[1]]
        answer = says(f"Location: {way[1]}\r\n", status=way[0]) if way else says("", b"news")
        answer(connection, request)

    with peer(behave) as server:
        answers = [
            egress.fetch(server.url(path=path), headers={}, max_bytes=9, seconds=SECONDS)
            for path in ("/old", "/new")
        ]
        assert [answer.url for answer in answers] == [server.url(path="/today")] * 2
        assert [answer.moved_to for answer in answers] == [server.url(path="/new"), ""]


def test_when_sending_a_redirect_is_an_answer(egress: Egress) -> None:
    with peer(says("Location: /other\r\n", status="307 Temporary Redirect")) as server:
        answer = egress.send(
            server.url(), b"{}", headers={"Content-Type": "application/json"}, seconds=SECONDS
        )
    assert answer.status == 307
    [request] = server.requests
    assert request.endswith(b"\r\n\r\n{}")


def test_a_long_answer_to_what_was_sent_is_not_read(egress: Egress) -> None:
    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with peer(behave) as server:
        assert egress.send(server.url(), b"{}", headers={}, seconds=SECONDS).status == 200


@pytest.mark.parametrize("packed", [False, True])
def test_a_body_is_taken_up_to_its_limit(egress: Egress, *, packed: bool) -> None:
    whole = b"x" * 1000
    body, head = (gzip.compress(whole), "Content-Encoding: gzip\r\n") if packed else (whole, "")
    with peer(says(head, body)) as server:
        assert fetch(egress, server.url(), max_bytes=1000) == whole
        with pytest.raises(Unreachable, match="999 bytes"):
            fetch(egress, server.url(), max_bytes=999)


def resets(connection: socket.socket, request: bytes) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hangs_up(connection: socket.socket, request: bytes) -> None:
    connection.close()


def speaks_nonsense(connection: socket.socket, request: bytes) -> None:
    connection.sendall(b"220 mail.example ESMTP\r\n\r\n")


def drips_a_head(connection: socket.socket, request: bytes) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
        connection.send(bytes([byte]))
        sleep(0.02)


def drips_a_body(connection: socket.socket, request: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        connection.send(b"x")
        sleep(0.02)


def is_silent(connection: socket.socket, request: bytes) -> None:
    sleep(3)


def is_cut_short(connection: socket.socket, request: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    connection.close()


def packs_badly(connection: socket.socket, request: bytes) -> None:
    says("Content-Encoding: gzip\r\n", b"not gzip at all")(connection, request)


@pytest.mark.parametrize(
    "behave",
    [
        resets,
        hangs_up,
        speaks_nonsense,
        drips_a_head,
        drips_a_body,
        is_silent,
        is_cut_short,
        packs_badly,
        says("Location: file:///etc/passwd\r\n", status="302 Found"),
        says("Location: http://[::bad\r\n", status="302 Found"),
    ],
)
def test_no_usable_answer_is_said_so_and_in_time(egress: Egress, behave: Behaviour) -> None:
    started = monotonic()
    with peer(behave) as server, pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
        fetch(egress, server.url(), seconds=0.5)
    assert monotonic() - started < 1.5


def test_nobody_there(egress: Egress) -> None:
    with peer(says("")) as server:
        pass
    with pytest.raises(Unreachable, match="no connection"):
        fetch(egress, server.url())


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    addresses = Addresses(allow_private=True, resolve=at("127.0.0.2", "127.0.0.1"))
    with peer(says("", b"here")) as server, closing(Egress(addresses)) as egress:
        assert fetch(egress, server.url(NAME)) == b"here"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "ftp://a.example/",
        "file:///etc/passwd",
        "https://",
        "http://[::bad",
        "http://127.0.0.1:99999/",
    ],
)
def test_what_is_no_http_url_is_refused(egress: Egress, url: str) -> None:
    for refuse in (egress.check, lambda url: fetch(egress, url)):
        with pytest.raises(AddressRefused):
            refuse(url)


def test_a_host_that_cannot_be_found_now_may_be_named() -> None:
    with closing(Egress(Addresses())) as egress:
        egress.check("https://no-such-host.invalid/hook")


def test_closing_cuts_off_what_is_under_way(egress: Egress) -> None:
    reached = Event()

    def behave(connection: socket.socket, request: bytes) -> None:
        reached.set()
        sleep(3)

    with peer(behave) as server:
        Timer(0.2, egress.close).start()
        started = monotonic()
        with pytest.raises(Stopping):
            fetch(egress, server.url())
    assert reached.is_set()
    assert monotonic() - started < 1.5
