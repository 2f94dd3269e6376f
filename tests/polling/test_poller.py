"""One poll after another, against a real server that does what servers do."""

import gzip
import json
import socket
from collections.abc import Callable, Sequence
from datetime import timedelta
from time import sleep

import pytest

from service.egress import Addresses, Egress
from service.errors import UnreadableInput
from service.feedbook import FeedState
from service.polling import fetching
from tests.egress.peer import Behaviour, peer, says
from tests.polling.conftest import Poll
from tests.polling.support import FLOOD, INTERVAL, MINUTE, MUSEUM, NOON, VARGA, item, rss

HOUR = 60 * MINUTE


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave so at the first request, so at the second; after the last like that.

    A request for ``/again`` is one that the answer before has led to.
    """
    left = list(behaviours)
    last = left[0]

    def behave(connection: socket.socket, request: bytes) -> None:
        nonlocal last
        if b"GET /again" not in request:
            last = left.pop(0) if len(left) > 1 else left[0]
        last(connection, request)

    return behave


def header(request: bytes, name: str) -> str:
    lines = request.decode().split("\r\n")
    return next((line.split(": ", 1)[1] for line in lines if line.lower().startswith(name + ":")), "")


def test_what_is_new_is_filed_and_asked_for_with_its_validators_next_time(polling: Poll) -> None:
    head = 'ETag: W/"7"\r\nLast-Modified: Fri, 20 Nov 2026 09:00:00 GMT\r\n'
    server_says = in_turn(says(head, rss(item("1"), item("2", VARGA))), says("", status="304 Not Modified"))
    with peer(server_says) as server:
        feed = polling(server.url(path="/rss"))
        first = feed.poll()
        assert (first.state, first.status, first.title) == (FeedState.OK, 200, "North Wire")
        assert (first.taken, first.rejected, first.taken_in_all) == (2, 0, 2)
        assert sorted(feed.filed().values()) == sorted([FLOOD[0], VARGA[0]])
        feed.clock.advance(INTERVAL)
        again = feed.poll()
    assert (again.state, again.status, again.taken, again.taken_in_all) == (FeedState.OK, 304, 0, 2)
    assert again.validators == first.validators
    assert feed.wait() == INTERVAL
    assert [header(request, "if-none-match") for request in server.requests] == ["", 'W/"7"']
    assert header(server.requests[1], "if-modified-since") == "Fri, 20 Nov 2026 09:00:00 GMT"
    assert header(server.requests[0], "accept-encoding") == "gzip"
    assert feed.tally.polls == ["changed", "unchanged"]


def test_what_is_known_is_not_encoded_again(polling: Poll) -> None:
    many = [item(str(number), (f"{FLOOD[0]} Report number {number}.", "06:40")) for number in range(50)]
    with peer(in_turn(says("", rss(*many)), says("", rss(item("new", VARGA), *many)))) as server:
        feed = polling(server.url())
        assert feed.poll().taken == 50
        before = feed.encoder.encoded
        assert feed.poll().taken == 1
        assert 0 < feed.encoder.encoded - before <= 2
        before = feed.encoder.encoded
        assert feed.poll().status == 200
    assert feed.encoder.encoded == before
    assert feed.tally.received == 51


def test_an_item_that_changes_is_a_revision(polling: Poll) -> None:
    corrected = (FLOOD[0].replace("1,200", "1,300"), FLOOD[1])
    with peer(in_turn(says("", rss(item("1"))), says("", rss(item("1", corrected))))) as server:
        feed = polling(server.url())
        feed.poll()
        assert feed.poll().taken == 1
    [(article_id, text)] = feed.filed().items()
    assert text == corrected[0]
    assert len(feed.desk.versions(article_id, feed.clock.now)) == 2


def test_a_date_that_was_not_believed_is_no_news_when_its_time_has_come(polling: Poll) -> None:
    late = (FLOOD[0], "13:00")
    with peer(in_turn(says("", rss(item("1", late))), says("", rss(item("1", late), item("2"))))) as server:
        feed = polling(server.url())
        feed.poll()
        feed.clock.advance(2 * HOUR)
        feed.poll()
    assert [len(feed.desk.versions(name, feed.clock.now)) for name in feed.filed()] == [1, 1]


def test_stories_begin_with_what_came_first(polling: Poll) -> None:
    with peer(says("", rss(item("3", MUSEUM), item("2", VARGA), item("1", FLOOD)))) as server:
        feed = polling(server.url())
        feed.poll()
    order = [logged.event.article_id for logged in feed.desk.events(0) if logged.event.article_id]
    assert [str(name)[-1] for name in dict.fromkeys(order)] == ["1", "2", "3"]


SOURCED = "<source url='https://agency.example/rss'>Agency</source>"


@pytest.mark.parametrize(
    ("name", "title", "extra", "source"),
    [
        ("", "North Wire", "", "North Wire"),
        ("", "", "", "127.0.0.1"),
        ("Wire", "North Wire: all &amp; everything", "", "Wire"),
        ("Wire", "", "", "Wire"),
        ("Wire", "North Wire", SOURCED, "Agency"),
    ],
)
def test_the_source_is_what_the_item_says_else_the_name_given_else_the_title(
    polling: Poll, name: str, title: str, extra: str, source: str
) -> None:
    with peer(says("", rss(item("1", extra=extra), title=title))) as server:
        feed = polling(server.url(), name)
        feed.poll()
    [article_id] = feed.filed()
    assert feed.desk.article(article_id, NOON).article.source == source


def test_items_that_cannot_be_taken_cost_only_themselves(polling: Poll) -> None:
    with peer(says('ETag: "1"\r\n', rss("<item><guid>empty</guid></item>", item("1")))) as server:
        feed = polling(server.url())
        record = feed.poll()
    assert (record.taken, record.rejected, record.validators.etag) == (1, 1, '"1"')
    assert feed.tally.rejected == 1


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Coast Journal",
    "home_page_url": "https://coast.example/",
    "items": [{"id": 1, "content_text": FLOOD[0], "date_published": "2026-11-20T06:40:00Z"}],
}
NINJS = {
    "uri": "urn:newsml:agency.example:1",
    "type": "text",
    "headline": "Flood",
    "body_text": FLOOD[0],
    "versioncreated": "2026-11-20T06:40:00Z",
}
JSON_LD = json.dumps(
    {"@type": "NewsArticle", "@id": "https://p.example/1", "headline": "Flood", "articleBody": FLOOD[0]}
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:coast.example,2026:1</id><title>Flood</title>'
    f"<content>{FLOOD[0]}</content></entry><title>Coast</title></feed>"
)


@pytest.mark.parametrize(
    ("body", "ids", "title"),
    [
        (json.dumps(JSON_FEED), ["{feed}:1"], "Coast Journal"),
        (json.dumps([NINJS]), ["urn:newsml:agency.example:1"], ""),
        (
            f'<!doctype html><script type="application/ld+json">{JSON_LD}</script>',
            ["https://p.example/1"],
            "",
        ),
        (ATOM, ["tag:coast.example,2026:1"], "Coast"),
    ],
    ids=["JSON Feed", "ninjs", "JSON-LD in a page", "Atom"],
)
def test_whatever_the_readers_know_can_be_polled(
    polling: Poll, body: str, ids: list[str], title: str
) -> None:
    with peer(says("", body.encode())) as server:
        feed = polling(server.url())
        record = feed.poll()
    assert list(feed.filed()) == [one.format(feed=feed.feed.id) for one in ids]
    assert list(feed.filed().values()) == [FLOOD[0]]
    assert record.title == title


def test_two_feeds_that_both_count_from_one_speak_of_different_articles(polling: Poll) -> None:
    with peer(says("", rss(item("1")))) as server:
        feed = polling(server.url(path="/world"))
        feed.poll()
        other = polling(server.url(path="/sport"))
        other.desk, other.poller = feed.desk, type(feed.poller)(feed.around(), feed.stopping)
        other.poll()
    assert sorted(feed.filed()) == sorted([f"{feed.feed.id}:1", f"{other.feed.id}:1"])


@pytest.mark.parametrize("packed", [False, True], ids=["on its way", "as a file"])
def test_what_is_packed_is_unpacked(polling: Poll, *, packed: bool) -> None:
    head = "Content-Type: application/gzip\r\n" if packed else "Content-Encoding: gzip\r\n"
    with peer(says(head, gzip.compress(rss(item("1"))))) as server:
        assert polling(server.url()).poll().taken == 1


def test_a_file_that_unpacks_without_end_is_not_taken(polling: Poll, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.polling.harvest.MAX_BYTES", 1000)
    with peer(says("", gzip.compress(b"<rss>" + b" " * 10_000))) as server:
        record = polling(server.url()).poll()
    assert "longer than the 1000 bytes" in record.error


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (
            rss(item("1", ("Fünf Verletzte in Çorlu – “schwer”", "06:40"))).decode().encode("cp1252"),
            "text/xml",
        ),
        (
            rss(item("1", ("Fünf Verletzte in Çorlu – “schwer”", "06:40"))).replace(
                b"'1.0'", b"'1.0' encoding='iso-8859-1'"
            ),
            "application/xml; charset=us-ascii",
        ),
        (
            rss(item("1", ("Fünf Verletzte in Çorlu – “schwer”", "06:40"))).decode().encode("cp1252"),
            "text/xml; charset=windows-1252",
        ),
        (
            rss(item("1", ("Fünf Verletzte in Çorlu – “schwer”", "06:40"))).decode().encode("utf-16"),
            "text/xml",
        ),
    ],
    ids=["unlabelled", "UTF-8 under another label", "labelled by the server", "UTF-16"],
)
def test_a_wrong_label_costs_no_letter(polling: Poll, body: bytes, content_type: str) -> None:
    with peer(says(f"Content-Type: {content_type}\r\n", body)) as server:
        feed = polling(server.url())
        feed.poll()
    assert list(feed.filed().values()) == ["Fünf Verletzte in Çorlu – “schwer”"]


def test_one_broken_byte_costs_one_letter(polling: Poll) -> None:
    whole = rss(item("1", ("Fünf Verletzte in Çorlu – “schwer”.", "06:40")))
    with peer(says("", whole.replace("Ç".encode(), b"\xff"))) as server:
        feed = polling(server.url())
        feed.poll()
    assert list(feed.filed().values()) == ["Fünf Verletzte in \ufffdorlu – “schwer”."]


def test_a_broken_date_is_the_time_of_receipt(polling: Poll) -> None:
    with peer(says("", rss(item("1", (FLOOD[0], "99:99"))))) as server:
        feed = polling(server.url())
        feed.poll()
    [article_id] = feed.filed()
    assert feed.desk.article(article_id, NOON).at == NOON


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
        (says("", status="500 Oops"), 500, "HTTP 500", "polled again by itself"),
        (says("", status="401 No"), 401, "HTTP 401", "user and password"),
        (says("", status="404 No"), 404, "HTTP 404", "present address"),
        (says("", status="204 Nothing"), 204, "HTTP 204", "by itself"),
        (says("", status="799 Odd"), 799, "HTTP 799", "by itself"),
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
        (says("Content-Encoding: gzip\r\n", b"\x1f\x8bxx"), None, "no answer from 127.0.0.1", "by itself"),
        (says("Location: /again\r\n", status="302 Found"), None, "redirect", "by itself"),
        (drips, None, "too long", "by itself"),
        (never_ends, None, "longer than the 1000 bytes", "by itself"),
        (lambda connection, request: connection.close(), None, "no answer from 127.0.0.1", "by itself"),
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
        feed.poller = type(feed.poller)(feed.around(), feed.stopping)
        record = feed.poll()
    assert len(server.requests) == 1
    assert "no address in the public internet" in record.error
    assert "NEWSFOLD_ALLOW_PRIVATE_ADDRESSES" in record.remedy
    assert record.moved_to == ""


@pytest.mark.parametrize(
    ("head", "feed_head", "wait"),
    [
        ("Cache-Control: public, max-age=1800\r\n", "", 30 * MINUTE),
        ("Cache-Control: max-age=1800\r\nAge: 900\r\n", "", 15 * MINUTE),
        ("Cache-Control: max-age=60\r\n", "", INTERVAL),
        ("Cache-Control: no-cache, max-age=1800\r\n", "", INTERVAL),
        ("Cache-Control: max-age=999999999999999\r\n", "", INTERVAL),
        ("Cache-Control: max-age=31536000\r\n", "", HOUR),
        ("", "<ttl>20</ttl>", 20 * MINUTE),
        ("", "<ttl>soon</ttl>", INTERVAL),
        (
            "",
            '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>'
            '<sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">4</sy:updateFrequency>',
            15 * MINUTE,
        ),
    ],
)
def test_it_is_left_alone_as_long_as_it_asks_within_reason(
    polling: Poll, head: str, feed_head: str, wait: timedelta
) -> None:
    with peer(says(head, rss(item("1"), head=feed_head))) as server:
        feed = polling(server.url())
        feed.poll()
    assert feed.wait() == wait


def test_a_server_that_asks_for_a_pause_gets_it(polling: Poll) -> None:
    with peer(says("Retry-After: 7200\r\n", status="503 Busy")) as server:
        feed = polling(server.url())
        feed.poll()
    assert feed.wait() == 2 * HOUR


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
