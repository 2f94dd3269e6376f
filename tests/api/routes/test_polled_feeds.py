"""Polled feeds over HTTP: a real server that has one, and one that has none."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from service.api.schemas.polled_feeds import FeedOut, FeedsOut
from service.app import create_app
from service.desk import Desk
from service.errors import StartupError
from service.settings import Settings
from tests.api.support import NOON, Clock, problem
from tests.delivery.receiver import await_
from tests.egress.peer import Peer, peer, says
from tests.polling.support import item, rss

PATH = "/v1/feeds"
LATER = "2026-11-20T12:05:0"


@pytest.fixture
def server() -> Iterator[Peer]:
    with peer(says('ETag: "1"\r\n', rss("<item/>", item("1")))) as opened:
        yield opened


@pytest.fixture
def client(server: Peer, desk: Desk, clock: Clock) -> Iterator[TestClient]:
    feeds = f"Wire={server.url(path='/rss?key=s3&desk=1&s4').replace('//', '//eva:secret@')} http://127.0.0.1:1/rss"
    settings = Settings(database_url="memory:", allow_private_addresses=True, feeds=SecretStr(feeds))
    with TestClient(create_app(settings, desk, clock=clock)) as opened:
        await_(lambda: all(feed["last_polled_at"] for feed in _feeds(opened)))
        yield opened


def _feeds(client: TestClient) -> list[dict[str, Any]]:
    feeds: list[dict[str, Any]] = client.get(PATH).json()["feeds"]
    return feeds


def test_each_tells_how_it_is_faring(client: TestClient, server: Peer) -> None:
    FeedsOut.model_validate_json(client.get(PATH).content)
    wire, nobody = _feeds(client)
    next_polls = [wire.pop("next_poll_at"), nobody.pop("next_poll_at")]
    assert all(LATER <= one < "2026-11-20T12:06" for one in next_polls)
    assert wire == {
        "id": wire["id"],
        "url": server.url(path="/rss?key=***&desk=***&***"),
        "name": "Wire",
        "title": "North Wire",
        "state": "ok",
        "last_polled_at": "2026-11-20T12:00:00Z",
        "last_success_at": "2026-11-20T12:00:00Z",
        "http_status": 200,
        "error": None,
        "failures": 0,
        "taken": 1,
        "rejected": 1,
        "taken_in_all": 1,
        "moved_to": None,
    }
    assert nobody["state"] == "failing"
    assert nobody["http_status"] is None
    assert "no connection to '127.0.0.1', port 1" in nobody["error"]["detail"]
    assert nobody["error"]["remedy"]
    assert [story["headline"][:9] for story in client.get("/v1/stories").json()["stories"]] == ["The river"]


def test_asked_again_with_its_tag_nothing_is_sent_until_something_changes(client: TestClient) -> None:
    tag = {"If-None-Match": client.get(PATH).headers["etag"]}
    assert client.get(PATH, headers=tag).status_code == 304


def test_one_is_polled_at_once(client: TestClient, server: Peer, clock: Clock) -> None:
    wire = _feeds(client)[0]
    clock.now = NOON.replace(minute=1)
    answer = client.post(f"{PATH}/{wire['id']}/poll")
    assert answer.status_code == 202
    FeedOut.model_validate_json(answer.content)
    await_(lambda: _feeds(client)[0]["last_polled_at"] == "2026-11-20T12:01:00Z")
    assert b'if-none-match: "1"' in server.requests[1].lower()
    problem(client.post(f"{PATH}/nobody/poll"), 404, "not-found")


def test_polls_are_counted(client: TestClient) -> None:
    figures = client.get("/metrics").text
    assert 'newsfold_feed_polls_total{outcome="changed"} 1.0' in figures
    assert 'newsfold_feed_polls_total{outcome="failed"} 1.0' in figures
    assert "newsfold_feeds_failing 1.0" in figures
    assert 'newsfold_articles_received_total{relation="new_story"} 1.0' in figures
    assert "newsfold_articles_rejected_total 1.0" in figures


def test_without_feeds_none_are_polled(settings: Settings, desk: Desk) -> None:
    with TestClient(create_app(settings, desk)) as client:
        assert client.get(PATH).json() == {"feeds": []}


def test_a_slip_in_the_list_is_told_at_the_start(desk: Desk) -> None:
    settings = Settings(database_url="memory:", feeds=SecretStr("northwire.example/rss"))
    with pytest.raises(StartupError, match=r"NEWSFOLD_FEEDS: 'northwire\.example/rss' is not a feed"):
        TestClient(create_app(settings, desk)).__enter__()


def test_the_example_is_one(client: TestClient) -> None:
    [example] = client.get("/openapi.json").json()["components"]["schemas"]["Feed"]["examples"]
    FeedOut.model_validate_json(json.dumps(example))
