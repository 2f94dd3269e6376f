"""The pages over a real desk; and, where there is one, in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.api.conftest import address, app, client, clock, desk, post, settings  # noqa: F401 - fixtures
from tests.web.support import CHROMIUM, chromium_arguments


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file: as long as it is there, nothing else can run a loop of asyncio."""
    if CHROMIUM is None:
        pytest.skip(
            "there is no Chromium on this machine; Debian has it: apt-get install chromium-headless-shell"
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=chromium_arguments())
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:  # noqa: F811 - the fixture
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
