"""The real thing: ``newsfold serve`` in a process of its own, a database on disk.

It has another model, so that it is quickly up again; the long form has the real one, and so has the README's session.
"""

import json
import threading
from contextlib import suppress
from pathlib import Path

import httpx2

from service.demo import demo_lines
from tests.e2e.support import QUICK, SERVE, address, serving, start
from tests.long import LONG

CODE = SERVE if LONG else QUICK
REPORTS = [
    {
        "id": "north/1",
        "title": "River Alma floods Port Sunder",
        "text": "The river Alma burst its banks at Port Sunder on Friday. About 1,200 people left their homes.",
        "source": "North Wire",
        "published_at": "2026-11-20T06:40:00Z",
    },
    {
        "id": "gazette/88",
        "title": "River Alma floods Port Sunder",
        "text": "The river Alma burst its banks at Port Sunder on Friday. About 1,200 people left their homes.",
        "source": "Sunder Gazette",
        "published_at": "2026-11-20T07:05:00Z",
    },
    {
        "id": "capital/551",
        "title": "Transport minister resigns over rail contract",
        "text": "Ilse Varga stepped down on Friday after auditors criticised the northern rail contract.",
        "source": "Capital Post",
        "published_at": "2026-11-20T09:15:00Z",
    },
]


def test_reports_go_in_and_a_briefing_comes_out_also_after_a_restart(tmp_path: Path) -> None:
    with serving(tmp_path, CODE) as client:
        assert client.get("/readyz").json()["status"] == "ready"
        answer = client.post("/v1/articles", json={"articles": REPORTS})
        assert answer.status_code == 200, answer.text
        relations = [one["relation"] for one in answer.json()["results"]]
        assert relations == ["new_story", "exact_duplicate", "new_story"]
        stories = client.get("/v1/stories").json()
        briefing = client.get("/v1/briefing").json()
        assert {item["headline"] for item in briefing["stories"]} == {
            REPORTS[0]["title"],
            REPORTS[2]["title"],
        }
        assert "Port Sunder" in client.get("/v1/briefing", headers={"Accept": "text/markdown"}).text

    with serving(tmp_path, CODE) as client:
        assert client.get("/v1/stories").json() == stories
        again = client.post("/v1/articles", json={"articles": REPORTS}).json()["results"]
        assert [one["relation"] for one in again] == ["unchanged"] * len(REPORTS)
        assert [one["story_id"] for one in again] == [one["story_id"] for one in answer.json()["results"]]
        # A body far beyond the limit is answered, not cut off.
        refused = client.post("/v1/articles", content=b"[" + b" " * 3_000_000)
        assert refused.status_code == 413
        assert refused.json()["type"] == "urn:newsfold:problem:body-too-large"


def test_killed_in_the_middle_of_a_load_it_keeps_what_it_acknowledged_and_ends_with_the_same_stories(
    tmp_path: Path,
) -> None:
    reports = [json.loads(line) for line in demo_lines().splitlines()]
    batches = [reports[place : place + 5] for place in range(0, len(reports), 5)]
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    for folder in (whole, torn):
        folder.mkdir()
    with serving(whole, CODE) as client:
        for batch in batches:
            client.post("/v1/articles", json={"articles": batch}).raise_for_status()
        expected = _stories(client, reports)

    acknowledged: set[str] = set()
    for kill_after in (2, 4):
        process = start(torn, code=CODE)
        with httpx2.Client(base_url=address(process), timeout=30) as client:
            for batch in batches[:kill_after]:
                client.post("/v1/articles", json={"articles": batch}).raise_for_status()
                acknowledged |= {report["id"] for report in batch}
            # The next batch is being worked on when the process dies.
            killer = threading.Timer(0.05, process.kill)
            killer.start()
            with suppress(httpx2.HTTPError):
                client.post("/v1/articles", json={"articles": batches[kill_after]}).raise_for_status()
                acknowledged |= {report["id"] for report in batches[kill_after]}
            killer.join()
        process.communicate()

    with serving(torn, CODE) as client:
        assert len(acknowledged) >= 20
        for article_id in acknowledged:
            assert client.get(f"/v1/articles/{article_id}").status_code == 200
        for batch in batches:
            client.post("/v1/articles", json={"articles": batch}).raise_for_status()
        assert _stories(client, reports) == expected


def _stories(client: httpx2.Client, reports: list[dict[str, str]]) -> dict[str, str]:
    """Which story each report lies in."""
    ids = {report["id"] for report in reports}
    return {name: client.get(f"/v1/articles/{name}").json()["story_id"] for name in ids}


def test_a_setting_that_cannot_be_used_is_named_and_ends_it(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/no/such/folder/newsfold.db"
    process = start(tmp_path, code=QUICK, NEWSFOLD_DATABASE_URL=database)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "NEWSFOLD_DATABASE_URL" in errors
    assert "Traceback" not in errors
