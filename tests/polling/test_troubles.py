"""Servers that fail, move, lead astray or never end: it is said why, and nothing is lost."""

import socket
from collections.abc import Callable, Sequence
from time import sleep

import pytest

from service.egress import Addresses, Egress
from service.errors import UnreadableInput
from service.feedbook import FeedState
from service.polling import fetching
from tests.egress.peer import Behaviour, peer, says
from tests.polling.conftest import Poll
from tests.polling.support import INTERVAL, header, in_turn, item, rss


def drips(connection: socket.socket, request: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        connection.send(b"<")
        sleep(0.02)


def never_ends(connection: socket.socket, request: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n<rss>")
    while True:
        connection.sendall(b" " * 65536)


PAGE = b"""<!doctype html><html><head><title>Gazette</title>
<link rel='alternate' type="application/rss+xml" href="/rss?all&amp;new"></head><body>News</body></html>"""


@pytest.mark.parametrize(
    ("behave", "status", "error", "remedy"),
    [
        (says("", status="500 Oops"), 500, "HTTP 500", "will be polled again"),
        (says("", status="401 No"), 401, "HTTP 401", "user and password"),
        (says("", status="404 No"), 404, "HTTP 404", "present address"),
        (says("", status="204 Nothing"), 204, "HTTP 204", "will be polled again"),
        (says("", status="799 Odd"), 799, "HTTP 799", "will be polled again"),
        (says("", rss("<item/>", "<item/>")), 200, "none of its 2 items can be taken", "tell the publisher"),
        (says("", PAGE), 200, "looks like an HTML page", "/rss?all&new: name that"),
        (says("", b""), 200, "is empty", "give JSON"),
        (
            says("", b"<rss><channel></channel></rss>"),
            200,
            "neither a title nor entries",
            "check the address",
        ),
        (says("", b"\x89PNG\r\n\x1a\n" + bytes(100)), 200, "a PNG picture", "give JSON"),
        (
            says("Content-Encoding: gzip\r\n", b"\x1f\x8bxx"),
            None,
            "no answer from 127.0.0.1",
            "will be polled again",
        ),
        (says("Location: /again\r\n", status="302 Found"), None, "redirect", "will be polled again"),
        (drips, None, "too long", "will be polled again"),
        (never_ends, None, "longer than the 1000 bytes", "will be polled again"),
        (
            lambda connection, request: connection.close(),
            None,
            "no answer from 127.0.0.1",
            "will be polled again",
        ),
    ],
)
def test_a_poll_that_fails_says_why_loses_nothing_and_is_made_again(
    polling: Poll,
    monkeypatch: pytest.MonkeyPatch,
    behave: Behaviour,
    status: int | None,
    error: str,
    remedy: str,
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    monkeypatch.setattr(fetching, "MAX_BYTES", 1000)
    good = says('ETag: "1"\r\n', rss(item("1")))
    with peer(in_turn(good, behave, good)) as server:
        feed = polling(server.url())
        before = feed.poll()
        failed = feed.poll()
        assert (failed.state, failed.status, failed.failures) == (FeedState.FAILING, status, 1)
        assert error in failed.error
        assert remedy in failed.remedy
        assert failed.validators == before.validators
        assert (failed.succeeded_at, failed.taken_in_all) == (before.succeeded_at, 1)
        assert feed.wait() == INTERVAL
        assert feed.poll().state is FeedState.OK
    assert feed.tally.polls == ["changed", "failed", "unchanged"]


def test_not_modified_is_no_answer_to_whoever_knows_nothing(polling: Poll) -> None:
    with peer(says("", status="304 Not Modified")) as server:
        record = polling(server.url()).poll()
    assert (record.state, record.error) == (FeedState.FAILING, "HTTP 304")


def test_a_password_is_sent_and_shown_to_nobody_else(polling: Poll) -> None:
    def moved(connection: socket.socket, request: bytes) -> None:
        says(f"Location: {other.url()}\r\n", status="301 Moved")(connection, request)

    with peer(says("", status="500 Oops")) as other, peer(moved) as server:
        feed = polling(server.url().replace("//", "//eva:secret@"))
        record = feed.poll()
    assert header(server.requests[0], "authorization").startswith("Basic ")
    assert header(other.requests[0], "authorization") == ""
    assert "secret" not in repr(record)


def test_410_ends_it(polling: Poll) -> None:
    with peer(in_turn(says("", status="410 Gone"), says("", rss(item("1"))))) as server:
        feed = polling(server.url())
        record = feed.poll()
        assert (record.state, record.next_poll_at) == (FeedState.GONE, None)
        assert "NEWSFOLD_FEEDS" in record.remedy
        assert feed.poll().state is FeedState.OK
    assert feed.tally.polls == ["gone", "changed"]


def test_where_it_has_moved_for_good_is_remembered_until_it_fails_there(polling: Poll) -> None:
    ways: dict[str, Callable[[], Behaviour]] = {
        "/old": lambda: says("Location: /new\r\n", status="301 Moved"),
        "/new": lambda: says("", rss(item("1"))),
    }

    def behave(connection: socket.socket, request: bytes) -> None:
        ways[request.split()[1].decode()]()(connection, request)

    def paths(requests: Sequence[bytes]) -> list[str]:
        return [request.split()[1].decode() for request in requests]

    with peer(behave) as server:
        feed = polling(server.url(path="/old").replace("//", "//eva:secret@"))
        assert feed.poll().moved_to == server.url(path="/new")
        assert feed.poll().moved_to == server.url(path="/new")
        assert paths(server.requests) == ["/old", "/new", "/new"]
        assert all(header(request, "authorization") for request in server.requests)
        ways["/new"] = lambda: says("", status="410 Gone")
        assert (feed.poll().state, feed.record.moved_to) == (FeedState.FAILING, "")
        ways["/old"] = lambda: says("", rss(item("1")))
        assert feed.poll().state is FeedState.OK
    assert paths(server.requests)[3:] == ["/new", "/old"]


@pytest.mark.parametrize("target", ["http://127.0.0.2:{port}/", "http://169.254.169.254/latest"])
def test_a_redirect_to_a_private_address_is_refused(
    polling: Poll, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    def behave(connection: socket.socket, request: bytes) -> None:
        place = target.format(port=server.port)
        says(f"Location: {place}\r\n", status="301 Moved")(connection, request)

    # 127.0.0.1 stands for the public internet, so that a redirect can lead out of it.
    monkeypatch.setattr("service.egress.addresses.is_public", "127.0.0.1".__eq__)
    with peer(behave) as server:
        feed = polling(server.url())
        feed.egress.close()
        feed.egress = Egress(Addresses())
        feed.poller = type(feed.poller)(feed.dependencies(), feed.stopping)
        record = feed.poll()
    assert len(server.requests) == 1
    assert "no address on the public internet" in record.error
    assert "NEWSFOLD_ALLOW_PRIVATE_ADDRESSES" in record.remedy
    assert record.moved_to == ""


def test_a_fault_of_our_own_is_logged_and_the_feed_is_polled_again(
    polling: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer(says('ETag: "1"\r\n', rss(item("1")))) as server:
        feed = polling(server.url())
        for error in (OSError("the disk is full"), UnreadableInput("?", "?"), RecursionError()):
            with monkeypatch.context() as patch:
                patch.setattr(feed.desk, "receive", lambda *given, error=error: _raise(error))
                record = feed.poll()
            assert record.state is FeedState.FAILING
            assert record.validators.etag == ""
        assert feed.poll().taken == 1


def _raise(error: Exception) -> None:
    raise error
