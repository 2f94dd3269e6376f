"""Inputs made to hang, to exhaust or to break a reader are answered like any other; nothing in them is obeyed."""

import json
import socket
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from service.errors import InputError, UnreadableInput
from service.formats.reading import Item, read
from service.model import Submission
from tests.formats.conftest import NOW
from tests.formats.hostile import ALL, Make
from tests.formats.wires import samples

SMALL, LARGE = 50_000, 200_000
MOST_GROWTH = 9.0
"""Times the work for four times the size: linear work takes 4, quadratic 16."""
MEASURABLE = 0.25
"""Seconds of processor time below which growth is noise, and harmless."""
ATTEMPTS = 3
HALVED_FEED = (
    "<rss version='2.0'><channel><title>t</title>"
    f"<item><title>{escape(samples.TITLE)}</title></item></channel></rss>"
)


def answered(data: str | bytes) -> tuple[Item, ...]:
    """What the reader takes and what it rejects; nothing where it refuses the whole, with a remedy."""
    encoded = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    try:
        return read(encoded, name="input", now=NOW).items
    except InputError as error:
        assert isinstance(error, UnreadableInput)
        assert error.detail.startswith("input: ")
        assert error.remedy
        assert len(str(error)) < 500
        return ()


def seconds(make: Make, size: int) -> float:
    data = make(size)
    started = time.process_time()
    items = answered(data)
    spent = time.process_time() - started
    for item in items:
        check(item)
    return spent


def check(item: Item) -> None:
    """What is taken can be kept, and holds nothing that a document declared; what is rejected is told."""
    if isinstance(item, Submission):
        article = item.article
        assert article.title or article.text
        article.text.encode()
        assert "boom" not in article.text + article.title + article.id
    else:
        assert item.where
        assert item.detail
        assert item.remedy


def grows_too_fast(make: Make) -> bool:
    """Whether work grows faster than size, in every one of a few attempts."""
    for _ in range(ATTEMPTS):
        large = seconds(make, LARGE)
        if large < MEASURABLE or large < MOST_GROWTH * seconds(make, SMALL):
            return False
    return True


@pytest.mark.parametrize("name", ALL)
def test_hostile_input_is_answered_in_time_that_grows_with_its_size(name: str) -> None:
    assert not grows_too_fast(ALL[name])


HALVES = {
    "&#xD83D;&#xDE00;": "\U0001f600",
    "&#55357;&#056832;": "\U0001f600",
    "&#xd83d;&#56832;": "\U0001f600",
    "&#xD83D;": "\ufffd",
    "&#57343;&#55296;": "\ufffd\ufffd",
    "&#xD83D;&#57344;&#55295;": "\ufffd\ue000\ud7ff",
    "&#xD83D;&amp;#xDE00;": "\ufffd\ufffd",
    "&#xD83D &#xDE00": "",
}
"""Halves of characters as references, as programs write them that know UTF-16 only, and what they are read as."""


@pytest.mark.parametrize(
    "document", [samples.newsml(), samples.nitf(), HALVED_FEED], ids=["G2", "NITF", "RSS"]
)
def test_halves_of_a_character_cost_no_document(document: str) -> None:
    for said, meant in HALVES.items():
        [item] = answered(document.replace("floods", f"floods {said}:"))
        assert isinstance(item, Submission), item
        if meant:
            assert f"floods {meant}:" in item.article.title
        warned = any("half" in warning or "well-formed" in warning for warning in item.warnings)
        assert warned == (meant != "\U0001f600"), said


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on loopback that nobody is to call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


SECRET = "MARKER-OF-A-FILE"
_CLOSED = samples.newsml().partition("?>")[2]
REFERRING = {
    "an entity": '<!DOCTYPE nitf [<!ENTITY x SYSTEM "{0}">]><nitf><body><body.content><p>&x;</p>'
    "</body.content></body></nitf>",
    "a parameter entity": '<!DOCTYPE nitf [<!ENTITY % x SYSTEM "{0}"> %x;]><nitf><body><body.content><p>a</p>'
    "</body.content></body></nitf>",
    "an external DTD": '<!DOCTYPE newsMessage SYSTEM "{0}">' + _CLOSED,
    "a public DTD": '<!DOCTYPE newsMessage PUBLIC "-//X//Y" "{0}">' + _CLOSED,
    "a style sheet": '<?xml-stylesheet href="{0}" type="text/xsl"?>' + _CLOSED,
    "an inclusion": _CLOSED.replace(
        "<p>", '<p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{0}" parse="text"/>', 1
    ),
    "a schema": _CLOSED.replace(
        "<newsItem",
        '<newsItem xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x {0}"',
    ),
    "a feed with an entity": '<!DOCTYPE rss [<!ENTITY x SYSTEM "{0}">]><rss version="2.0"><channel><title>t</title>'
    "<item><title>&x;</title></item></channel></rss>",
    "a feed with content elsewhere": '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry>'
    '<title>u</title><content src="{0}" type="text/plain"/></entry></feed>',
    "markup": json.dumps(
        samples.ninjs_1()
        | {
            "body_html": "<p>Seen.</p><iframe src='{0}'></iframe><object data='{0}'></object><img src='{0}'>"
            "<link rel=stylesheet href='{0}'><script src='{0}'></script>"
        }
    ),
    "a schema of JSON": json.dumps(samples.ninjs_1() | {"$schema": "{0}", "standard": {"schema": "{0}"}}),
    "a context": json.dumps(samples.json_ld() | {"@context": "{0}"}),
}


@pytest.mark.parametrize("document", REFERRING.values(), ids=REFERRING)
def test_nothing_that_a_document_refers_to_is_fetched(
    document: str, tmp_path: Path, listener: socket.socket
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for address in (secret.as_uri(), str(secret), f"http://127.0.0.1:{listener.getsockname()[1]}/x"):
        items = answered(document.replace("{0}", address))
        assert SECRET not in repr(items)
    with pytest.raises(BlockingIOError):
        listener.accept()
