"""The pages over a real desk; and, where there is one, in a browser."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from service.app import create_app
from service.desk import Desk
from service.settings import Settings
from service.stores.memory import MemoryStore
from tests.api.support import Clock, Post, WordEncoder
from tests.web.support import CHROMIUM, serving


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
def client(settings: Settings, desk: Desk, clock: Clock) -> Iterator[TestClient]:
    with TestClient(create_app(settings, desk, clock=clock), follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def post(client: TestClient) -> Post:
    """File articles, all of which must be taken; the results."""

    def send(*articles: Mapping[str, object]) -> list[dict[str, Any]]:
        answer = client.post("/v1/articles", json={"articles": [dict(one) for one in articles]})
        assert answer.status_code == 200, answer.text
        assert answer.json()["rejected"] == []
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    return send


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine; Debian has it: apt-get install chromium")
    # Its sandbox refuses to be started by root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture
def address(desk: Desk, settings: Settings, clock: Clock) -> Iterator[str]:
    with serving(create_app(settings, desk, clock=clock)) as found:
        yield found


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page in which nothing may go wrong: no error in a script, nothing refused by the policy."""
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if _is_refusal(said.text) else None)
    yield opened
    assert wrong == []


def _is_refusal(text: str) -> bool:
    return "Content Security Policy" in text or "Refused to" in text
