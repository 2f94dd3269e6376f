"""Feeds of the briefing, through the app; and that no output keeps what was killed."""

import email
import email.policy
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from fastapi.testclient import TestClient
from lxml import etree

from service.app import create_app
from service.desk import Desk
from service.formats.outputs.styles import Style
from service.settings import Settings
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Clock, Post, problem

ATOM, JSON_FEED = "/feeds/briefing.atom", "/feeds/briefing.json"
FEEDS = [ATOM, JSON_FEED]
OUTPUTS = [*FEEDS, *(f"/v1/briefing?format={style}" for style in Style)]

Read = Callable[[], dict[str, Any]]


@pytest.fixture
def entries(client: TestClient) -> Read:
    """The entries of the Atom feed by the id of their story."""

    def read() -> dict[str, Any]:
        answer = client.get(ATOM)
        parsed: Any = feedparser.parse(answer.content)
        assert not parsed.bozo
        return {entry.id.rsplit(":", 1)[1]: entry for entry in parsed.entries}

    return read


def test_a_feed_has_an_entry_for_each_story(client: TestClient, post: Post) -> None:
    results = post(FLOOD, FLOOD_COPY, RESIGNATION)
    atom, feed = client.get(ATOM), client.get(JSON_FEED)
    assert atom.headers["content-type"] == "application/atom+xml"
    assert feed.headers["content-type"] == "application/feed+json"
    root = etree.fromstring(atom.content)
    ids = root.xpath("//*[local-name()='entry']/*[local-name()='id']/text()")
    assert isinstance(ids, list)
    assert {f"tag:localhost,2026-11-20:{one['story_id']}" for one in results} == set(ids)
    assert [item["id"] for item in feed.json()["items"]] == ids
    assert feed.json()["feed_url"] == "http://testserver/feeds/briefing.json"


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_of_the_stories_asked_for(client: TestClient, post: Post, path: str) -> None:
    post(FLOOD, RESIGNATION)
    for query, found in (
        ("source=North+Wire", {"Floods"}),
        ("language=de", {"resigns"}),
        ("min_origins=2", set()),
        ("since=2026-11-20T08:00:00Z", {"resigns"}),
        ("hours=1", set()),
        ("limit=1", {"resigns"}),
    ):
        text = client.get(f"{path}?{query}").text
        assert {word for word in ("Floods", "resigns") if word.casefold() in text.casefold()} == found, query
    assert client.get(f"{path}?language=de").text != client.get(f"{path}?language=fr").text
    problem(client.get(f"{path}?since=2026-11-18&hours=3"), 422, "invalid-parameter")


def test_an_entry_is_updated_when_its_story_is_and_keeps_its_id(
    post: Post, client: TestClient, clock: Clock, entries: Read
) -> None:
    first, other = (one["story_id"] for one in post(FLOOD, RESIGNATION))
    before = entries()
    clock.advance(timedelta(minutes=5))
    post(FLOOD)
    assert {name: entry.updated for name, entry in entries().items()} == {
        name: entry.updated for name, entry in before.items()
    }
    post({**FLOOD, "version": "2", "text": "The river Alma burst its banks. About 1,300 people left."})
    after = entries()
    assert after[other].updated == before[other].updated
    assert (before[first].updated, after[first].updated) == ("2026-11-20T12:00:00Z", "2026-11-20T12:05:00Z")
    assert after[first].published == before[first].published
    assert "1,300" in after[first].summary
    clock.advance(timedelta(minutes=-10))
    post({**FLOOD, "version": "3", "text": "The river Alma burst its banks. About 1,400 people left."})
    late = entries()[first]
    assert "1,400" in late.summary
    assert late.updated == "2026-11-20T12:05:00.000001Z"


def test_an_entry_does_not_tell_of_what_is_under_embargo(
    client: TestClient, post: Post, clock: Clock, desk: Desk
) -> None:
    post(FLOOD)
    before = client.get(ATOM).content
    for version in ("1", "2"):
        clock.advance(timedelta(minutes=5))
        embargo = {"status": "embargoed", "embargoed_until": "2026-11-20T13:00:00Z", "version": version}
        (joined,) = post({**FLOOD_COPY, **embargo, "text": f"{FLOOD['text']} Version {version}."})
        assert client.get("/v1/stories").json()["stories"][0]["story_id"] == joined["story_id"]
        assert client.get(ATOM).content == before
    clock.advance(timedelta(hours=1))
    desk.keep_time(clock.now)
    assert client.get(ATOM).content != before


