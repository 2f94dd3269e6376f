import json
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given
from lxml import etree

from service.briefings.values import Briefing, BriefingRequest
from service.formats.outputs.atom import atom_feed
from service.formats.outputs.characters import one_line
from service.formats.outputs.feed import Feed, feed_of
from service.formats.outputs.json_feed import json_feed
from service.formats.outputs.site import Site, site_at
from service.formats.reading import read
from service.model import Article
from tests.formats.outputs.conftest import DESK, NOON, brief, tell
from tests.formats.outputs.support import Page, addresses, names, nasty

ATOM = {"a": "http://www.w3.org/2005/Atom"}
RFC_4287 = {
    "feed": {
        "id": (1, 1),
        "title": (1, 1),
        "updated": (1, 1),
        "author": (1, 1),
        "link": (2, 2),
        "entry": (0, 99),
    },
    "entry": {
        "id": (1, 1),
        "title": (1, 1),
        "published": (1, 1),
        "updated": (1, 1),
        "author": (0, 99),
        "link": (1, 2),
        "summary": (0, 1),
        "content": (1, 1),
    },
}
"""How often each child may stand in our feeds: in nothing more than RFC 4287 allows."""


def feed(briefing: Briefing, site: Site = DESK) -> Feed:
    return feed_of(briefing, site, site.address("/feeds/briefing"))


def valid(document: str) -> etree._Element:
    """Parse strictly, and count what RFC 4287 counts."""
    root = etree.fromstring(document.encode())
    for parent in (root, *root.findall("a:entry", ATOM)):
        name = etree.QName(parent).localname
        found = [etree.QName(child).localname for child in parent]
        assert set(found) <= set(RFC_4287[name])
        for child, (least, most) in RFC_4287[name].items():
            assert least <= found.count(child) <= most, (name, child)
        kinds = [(link.get("rel"), link.get("type")) for link in parent.findall("a:link", ATOM)]
        assert len(set(kinds)) == len(kinds)
    ids = [element.text for element in root.findall("a:entry/a:id", ATOM)]
    assert len(set(ids)) == len(ids)
    return root


def test_feedparser_takes_atom_without_complaint(front_page: Briefing) -> None:
    document = atom_feed(feed(front_page))
    valid(document)
    parsed: Any = feedparser.parse(document.encode())
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    bridge, fire, dam = parsed.entries
    assert bridge.link == "https://desk.example/newsfold/stories/s-3", "no report of it has an address"
    assert (dam.id, dam.title, dam.link) == (
        "tag:desk.example,2026-11-23:s-1",
        "Orr dam holds",
        "https://wire.example/a%28b%29?x=1&y=2",
    )
    assert [author.name for author in dam.authors] == ["North Wire", "Pell Post"]
    assert (dam.published, dam.updated) == ("2026-11-23T09:00:00Z", "2026-11-23T12:01:00Z")
    assert parsed.feed.updated == "2026-11-23T12:03:00Z"
    assert "script" not in Page(fire.content[0].value).tags
    assert bridge.content[0].language == "ar"
    assert parsed.feed.links[0].rel == "self"


@pytest.mark.parametrize("form", ["Atom", "JSON Feed"])
def test_our_own_reader_gets_the_stories_back(front_page: Briefing, form: str) -> None:
    made = feed(front_page)
    document = atom_feed(made) if form == "Atom" else json.dumps(json_feed(made))
    found = read(document.encode(), name="feed", now=NOON + timedelta(days=1))
    bridge, fire, dam = (submission.article for submission in found.submissions)
    assert found.format in ("RSS or Atom", "JSON Feed")
    assert (dam.id, dam.title) == ("tag:desk.example,2026-11-23:s-1", "Orr dam holds")
    assert dam.published_at == NOON - timedelta(hours=3)
    assert "The Orr dam held on Monday, engineers said. [1] [2]" in " ".join(dam.text.split())
    assert "<script>" in fire.text
    assert (bridge.title, bridge.language) == ("إعادة فتح الجسر القديم", "ar")


def test_json_feed_has_what_1_1_asks_for(front_page: Briefing) -> None:
    document: Any = json_feed(feed(front_page))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    for item in document["items"]:
        assert item["id"].startswith("tag:desk.example,")
        assert item["title"]
        assert item["content_html"]
        assert "url" not in item or item["url"].startswith("https://")


def test_only_what_a_story_tells_moves_its_time(front_page: Briefing) -> None:
    later = BriefingRequest(NOON + timedelta(days=1), NOON - timedelta(days=1), NOON, min_origins=2)
    again = Briefing(later, front_page.items, NOON + timedelta(hours=5))
    assert atom_feed(feed(again)) == atom_feed(feed(front_page))


def test_ids_are_the_same_whichever_way_the_service_is_reached() -> None:
    item = tell(1, [Article("n", "Title", "Text.", None, None, NOON)], [(0,)])
    for reached in ("http://127.0.0.1:8000", "http://desk.local"):
        (entry,) = feed(brief(item), site_at("", reached)).entries
        assert entry.id == "tag:localhost,2026-11-23:s-1"
        assert entry.address == f"{reached}/v1/stories/s-1"
        named = feed(brief(item), site_at("https://desk.example/n", reached))
        assert named.entries[0].id == "tag:desk.example,2026-11-23:s-1"
        assert named.page.startswith("https://desk.example/n/v1/briefing?format=html")


def test_another_choice_is_another_feed() -> None:
    plain = BriefingRequest(NOON, NOON, NOON)
    chosen = BriefingRequest(NOON, NOON, NOON, source="Ö & Söhne", language="de", min_origins=3)
    assert feed(Briefing(plain, ())).id == "tag:desk.example,2026:briefing"
    made = feed(Briefing(chosen, ()))
    assert made.id == "tag:desk.example,2026:briefing?source=%C3%96+%26+S%C3%B6hne&language=de&min_origins=3"
    assert made.title == "Briefing, Ö & Söhne, de, 3 independent sources or more"
    valid(atom_feed(made))


@given(nasty, names, addresses)
def test_whatever_is_said_is_well_formed_and_stays_text(words: str, name: str, url: str | None) -> None:
    def tell_of(title: str, text: str, source: str, address: str | None) -> Feed:
        article = Article("n", title, text.replace(".", " "), address, source, NOON, name)
        return feed(brief(tell(1, [article], [(0,)])))

    made = tell_of(words, f"x{words}", name, url)
    root = valid(atom_feed(made))
    assert root.findtext("a:entry/a:title", None, ATOM) == (one_line(words) or "untitled")
    for link in root.findall("a:entry/a:link", ATOM):
        assert str(link.get("href")).startswith(("https://wire.example/", "https://desk.example/"))
    content = Page(root.findtext("a:entry/a:content", "", ATOM))
    assert set(content.tags) <= {"p", "ol", "li", "bdi", "a"}
    assert all(link.startswith("https://wire.example/") for link in content.links)
    assert one_line(words) in content.words
    item: Any = json_feed(made)["items"]
    assert item[0]["title"] == (one_line(words) or "untitled")
    assert json.dumps(item, allow_nan=False).isascii()
