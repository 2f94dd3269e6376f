"""Every page has a twin for programs, and both tell the same."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html

from service.demo import demo_lines
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Clock, Post, problem

MINISTER = str(RESIGNATION["id"])
QUERIES = (
    "",
    "limit=3",
    "q=ferry&hours=&language=",
    "source=Northwire&min_origins=2",
    "language=en&limit=40",
    "since=2026-11-17T00:00:00Z&hours=6",
)


def twin_of(client: TestClient, path: str) -> str:
    """Where a page says that its twin is."""
    [link] = html.fromstring(client.get(path).text).xpath(
        "//link[@rel='alternate'][@type='application/json']/@href"
    )
    return str(link)


@pytest.mark.parametrize("query", QUERIES)
def test_the_briefing_and_its_twin_tell_the_same_stories(client: TestClient, query: str) -> None:
    client.post("/v1/articles", content=demo_lines())
    page = html.fromstring(client.get(f"/?{query}").text)
    twin = client.get(twin_of(client, f"/?{query}"), follow_redirects=True)
    assert twin.status_code == 200, twin.text
    stories = twin.json()["stories"]
    assert page.xpath("//article/@data-story") == [one["story_id"] for one in stories]
    assert page.xpath("//article//h2/a/text()") == [one["headline"] for one in stories]
    assert stories
    for card, story in zip(page.xpath("//article"), stories, strict=True):
        said = card.xpath("string(.//*[@class='counts'])")
        assert f"{story['origin_count']} independent" in said or story["article_count"] == 1
        assert f"{story['article_count']} report" in said
        sentences = [one["text"] for one in story["summary"]]
        shown = card.xpath(".//p[@class='summary']/*[starts-with(@class, 's')]/text()")
        assert sentences[0] in {*shown[:1], story["headline"]}


def test_both_know_what_the_reader_has_seen(client: TestClient, post: Post, clock: Clock) -> None:
    post(FLOOD)
    client.get("/")
    clock.advance(timedelta(minutes=40))
    post(RESIGNATION)
    page = html.fromstring(client.get("/").text)
    stories = client.get("/index.json", follow_redirects=True).json()["stories"]
    fresh = [one["story_id"] for one in stories if one["new_since"]]
    assert fresh == page.xpath("//article[.//*[contains(@class, 'new')]]/@data-story")
    assert len(fresh) == 1


def test_a_story_and_a_report_lead_to_themselves(client: TestClient, post: Post) -> None:
    story = post(FLOOD, {**RESIGNATION, "id": "a.json"})[0]["story_id"]
    told = client.get(twin_of(client, f"/stories/{story}"), follow_redirects=True).json()
    assert (told["story_id"], told["headline"]) == (story, FLOOD["title"])
    for name in ("north/1", "a.json"):
        path = f"/articles/{quote(name, safe='')}"
        assert client.get(path).headers["content-type"].startswith("text/html")
        assert client.get(twin_of(client, path), follow_redirects=True).json()["article_id"] == name
    for unknown in ("/stories/s-no.json", "/articles/none.json"):
        problem(client.get(unknown, follow_redirects=True), 404, "not-found")


def test_what_would_be_done_is_told_too(client: TestClient, post: Post) -> None:
    flood, _, minister = (one["story_id"] for one in post(FLOOD, FLOOD_COPY, RESIGNATION))
    merging = client.get(twin_of(client, f"/merge?story={flood}")).json()
    assert [one["story_id"] for one in merging["chosen"]] == [flood]
    assert [one["story_id"] for one in merging["others"]] == [minister]
    both = f"/merge?story={flood}&story={minister}"
    assert len(client.get(twin_of(client, both)).json()["chosen"]) == 2
    halves = client.get(twin_of(client, f"/split?story={flood}&article=gazette/88")).json()
    assert halves["stays"]["article_ids"] == ["north/1"]
    assert halves["goes"]["article_ids"] == ["gazette/88"]
    problem(client.get(f"/split.json?story={flood}"), 422, "invalid-input")
    going = client.get(twin_of(client, f"/withdraw?article={quote(MINISTER)}"), follow_redirects=True)
    assert going.json()["article_id"] == MINISTER
    assert client.get(twin_of(client, "/paste")).json()["check"] == "/v1/check"


def test_the_trail_and_the_health_page_tell_the_same(client: TestClient, post: Post) -> None:
    flood, minister = (one["story_id"] for one in post(FLOOD, RESIGNATION))
    client.post("/merge", data={"keep": flood, "story": minister, "by": "anna", "reason": "one day"})
    entries = client.get(twin_of(client, "/audit"), follow_redirects=True).json()["entries"]
    page = client.get("/audit").text
    assert [(one["by"], one["reason"]) for one in entries] == [("anna", "one day")]
    assert "one day" in page
    health = client.get(twin_of(client, "/health")).json()
    assert health["feeds"] == health["webhooks"] == []
    assert health["window_articles"] == 2
