"""The paste box and the health page, without a browser."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html

from service.app import create_app
from service.desk import Desk
from service.events import EventType
from service.settings import Settings
from tests.api.support import FLOOD, NOON, RESIGNATION, Clock, Post
from tests.web.test_story_page import shown

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Sunder Gazette</title><link>https://gazette.example/</link>
<description>news</description><item><title>Bridge at Port Sunder closed</title><link>https://gazette.example/1</link>
<description>The bridge over the Alma was closed on Friday.</description></item></channel></rss>"""


def accepted(client: TestClient, page: Any) -> Any:
    [form] = html.fromstring(page.text).xpath("//form[contains(@action, 'accept')]")
    return client.post(form.get("action"), data=dict(form.form_values()))


def test_text_is_folded_before_anything_is_stored(client: TestClient, post: Post, desk: Desk) -> None:
    story = post(FLOOD)[0]["story_id"]
    pasted = {"content": f"{FLOOD['title']}\r\n{FLOOD['text']}", "source": "Sunder Gazette"}
    page = client.post("/paste", data=pasted)
    assert page.status_code == 200
    assert "a copy" in shown(page.text)
    assert "the same words as the report of North Wire" in shown(page.text)
    assert desk.newest_event() == 1
    done = accepted(client, page)
    assert done.status_code == 303
    assert done.headers["location"] == f"/stories/{story}"
    assert "Sunder Gazette" in client.get(done.headers["location"]).text


def test_a_text_may_begin_with_a_bracket_and_a_file_may_be_in_utf_16(client: TestClient) -> None:
    pasted = client.post("/paste", data={"content": f"[Update] {FLOOD['title']}\n{FLOOD['text']}"})
    assert "[Update] River Alma floods Port Sunder" in shown(pasted.text)
    text = f"{RESIGNATION['title']}\n\n{RESIGNATION['text']}"
    dropped = client.post("/paste", files={"file": ("note.txt", text.encode("utf-16"))}, data={"content": ""})
    assert str(RESIGNATION["title"]) in shown(dropped.text)


def test_a_file_of_an_old_system_is_read_with_a_warning(client: TestClient, desk: Desk) -> None:
    told = "Bürgermeister: „Der Fluss Alma stieg – 1.200 Menschen flohen“\nKosten: 3 €"
    dropped = client.post("/paste", files={"file": ("export.txt", told.encode("cp1252"))})
    assert dropped.status_code == 200
    assert "It was read as Windows-1252" in shown(dropped.text)
    done = accepted(client, dropped)
    assert (
        "Bürgermeister: „Der Fluss Alma stieg – 1.200 Menschen flohen“"
        in client.get(done.headers["location"]).text
    )
    known = client.post("/paste", files={"file": ("export.txt", told.encode("utf-8"))})
    assert "It was read as" not in known.text
    assert "on file already" in shown(known.text)
    assert (
        client.post("/paste", files={"file": ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\xff")}).status_code
        == 422
    )


def test_a_file_of_several_is_filed_whole_and_what_is_wrong_is_said(client: TestClient) -> None:
    content = json.dumps({"articles": [FLOOD, RESIGNATION, {"title": "x", "published_at": "yesterday"}]})
    page = client.post("/paste", files={"file": ("reports.json", content)}, data={"content": ""})
    text = shown(page.text)
    assert "1 item cannot be taken" in text
    assert "'yesterday' is not a date" in text
    filed = accepted(client, page)
    assert filed.status_code == 200
    assert "2 reports on file" in shown(filed.text)
    assert len(client.get("/v1/stories").json()["stories"]) == 2


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"content": " "}, 422),
        ({"content": '{"title": '}, 422),
        ({"content": "<html><body>no article</body></html>"}, 422),
        ({"content": "https://localhost/feed"}, 422),
        ({"content": "http://169.254.169.254/latest"}, 422),
    ],
)
def test_what_cannot_be_read_or_called_is_said(
    client: TestClient, fields: dict[str, str], status: int
) -> None:
    answer = client.post("/paste", data=fields)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert client.post("/paste/accept", data={"content": "no base64!"}).status_code == 422
    assert client.post("/paste", files={"file": ("a.gz", b"\x1f\x8b00")}).status_code == 422


def test_the_address_of_a_feed_is_fetched(desk: Desk, clock: Clock) -> None:
    class Feed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/feed" else 404)
            self.end_headers()
            self.wfile.write(FEED)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Feed)
    thread = Thread(target=server.serve_forever)
    thread.start()
    app = create_app(Settings(database_url="memory:", allow_private_addresses=True), desk, clock=clock)
    try:
        with TestClient(app) as client:
            base = f"http://127.0.0.1:{server.server_port}"
            page = client.post("/paste", data={"content": f"{base}/feed"})
            assert "Bridge at Port Sunder closed" in page.text
            assert client.post("/paste", data={"content": f"{base}/other"}).status_code == 422
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def closed(desk: Desk, clock: Clock) -> Iterator[TestClient]:
    """A service whose webhooks lead nowhere."""
    app = create_app(Settings(database_url="memory:", allow_private_addresses=True), desk, clock=clock)
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize("path", ["/", "/audit", "/paste", "/health", "/health.json", "/merge"])
def test_every_page_is_there_before_the_first_report(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_feeds_that_are_polled_are_told_of(client: TestClient, app: FastAPI) -> None:
    record = SimpleNamespace(
        id="f-1",
        title="<i>Gazette</i>",
        state="failing",
        polled_at=NOON,
        next_poll_at=None,
        taken_in_all=7,
        error="it answers 503",
    )
    feeds = [(SimpleNamespace(name=""), record)]
    app.state.front.polls = SimpleNamespace(all=lambda: feeds, close=lambda: None)
    page = client.get("/health").text
    assert "it answers 503" in page
    assert "<i>Gazette" not in page


def test_health_tells_what_comes_in_and_what_cannot_be_delivered(closed: TestClient) -> None:
    made = closed.post("/v1/webhooks", json={"url": "http://127.0.0.1:9/a-secret-path", "types": []})
    assert made.status_code == 201, made.text
    webhook = made.json()["webhook_id"] if "webhook_id" in made.json() else made.json()["id"]
    closed.post("/v1/articles", json=FLOOD)
    page = closed.get("/health")
    text = shown(page.text)
    assert "words" in text
    assert "1 in the last hour" in text
    assert "127.0.0.1" in text
    assert "a-secret-path" not in page.text
    again = closed.post("/health/redeliver", data={"webhook": webhook, "sequence": "1"})
    assert again.status_code == 303, again.text
    assert "Event 1 is on its way again" in closed.get(again.headers["location"]).text
    assert EventType.STORY_CREATED.value in closed.get("/health").text
    twin = closed.get("/health.json").json()
    assert twin["received_last_hour"] == 1
    assert twin["window_articles"] == 1
