"""The HTTP edge over a real desk, a store in memory and an encoder that needs no model."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.app import create_app
from service.desk import Desk
from service.settings import Settings
from service.stores.memory import MemoryStore
from tests.api.support import Clock, Post, WordEncoder, serving


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk() -> Desk:
    return Desk(MemoryStore(), WordEncoder())


@pytest.fixture
def settings() -> Settings:
    return Settings(database_url="memory:", max_body_bytes=6 * 1024 * 1024)


@pytest.fixture
def app(settings: Settings, desk: Desk, clock: Clock) -> FastAPI:
    return create_app(settings, desk, clock=clock, ticks=clock.ticks)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """A real server on a loopback port."""
    with serving(app) as found:
        yield found


@pytest.fixture
def post(client: TestClient) -> Post:
    """File articles, all of which must be taken; the results."""

    def send(*articles: dict[str, object]) -> list[dict[str, Any]]:
        answer = client.post("/v1/articles", json={"articles": list(articles)})
        assert answer.status_code == 200, answer.text
        assert answer.json()["rejected"] == []
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    return send