def test_a_merge_leaves_one_entry_under_the_surviving_id(
    post: Post, client: TestClient, clock: Clock, entries: Read
) -> None:
    first, other = (one["story_id"] for one in post(FLOOD, RESIGNATION))
    before = entries()
    clock.advance(timedelta(minutes=5))
    merged = client.post(f"/v1/stories/{first}/merge", json={"with": [other]})
    assert merged.json()["story_id"] == first
    (survivor,) = entries().values()
    assert survivor.id == before[first].id
    assert survivor.updated > before[first].updated


def test_links_begin_with_the_public_address(desk: Desk, clock: Clock, post: Post) -> None:
    post(FLOOD)
    settings = Settings(database_url="memory:", public_url="https://desk.example/newsfold")
    with TestClient(create_app(settings, desk, clock=clock)) as client:
        feed = client.get(f"{JSON_FEED}?hours=24&source=North+Wire").json()
        assert feed["feed_url"] == f"https://desk.example/newsfold{JSON_FEED}?hours=24&source=North+Wire"
        assert feed["items"][0]["id"].startswith("tag:desk.example,2026-11-20:")
        message = email.message_from_bytes(client.get("/v1/briefing?format=mail").content)
        assert str(message["Message-ID"]).endswith("@desk.example>")


@pytest.mark.parametrize("host", ['x"><script>', "a b", "[::1", "desk.example:http"])
def test_a_host_that_is_none_does_no_harm(client: TestClient, post: Post, host: str) -> None:
    post(FLOOD)
    for path in OUTPUTS:
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code in (200, 400)
        assert "<script>" not in answer.text


@pytest.mark.parametrize("path", FEEDS)
def test_if_modified_since_is_answered_once_the_last_change_is_a_minute_old(
    client: TestClient, post: Post, clock: Clock, path: str
) -> None:
    post(FLOOD)
    assert "last-modified" not in client.get(path).headers
    clock.advance(timedelta(minutes=1))
    first = client.get(path)
    modified = first.headers["last-modified"]
    assert modified == "Fri, 20 Nov 2026 12:00:00 GMT"
    again = client.get(path, headers={"If-Modified-Since": modified})
    assert (again.status_code, again.content) == (304, b"")
    # A tag, where there is one, is what counts.
    named = {"If-Modified-Since": modified, "If-None-Match": '"other"'}
    assert client.get(path, headers=named).status_code == 200

    client.post("/v1/articles/north/1/withdraw", json={"reason": "wrong"})
    after = client.get(path, headers={"If-Modified-Since": modified})
    assert after.status_code == 200
    assert "Alma" not in after.text


@pytest.mark.parametrize("path", OUTPUTS)
def test_what_was_killed_is_in_no_output_and_in_no_cache(
    client: TestClient, post: Post, clock: Clock, path: str
) -> None:
    post(FLOOD, {**FLOOD_COPY, "text": f"{FLOOD['text']} Zeppelins were seen."}, RESIGNATION)
    assert "Alma" in _read(client, path)
    before = client.get(path)
    clock.advance(timedelta(minutes=1))
    post(
        {**FLOOD, "version": "2", "status": "canceled"}, {**FLOOD_COPY, "version": "2", "status": "canceled"}
    )
    after = client.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
    text = _read(client, path)
    for word in ("Alma", "Zeppelins", "North Wire", "Sunder Gazette"):
        assert word not in text
    assert "Varga" in text


@pytest.mark.parametrize("path", OUTPUTS)
def test_what_is_under_embargo_is_in_no_output_before_its_time(
    client: TestClient, post: Post, clock: Clock, desk: Desk, path: str
) -> None:
    post(RESIGNATION, {**FLOOD, "status": "embargoed", "embargoed_until": "2026-11-20T13:00:00Z"})
    assert "Alma" not in _read(client, path)
    clock.advance(timedelta(hours=1))
    desk.keep_time(clock.now)
    assert "Alma" in _read(client, path)


def _read(client: TestClient, path: str) -> str:
    """The text of an output, decoded as its readers decode it."""
    answer = client.get(path)
    assert answer.status_code == 200
    if not path.endswith("=mail"):
        return answer.text
    message = email.message_from_bytes(answer.content, policy=email.policy.default)
    return f"{message['Subject']} " + " ".join(part.get_content() for part in message.iter_parts())
