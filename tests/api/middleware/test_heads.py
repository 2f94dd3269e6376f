"""HEAD wherever GET is taken, and what people see who mistype an address."""

import pytest
from fastapi.testclient import TestClient

from tests.api.support import FLOOD, Post, problem


@pytest.mark.parametrize(
    "path",
    ["/", "/v1/stories", "/v1/briefing", "/v1/articles/north/1", "/feeds/briefing.atom", "/healthz", "/docs"],
)
def test_head_is_get_without_its_body(client: TestClient, post: Post, path: str) -> None:
    post(FLOOD)
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    for name in ("content-type", "etag", "content-length", "cache-control"):
        assert head.headers.get(name) == got.headers.get(name) or path == "/"


def test_head_of_a_stream_ends(client: TestClient) -> None:
    assert client.head("/v1/events/stream").headers["content-type"].startswith("text/event-stream")


def test_head_answers_conditions_and_mistakes_as_get_does(client: TestClient, post: Post) -> None:
    post(FLOOD)
    tag = client.get("/v1/stories").headers["etag"]
    assert client.head("/v1/stories", headers={"If-None-Match": tag}).status_code == 304
    assert client.head("/v1/articles/unknown").status_code == 404
    refused = client.head("/v1/check")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


def test_head_is_logged_and_counted_as_itself(client: TestClient) -> None:
    client.head("/v1/stories")
    assert 'method="HEAD",route="/v1/stories",status="200"' in client.get("/metrics").text


def test_people_who_mistype_an_address_see_a_page_and_programs_a_problem(client: TestClient) -> None:
    people = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
    page = client.get("/storeis", headers=people)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>" in page.text
    problem(client.get("/storeis"), 404, "no-such-path")
    problem(client.get("/v1/storeis", headers=people), 404, "no-such-path")
    wrong = client.put("/paste", headers=people)
    assert (wrong.status_code, "GET" in wrong.headers["allow"]) == (405, True)
    assert wrong.headers["content-type"].startswith("text/html")
