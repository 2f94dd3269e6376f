"""The briefing in a browser: light and dark, large and small, with keys."""

from playwright.sync_api import Page, expect

from tests.api.support import FLOOD
from tests.web.support import file


def test_a_citation_lights_its_source_up(page: Page, address: str) -> None:
    file(address, FLOOD)
    page.goto("/")
    source = page.locator(".sources li").first
    plain = source.evaluate("one => getComputedStyle(one).backgroundColor")
    page.locator(".m").first.hover()
    expect(source).not_to_have_css("background-color", plain)
    page.locator(".m").first.focus()
    expect(source).not_to_have_css("background-color", plain)
