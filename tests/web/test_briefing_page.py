"""The briefing as a page, without a browser: what is in it, what is safe, what it remembers."""

import hashlib
import re
from datetime import timedelta
from importlib.resources import files

import pytest
from fastapi.testclient import TestClient
from lxml import html

from service.demo import demo_lines
from service.formats.times import rfc3339
from service.web.assets import asset_names
from service.web.last_look import look_of
from service.web.sparkline import BARS, sparkline
from tests.api.support import FLOOD, FLOOD_COPY, NOON, RESIGNATION, Clock, Post

HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
"""Of dist/htmx.min.js in the package htmx.org 2.0.11."""


def test_an_empty_desk_says_how_to_begin(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "curl -s http://testserver/v1/articles" in html.fromstring(page.text).text_content()


def test_a_card_names_its_source_and_every_citation_leads_to_the_very_words(
    client: TestClient, post: Post
) -> None:
    post(FLOOD, FLOOD_COPY, RESIGNATION)
    page = html.fromstring(client.get("/").text)
    cards = page.xpath("//article")
    assert len(cards) == 2
    text = " ".join(page.text_content().split())
    assert "River Alma floods Port Sunder" in text
    assert "1 copy folded" in text
    marks = page.xpath("//a[@class='m']/@href")
    assert marks
    assert all(mark.startswith("/articles/") and mark.endswith("#cited") for mark in marks)


def test_no_sentence_stands_without_its_source(client: TestClient) -> None:
    client.post("/v1/articles", content=demo_lines())
    page = html.fromstring(client.get("/?limit=200").text)
    sentences = page.xpath("//*[@class='s']")
    assert len(sentences) > 40
    for sentence in sentences:
        [card] = sentence.xpath("ancestor::article")
        numbers = sentence.xpath(".//a[@class='m']/@data-n")
        assert numbers, sentence.text_content()
        assert all(card.xpath(f".//li[@data-n='{number}']") for number in numbers)


def test_headlines_alone_are_lines_and_all_sources_are_named(client: TestClient, post: Post) -> None:
    titles = ["Fire at Tarn sugar mill injures nine", "Nine injured in fire at Tarn sugar mill"]
    rows = [
        {
            "id": f"mill/{place}",
            "source": f"Paper {place}",
            "title": titles[place % 2],
            "published_at": rfc3339(NOON),
        }
        for place in range(5)
    ]
    first, *others = (one["story_id"] for one in post(*rows))
    if apart := sorted({one for one in others if one != first}):
        client.post(f"/v1/stories/{first}/merge", json={"with": apart}).raise_for_status()
    [card] = html.fromstring(client.get("/").text).xpath("//article")
    headline = card.xpath(".//h2")[0].text_content()
    lines = [line.text for line in card.xpath(".//*[@class='s line']")]
    assert lines
    assert headline not in lines, "the headline is said twice"
    named = card.xpath(".//li//*[@class='name']/text()") + card.xpath(".//*[@class='more']/a/bdi/text()")
    copies = int(next(iter(re.findall(r"(\d+) cop", card.text_content())), 0))
    assert len(set(named)) == len(named) >= 5 - copies


def test_the_filters_stand_in_the_address_and_lead_programs_to_the_same(
    client: TestClient, post: Post
) -> None:
    post(FLOOD, RESIGNATION)
    page = client.get("/?q=alma&source=&language=&min_origins=&hours=")
    assert "River Alma" in page.text
    assert "Varga" not in html.fromstring(page.text).text_content()
    twin = client.get("/index.json?q=alma&source=&min_origins=1")
    assert twin.status_code == 307
    assert twin.headers["location"] == "/v1/briefing?q=alma&limit=30"
    stories = client.get(twin.headers["location"]).json()["stories"]
    assert [story["headline"] for story in stories] == ["River Alma floods Port Sunder"]
    assert "No story is like that" in client.get("/?q=zebra").text
    refused = client.get("/?min_origins=many")
    assert refused.status_code == 422
    assert "min_origins" in refused.text
    assert refused.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_date_beyond_all_years_is_refused_as_a_page(client: TestClient, since: str) -> None:
    for path in ("/", "/order.json"):
        refused = client.get(path, params={"since": since}, headers={"Accept": "text/html"})
        assert refused.status_code == 422
        assert "outside the years 1 to 9999" in refused.text


def test_what_is_new_stays_new_for_a_sitting(client: TestClient, post: Post, clock: Clock) -> None:
    post(FLOOD)
    assert "new story" not in client.get("/").text
    post(RESIGNATION)
    for _ in range(2):
        assert "new story" in client.get("/").text
    clock.advance(timedelta(minutes=31))
    assert "new story" not in client.get("/").text


def test_a_service_on_another_port_of_the_host_keeps_a_look_of_its_own(
    client: TestClient, post: Post
) -> None:
    post(FLOOD)
    client.get("/")
    post(RESIGNATION)
    beside = {"Host": "testserver:8001"}
    for _ in range(2):
        assert "new story" not in client.get("/", headers=beside).text
        assert "new story" in client.get("/").text


@pytest.mark.parametrize("cookie", ["", "x", "1.2", "9.9.9", "-1.2.3", "1.1." + "9" * 12])
def test_a_look_that_cannot_be_used_is_as_good_as_none(cookie: str) -> None:
    assert look_of(cookie, NOON, newest=5).seen_before is None


def test_hostile_reports_stay_text(client: TestClient, post: Post) -> None:
    hostile = {
        "id": "evil/1?a=b#c",
        "title": "<script>alert(1)</script> \u202e\U0001f30a " + "x" * 300,
        "text": '<b>not bold</b> said "they" & went. ' * 3,
        "source": "<img src=x onerror=alert(1)>",
        "url": "javascript:alert(1)",
        "language": 'en" onmouseover="alert(1)',
    }
    client.post("/v1/articles", json={"articles": [hostile]})
    page = client.get("/").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert 'onmouseover="' not in page


def test_pages_forbid_what_they_do_not_need(client: TestClient) -> None:
    head = client.get("/").headers
    policy = head["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert head["cache-control"] == "private, no-cache"
    assert head["referrer-policy"] == "same-origin"
    page = html.fromstring(client.get("/").text)
    assert not page.xpath("//*[@style] | //style | //script[not(@src)] | //*[@onclick]")
    assert all(
        place.startswith("/") for place in page.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    )


def test_assets_are_kept_for_good_and_htmx_is_the_one_that_was_chosen(client: TestClient) -> None:
    content = files("service.web").joinpath("static", "htmx.min.js").read_bytes()
    assert hashlib.sha256(content).hexdigest() == HTMX
    for path in asset_names().values():
        answer = client.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        for imported in re.findall(r'from "\./(.+?)";', answer.text):
            assert f"/assets/{imported}" in asset_names().values(), path
    assert client.get("/assets/no-such.js").status_code == 404
    old = client.get("/assets/desk.css?000000000000")
    assert old.headers["cache-control"] == "no-cache"


def test_bars_stand_for_all_reports_wherever_they_lie() -> None:
    hour = timedelta(hours=1)
    drawn = sparkline([NOON - hour, NOON, NOON + hour, NOON + 9 * hour], NOON, NOON + 2 * hour)
    assert drawn.path.count("M") == 3
    assert drawn.words.startswith("4 reports")
    assert sparkline([NOON], NOON, NOON).path
    assert BARS == 36
