"""What servers send: in every format that is read, packed, under wrong labels, with broken dates."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.egress import Answer
from service.errors import UnreadableInput
from service.polling import feed_at
from service.polling.harvest import harvest
from tests.egress.peer import peer, says
from tests.polling.conftest import Poll
from tests.polling.support import FLOOD, NOON, item, rss

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
PREFIXED = rss(item("1", extra="<media:thumbnail url='x'/>"))
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


WHOLE = (
    rss(item("1", ("Fünf Verletzte in Çorlu – “schwer”", "06:40")), item("2"), head="<ttl>20</ttl>"),
    ATOM.encode(),
    json.dumps(JSON_FEED).encode(),
    json.dumps([NINJS]).encode(),
    f'<!doctype html><script type="application/ld+json">{JSON_LD}</script>'.encode(),
    PREFIXED,
)


@settings(max_examples=150, deadline=None)
@given(
    body=st.sampled_from(WHOLE),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    junk=st.binary(max_size=20),
    label=st.sampled_from(
        ["", "text/xml", "text/xml; charset=utf-16", "x; charset=punycode", "charset=hex", ";=\x00"]
    ),
)
def test_whatever_is_broken_it_is_read_or_refused_and_the_head_too(
    body: bytes, start: float, length: int, junk: bytes, label: str
) -> None:
    place = int(start * len(body))
    broken = body[:place] + junk + body[place + length :]
    feed = feed_at("https://wire.example/rss")
    try:
        found = harvest(Answer(200, {"content-type": label}, broken, feed.url), feed, NOON)
    except UnreadableInput as error:
        assert error.remedy
    else:
        assert all(one.article.id and one.article.source for one in found.submissions)


def test_a_prefix_that_is_not_declared_costs_nothing(polling: Poll) -> None:
    with peer(says("", PREFIXED)) as server:
        record = polling(server.url()).poll()
    assert (record.taken, record.title) == (1, "North Wire")
