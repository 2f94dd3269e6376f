"""Who may do what on the pages, and what is answered where it cannot be done; without a browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.audit import TrailQuery
from service.desk import Desk
from service.settings import Settings
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Clock, Post

KEYS = "eve:read:eves-own-secret anna:read+write+edit:annas-own-secret"
EVE, ANNA = ("x", "eves-own-secret"), ("x", "annas-own-secret")
PEOPLE = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def keyed(desk: Desk, clock: Clock) -> Iterator[TestClient]:
    app = create_app(Settings(database_url="memory:", api_keys=KEYS), desk, clock=clock)
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


def filed(client: TestClient, **more: Any) -> str:
    answer = client.post("/v1/articles", json={"articles": [FLOOD, FLOOD_COPY, RESIGNATION]}, **more)
    story: str = answer.json()["results"][0]["story_id"]
    return story


def test_who_may_only_read_is_offered_and_allowed_nothing_else(keyed: TestClient) -> None:
    story = filed(keyed, auth=ANNA)
    for path in ("/", f"/stories/{story}", "/audit"):
        offered = keyed.get(path, auth=ANNA).text
        page = keyed.get(path, auth=EVE).text
        assert "may read only" in page
        assert '<form method="post"' not in page
        assert "data-verb" not in page
        assert "checkbox" not in page
        assert "may read only" not in offered
    for path in (
        f"/merge?story={story}",
        f"/split?story={story}&article=north/1",
        "/withdraw?article=north/1",
    ):
        asked = keyed.get(path, auth=EVE)
        assert asked.status_code == 200
        assert '<form method="post"' not in asked.text
    for path in ("/merge", "/split", "/pin", "/unpin", "/withdraw", "/undo"):
        refused = keyed.post(path, data={"story": story}, auth=EVE, headers=PEOPLE)
        assert refused.status_code == 403
        assert refused.headers["content-type"].startswith("text/html")


def test_edits_bear_the_name_of_the_key(keyed: TestClient, desk: Desk) -> None:
    story = filed(keyed, auth=ANNA)
    done = keyed.post("/pin", data={"story": story, "pin": "gazette/88"}, auth=ANNA)
    assert done.status_code == 303
    assert done.headers["location"] == f"/stories/{story}?done=1"
    assert desk.audit_entry(1).by == "anna"


def test_an_expired_key_is_told_to_people_as_a_page_and_to_programs_as_a_problem(keyed: TestClient) -> None:
    page = keyed.get("/", auth=("x", "a-key-that-was-revoked"), headers=PEOPLE)
    assert page.status_code == 401
    assert page.headers["content-type"].startswith("text/html")
    assert "Basic" in page.headers["www-authenticate"]
    assert "has been revoked" in page.text
    for path, accepted in (("/", "*/*"), ("/v1/stories", PEOPLE["Accept"])):
        answer = keyed.get(path, headers={"Accept": accepted})
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/merge", "/split", "/pin", "/unpin", "/withdraw", "/undo"])
@pytest.mark.parametrize("sent", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_pages_of_other_sites_can_do_nothing(
    keyed: TestClient, desk: Desk, path: str, sent: dict[str, str]
) -> None:
    story = filed(keyed, auth=ANNA)
    fields = {
        "story": story,
        "article": "north/1",
        "pin": "north/1",
        "reason": "x",
        "entry": "1",
        "keep": story,
    }
    assert keyed.post(path, data=fields, headers=sent, auth=ANNA).status_code == 403
    assert desk.audit(TrailQuery()) == []


def test_what_is_missing_or_impossible_is_said(client: TestClient, post: Post) -> None:
    story = post(FLOOD, FLOOD_COPY)[0]["story_id"]
    for path, fields, status in (
        ("/merge", {"keep": story, "story": story}, 422),
        ("/merge", {}, 422),
        ("/pin", {"story": story, "pin": "stranger"}, 409),
        ("/split", {"story": story}, 409),
        ("/withdraw", {"article": "north/1"}, 422),
        ("/withdraw", {"article": "stranger", "reason": "x"}, 404),
        ("/undo", {"entry": "7"}, 404),
        ("/undo", {"entry": "x"}, 422),
        ("/undo", {}, 422),
    ):
        answer = client.post(path, data=fields)
        assert answer.status_code == status, (path, fields)
        assert answer.headers["content-type"].startswith("text/html")
    assert client.get(f"/split?story={story}").status_code == 422
    assert client.get("/split").status_code == 422
    assert client.get("/merge?story=s-nothing").status_code == 404
    large = client.post("/pin", content=b"x" * 7_000_000)
    assert large.status_code == 413


def test_what_was_merged_away_meanwhile_leads_to_where_it_is(
    client: TestClient, post: Post, desk: Desk, clock: Clock
) -> None:
    flood, minister = (one["story_id"] for one in post(FLOOD, RESIGNATION))
    desk.merge(flood, [minister], clock())
    answer = client.post("/pin", data={"story": minister, "pin": str(RESIGNATION["id"]), "revision": "1"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/stories/{flood}?from={minister}"


def test_the_last_report_of_a_story_leaves_to_the_trail(client: TestClient, post: Post) -> None:
    post(RESIGNATION)
    answer = client.post("/withdraw", data={"article": str(RESIGNATION["id"]), "reason": "wrong"})
    assert answer.headers["location"] == "/audit?done=1"
    page = client.get(answer.headers["location"]).text
    assert "wrong" in page
    assert "Varga" not in page


def test_an_edit_whose_reports_nobody_may_read_counts_none(client: TestClient, post: Post) -> None:
    held = {**FLOOD_COPY, "status": "embargoed", "embargoed_until": "2999-01-01T00:00:00Z"}
    story = post(FLOOD, held)[0]["story_id"]
    parted = client.post(f"/v1/stories/{story}/split", json={"article_ids": [held["id"]]})
    assert parted.status_code == 200
    page = client.get("/audit", headers=PEOPLE).text
    assert "split reports off" in page
    assert "0 reports" not in page
