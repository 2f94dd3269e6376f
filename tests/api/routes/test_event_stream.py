"""The event log over server-sent events, from a real server."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.desk import Desk
from service.model import Article, Submission
from service.settings import Settings
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Clock, problem, serving


def received(lines: Iterator[str], count: int) -> list[tuple[int, str]]:
    """The ids and types of the next events."""
    found: list[tuple[int, str]] = []
    place = 0
    for line in lines:
        if line.startswith("id: "):
            place = int(line[4:])
        if line.startswith("event: "):
            kind = line[7:]
        if not line and place:
            found.append((place, kind))
            place = 0
            if len(found) == count:
                break
    return found


def logged(client: httpx2.Client, after: int = 0) -> list[tuple[int, str]]:
    events = client.get("/v1/events", params={"after": after}).json()["events"]
    return [(event["sequence"], event["type"]) for event in events]


def test_events_arrive_as_they_happen_and_none_is_missed(address: str) -> None:
    with httpx2.Client(base_url=address, timeout=5) as client:
        client.post("/v1/articles", json=FLOOD).raise_for_status()
        with client.stream("GET", "/v1/events/stream", params={"after": 0}) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            lines = answer.iter_lines()
            first = received(lines, 1)
            before = time.monotonic()
            httpx2.post(f"{address}/v1/articles", json=RESIGNATION).raise_for_status()
            second = received(lines, 1)
            assert time.monotonic() - before < 0.9
        httpx2.post(f"{address}/v1/articles", json=FLOOD_COPY).raise_for_status()
        again = {"Last-Event-ID": str(second[0][0])}
        with client.stream("GET", "/v1/events/stream", headers=again) as answer:
            third = received(answer.iter_lines(), 1)
        assert first + second + third == logged(client)


def test_an_embargo_ends_on_the_stream_by_itself(address: str, desk: Desk, clock: Clock) -> None:
    embargoed = Article(
        "late", text="The minister resigns tonight.", embargoed_until=clock() + timedelta(hours=1)
    )
    desk.receive([Submission(embargoed)], clock())
    with httpx2.Client(base_url=address, timeout=5) as client:
        assert logged(client) == []
        with client.stream("GET", "/v1/events/stream") as answer:
            lines = answer.iter_lines()
            next(lines)
            clock.advance(timedelta(hours=1))
            assert received(lines, 1) == [(1, "story.created")]


def test_a_stream_ends_when_its_key_is_revoked_and_tells_nothing_more(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    keys.write_text("anna:read:annas-own-secret\nben:read+write:bens-own-secret\n", encoding="utf-8")
    anna, ben = ({"X-API-Key": f"{name}s-own-secret"} for name in ("anna", "ben"))
    app = create_app(Settings(database_url="memory:", api_keys=f"@{keys}"), desk, clock=clock)
    with serving(app) as address, httpx2.Client(base_url=address, timeout=20) as client:
        with (
            client.stream("GET", "/v1/events/stream", headers=anna) as revoked,
            client.stream("GET", "/v1/events/stream", headers=ben) as kept,
        ):
            lines, others = revoked.iter_lines(), kept.iter_lines()
            next(lines), next(others)
            client.post("/v1/articles", json=FLOOD, headers=ben).raise_for_status()
            assert len(received(lines, 1)) == len(received(others, 1)) == 1
            keys.write_text("ben:read+write:bens-own-secret\n", encoding="utf-8")
            before = time.monotonic()
            assert received(lines, 1) == []  # it has come to its end
            assert time.monotonic() - before < 10  # about one second, of a machine that has time
            client.post("/v1/articles", json=RESIGNATION, headers=ben).raise_for_status()
            assert len(received(others, 1)) == 1
        problem(client.get("/v1/events/stream", headers=anna), 401, "unauthorized")


@pytest.mark.parametrize("name", ["first", "-1", "1.5", "9" * 40, "9" * 5_000])
def test_a_place_that_is_none_is_refused(client: TestClient, name: str) -> None:
    answer = client.get("/v1/events/stream", headers={"Last-Event-ID": name})
    assert "Last-Event-ID" in problem(answer, 422, "invalid-parameter")["detail"]
