"""Who edited what and why, taking it back, and editors who do not overwrite each other."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.api.schemas.audit import AuditOut, EntryOut
from service.ports import Change, Place
from service.stores.memory import MemoryStore
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Post, problem

GAZETTE, NORTH = FLOOD_COPY["id"], FLOOD["id"]


def edit(client: TestClient, story_id: str, verb: str, **body: object) -> int:
    """Edit a story; the entry that tells of it."""
    answer = client.post(f"/v1/stories/{story_id}/{verb}", json={"by": "anna", **body})
    assert answer.status_code == 200, answer.text
    entry: int = answer.json()["entry"]
    return entry


def entries(client: TestClient, query: str = "") -> list[int]:
    answer = client.get(f"/v1/audit{query}").json()
    AuditOut.model_validate(answer)
    return [entry["id"] for entry in answer["entries"]]


@pytest.fixture
def stories(post: Post) -> list[str]:
    """The flood, of two reports, and the resignation."""
    flood, _, resignation = post(FLOOD, FLOOD_COPY, RESIGNATION)
    return [flood["story_id"], resignation["story_id"]]


def test_an_entry_says_who_and_why_and_is_taken_back(client: TestClient, stories: list[str]) -> None:
    flood, resignation = stories
    merge = edit(client, flood, "merge", **{"with": [resignation]}, reason="The flood made him go.")
    shown = client.get(f"/v1/audit/{merge}").json()
    EntryOut.model_validate(shown)
    assert shown == {
        "id": 1,
        "at": "2026-11-20T12:00:00Z",
        "verb": "merge",
        "actor": "editor",
        "by": "anna",
        "reason": "The flood made him go.",
        "story_ids": [flood, resignation],
        "article_ids": [RESIGNATION["id"]],
        "state": "done",
        "undone_by": None,
        "undoes": None,
    }
    assert {word["reason"] for word in client.get(f"/v1/stories/{flood}").json()["constraints"]} == {
        "The flood made him go."
    }
    redirect = client.get(f"/v1/stories/{resignation}")
    assert (redirect.status_code, redirect.headers["cache-control"]) == (308, "private, no-cache")

    undone = client.post(f"/v1/audit/{merge}/undo", json={"by": "ben", "reason": "He did not."}).json()
    EntryOut.model_validate(undone)
    assert (undone["verb"], undone["undoes"], undone["by"]) == ("undo", merge, "ben")
    assert client.get(f"/v1/stories/{resignation}").json()["article_count"] == 1
    assert client.get(f"/v1/stories/{flood}").json()["constraints"] == []
    assert client.get(f"/v1/audit/{merge}").json()["state"] == "undone"
    whys = [one["data"].get("why") for one in client.get("/v1/events").json()["events"]]
    assert whys[-2:] == ["undo", "undo"]
    assert entries(client, f"?story={resignation}") == [2, 1]
    assert client.post(f"/v1/audit/{undone['id']}/undo").json()["undoes"] == undone["id"], "no body is needed"


def test_what_cannot_be_undone_names_what_stands_against_it(client: TestClient, stories: list[str]) -> None:
    flood, _ = stories
    split = edit(client, flood, "split", article_ids=[GAZETTE])
    client.post(f"/v1/articles/{GAZETTE}/withdraw", json={"reason": "libel", "by": "ben"})
    kill = entries(client)[0]
    members = problem(client.post(f"/v1/audit/{split}/undo", json={}), 409, "conflict")
    assert members["entry"] == kill
    assert "by hand" in members["remedy"]
    members = problem(client.post(f"/v1/audit/{kill}/undo", json={}), 409, "conflict")
    assert "new id" in members["remedy"]
    pin = edit(client, flood, "representative", article_id=NORTH)
    undo = client.post(f"/v1/audit/{pin}/undo", json={}).json()["id"]
    assert problem(client.post(f"/v1/audit/{pin}/undo", json={}), 409, "conflict")["entry"] == undo
    assert client.post(f"/v1/audit/{undo}/undo", json={}).json()["undoes"] == undo
    problem(client.post("/v1/audit/99/undo", json={}), 404, "not-found")
    problem(client.get("/v1/audit/99"), 404, "not-found")
    problem(client.post("/v1/audit/0/undo", json={}), 422, "invalid-parameter")
    problem(client.post("/v1/audit/1/undo", json={"why": "x"}), 422, "invalid-item")


def test_the_trail_is_paged_and_polled(client: TestClient, stories: list[str]) -> None:
    for name in (NORTH, GAZETTE, None, NORTH, GAZETTE):
        edit(client, stories[0], "representative", article_id=name)
    page = client.get("/v1/audit?limit=2").json()
    assert [one["id"] for one in page["entries"]] == [5, 4]
    assert entries(client, f"?limit=2&cursor={page['next_cursor']}") == [3, 2]
    assert client.get("/v1/audit?limit=5").json()["next_cursor"] is None
    assert entries(client, "?after=3") == [5, 4]
    assert entries(client, f"?story={stories[1]}") == entries(client, "?story=s-unknown") == []
    problem(client.get("/v1/audit?cursor=x"), 422, "invalid-parameter")
    assert client.get("/v1/audit", headers={"If-None-Match": "*"}).status_code == 304


def test_an_edit_is_done_only_on_what_the_editor_has_seen(client: TestClient, stories: list[str]) -> None:
    flood, resignation = stories
    seen = client.get(f"/v1/stories/{flood}")
    revision = seen.json()["revision"]
    orders: list[tuple[str, dict[str, Any]]] = [
        ("merge", {"with": [resignation]}),
        ("split", {"article_ids": [GAZETTE]}),
        ("representative", {"article_id": GAZETTE}),
    ]
    for verb, body in orders:
        for stale in ('"0"', '"00"', f'"{revision + 1}"', ""):
            answer = client.post(f"/v1/stories/{flood}/{verb}", json=body, headers={"If-Match": stale})
            assert problem(answer, 412, "precondition-failed")["revision"] == revision
    assert entries(client) == []

    def choose(match: str) -> Any:
        body = {"article_id": None}
        return client.post(f"/v1/stories/{flood}/representative", json=body, headers={"If-Match": match})

    etag = seen.headers["etag"]
    assert choose(etag).status_code == 200
    now = problem(choose(etag), 412, "precondition-failed")["revision"]
    assert now == revision + 1
    matching = [f'"{now}"', str(now + 1), "*", f'"x", W/"{now + 3}"']
    assert [choose(match).status_code for match in matching] == [200] * 4
    assert choose("W/" + client.get(f"/v1/stories/{flood}").headers["etag"]).status_code == 200
    unknown = client.post("/v1/stories/s-0/merge", json={"with": ["x"]}, headers={"If-Match": "1"})
    problem(unknown, 404, "not-found")


def test_edit_and_answer_are_kept_together(
    client: TestClient, stories: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commits: list[Change] = []

    def commit(self: MemoryStore, change: Change) -> Place:
        commits.append(change)
        return written(self, change)

    written = MemoryStore.commit
    monkeypatch.setattr(MemoryStore, "commit", commit)
    order, key = {"article_ids": [GAZETTE]}, {"Idempotency-Key": "k1"}
    first = client.post(f"/v1/stories/{stories[0]}/split", json=order, headers=key)
    undo = {"Idempotency-Key": "k2"}
    path = f"/v1/audit/{first.json()['entry']}/undo"
    undone = [client.post(path, json={}, headers=undo) for _ in range(2)]
    again = client.post(f"/v1/stories/{stories[0]}/split", json=order, headers={**key, "If-Match": '"0"'})
    assert (again.status_code, again.json()) == (200, first.json())
    assert undone[0].json() == undone[1].json()
    assert [(len(change.entries), len(change.replies)) for change in commits] == [(1, 1)] * 2
