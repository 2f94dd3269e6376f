"""Each line of bad input gets a result or a problem with the remedy; the rest of a batch is taken; never a 500."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.support import FLOOD, RESIGNATION, Post, problem
from tests.long import half

DEEP = 100_000


def test_a_bad_item_is_named_and_the_rest_is_taken(client: TestClient) -> None:
    items: list[Any] = [
        FLOOD,
        {"title": " ", "text": "\u200b"},
        {"title": "A", "status": "embargoed?"},
        {"title": "A", "published_at": "the day before yesterday"},
        {"title": ["A"]},
        "a string",
        None,
        {"title": "A", "id": "x" * 5000},
        {"text": "word " * 1_000_000},
        RESIGNATION,
    ]
    answer = client.post("/v1/articles", json={"articles": items})
    assert answer.status_code == 200
    assert [one["article_id"] for one in answer.json()["results"]] == [FLOOD["id"], RESIGNATION["id"]]
    rejected = answer.json()["rejected"]
    assert [one["index"] for one in rejected] == list(range(1, 9))
    fields = [one["error"]["field"] for one in rejected]
    assert fields == ["text", "status", "published_at", "title", "item", "item", "id", "text"]
    for one in rejected:
        assert set(one["error"]) == {"field", "detail", "remedy"}
        assert all(one["error"].values())


def test_what_can_be_mended_is_taken_and_said(client: TestClient, post: Post) -> None:
    mended = post(
        {**FLOOD, "id": "zone", "published_at": "2026-11-20T06:40:00"},
        {**FLOOD, "id": "future", "published_at": "2999-01-01T00:00:00Z"},
        {**FLOOD, "id": "nul", "text": "a\x00b and more words"},
        {**FLOOD, "id": "script", "text": "<p>Seen</p><script>alert(1)</script>"},
    )
    assert all(result["warnings"] for result in mended)
    assert "UTC" in mended[0]["warnings"][0]
    assert client.get("/v1/articles/zone").json()["published_at"].startswith("2026-11-20T06:40:00")
    assert "\x00" not in client.get("/v1/articles/nul").json()["text"]
    assert "alert" not in client.get("/v1/articles/script").json()["text"]


def test_the_same_id_with_other_text_is_a_revision(client: TestClient, post: Post) -> None:
    post(FLOOD)
    [revised] = post({**FLOOD, "text": "The river Alma has gone back to its bed."})
    assert revised["relation"] == "revision"
    assert "gone back" in client.get("/v1/articles/north/1").json()["text"]
    [again] = post({**FLOOD, "text": "The river Alma has gone back to its bed."})
    assert again["relation"] == "unchanged"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b'{"title": "\xff\xfe"}',
        b'{"title": "half a li',
        b'{"articles": [{"title": "a"}',
        b"[" * DEEP,
        b'{"a":' * DEEP,
        b"[" * DEEP + b"]" * DEEP,
        b"null",
        b"12",
        b"NaN",
        b'{"title": NaN, "text": Infinity}',
        b"1" * 10_000,
        b'{"version": ' + b"9" * 10_000 + b', "title": "a"}',
        b"<html><script>alert(1)</script></html>",
        b"<?xml version='1.0'?><nofeed/>",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><rss>&a;</rss>",
        b"\x1f\x8b\x08\x00 not gzip",
        b"title=form&text=data",
        b'{"articles": []}',
        b'{"articles": "none"}',
        b'{"title": "one", "title": "two"}',
        b'{"articles": [{"title": "one", "id": "a", "id": "b"}]}',
        b"{}",
    ],
    ids=lambda body: repr(body[:24]),
)
@pytest.mark.parametrize("path", ["/v1/articles", "/v1/check"])
def test_what_is_no_article_is_a_problem_with_a_remedy(client: TestClient, path: str, body: bytes) -> None:
    answer = client.post(path, content=body)
    assert answer.status_code in (400, 422)
    members = problem(answer, answer.status_code, answer.json()["type"].rsplit(":", 1)[1])
    assert members["remedy"]
    assert len(answer.content) < 2_000


def test_too_many_articles_are_refused_together(client: TestClient) -> None:
    articles = [{"id": str(number), "title": f"Report {number}"} for number in range(501)]
    members = problem(client.post("/v1/articles", json={"articles": articles}), 422, "batch-too-large")
    assert "more than 500" in members["detail"]
    assert "500" in members["remedy"]
    problem(client.get("/v1/articles/0"), 404, "not-found")


def test_a_body_beyond_the_limit_is_refused_whatever_it_claims(client: TestClient) -> None:
    chunk = b'{"title": "' + b"a" * 1_000_000
    members = problem(client.post("/v1/articles", content=[chunk] * 7), 413, "body-too-large")
    assert "NEWSFOLD_MAX_BODY_BYTES" in members["remedy"]
    answer = client.post("/v1/articles", content=chunk * 7, headers={"Content-Length": "10"})
    problem(answer, 413, "body-too-large")
    problem(client.post("/v1/stories/s/merge", content=chunk * 7), 413, "body-too-large")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[",
        b"[" * DEEP,
        b"\xff",
        b'{"reason": "\\ud800"}',
        b'{"reason": "a", "reason": "b"}',
        b"null",
        b'""',
    ],
)
def test_an_edit_that_cannot_be_read_changes_nothing(client: TestClient, post: Post, body: bytes) -> None:
    post(FLOOD)
    assert client.post("/v1/articles/north/1/withdraw", content=body).status_code in (400, 422)
    assert client.get("/v1/articles/north/1").status_code == 200


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("stories?since=yesterday", "since"),
        ("stories?until=2026-13-01", "until"),
        ("stories?since=0001-01-01T00:00:00%2B14:00", "since"),
        ("stories?since=1e400", "since"),
        ("stories?since=2026", "since"),
        ("stories?until=20261116", "until"),
        ("stories?limit=0", "limit"),
        ("stories?limit=201", "limit"),
        ("stories?limit=many", "limit"),
        ("stories?min_origins=0", "min_origins"),
        (f"stories?q={'q' * 201}", "q"),
        ("briefing?since=x", "since"),
        ("briefing?seen_before=x", "seen_before"),
        ("briefing?hours=0", "hours"),
        ("briefing?hours=nan", "hours"),
        ("briefing?hours=inf", "hours"),
        ("briefing?format=pdf", "format"),
        ("events?after=-1", "after"),
    ],
)
def test_a_bad_parameter_is_named(client: TestClient, query: str, name: str) -> None:
    members = problem(client.get(f"/v1/{query}"), 422, "invalid-parameter")
    assert [one["parameter"] for one in members["errors"]] == [name]
    assert name in members["detail"]


@settings(max_examples=half(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_bring_the_service_down(client: TestClient, body: bytes) -> None:
    assert client.post("/v1/articles", content=body).status_code < 500


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_NAMES = [
    "id",
    "title",
    "text",
    "url",
    "source",
    "published_at",
    "language",
    "version",
    "status",
    "evolved_from",
]
_ARTICLES = st.lists(
    st.dictionaries(st.sampled_from([*_NAMES, "embargoed_until", "byline"]), _JSON), max_size=4
)


@settings(max_examples=half(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=_ARTICLES)
def test_every_item_is_answered_once(client: TestClient, articles: list[dict[str, object]]) -> None:
    body = json.dumps({"articles": articles})
    answer = client.post("/v1/articles", content=body)
    assert answer.status_code in (200, 400, 422)
    if answer.status_code == 200:
        members = answer.json()
        assert len(members["results"]) + len(members["rejected"]) == len(articles)


@settings(max_examples=half(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_no_parameter_or_id_brings_the_service_down(client: TestClient, text: str) -> None:
    encoded = "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
    for path in (
        f"stories?q={encoded}&source={encoded}",
        f"stories?cursor={encoded}",
        f"briefing?since={encoded}",
    ):
        assert client.get(f"/v1/{path}").status_code < 500
    for path in (f"articles/{encoded}", f"stories/{encoded}"):
        assert client.get(f"/v1/{path}").status_code < 500
