"""A SQLite database that is full: a clear answer, nothing lost that was acknowledged, and on it goes with more room."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.desk import Desk
from service.settings import Settings
from service.stores.opening import open_store
from service.stores.sql import SqlStore
from tests.api.support import Clock, WordEncoder, problem

PLENTY = 1_000_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path}/full.db")
    assert isinstance(opened, SqlStore)
    yield opened
    opened.close()


def limit_pages(store: SqlStore, pages: int) -> None:
    """Let the file grow to so many pages and no more."""
    with store._engines.writer.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def pages(store: SqlStore) -> int:
    with store._engines.writer.connect() as connection:
        found: int = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return found


def report(number: int) -> dict[str, Any]:
    return {"id": f"wire/{number}", "title": f"Report {number}", "text": f"Word{number} " * 200}


def test_a_full_database_is_told_and_recovers(store: SqlStore) -> None:
    app = create_app(Settings(database_url="memory:"), Desk(store, WordEncoder()), clock=Clock())
    with TestClient(app) as client:
        assert client.get("/readyz?writable=true").json()["writable"] is True
        limit_pages(store, pages(store) + 40)
        taken, number = [], 0
        while (answer := client.post("/v1/articles", json=report(number))).status_code == 200:
            taken.append(number)
            number += 1
        assert "disk is full" in problem(answer, 507, "storage-full")["detail"]
        assert answer.headers["retry-after"]
        assert client.get("/readyz").json()["writable"] is False
        problem(client.get("/readyz?writable=true"), 507, "storage-full")
        assert taken
        # What is on file can be read, and the same is refused again, and nothing else than that happens.
        assert client.get("/v1/briefing").status_code == 200
        events = len(client.get("/v1/events").json()["events"])
        problem(client.post("/v1/articles", json=report(number)), 507, "storage-full")
        assert len(client.get("/v1/events").json()["events"]) == events
        limit_pages(store, PLENTY)
        assert client.post("/v1/articles", json=report(number)).status_code == 200
        assert client.get("/readyz?writable=true").status_code == 200
        for one in [*taken, number]:
            assert client.get(f"/v1/articles/wire/{one}").status_code == 200
