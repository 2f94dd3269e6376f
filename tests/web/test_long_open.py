"""A page that stays open, for hours or days: it shows what it would if it were opened now."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import quote

import httpx2
from playwright.sync_api import BrowserContext, Page, expect

from tests.api.support import FLOOD, FLOOD_COPY, NOON, RESIGNATION, Clock
from tests.web.support import file

LATER = {**RESIGNATION, "published_at": (NOON + timedelta(days=5)).isoformat()}


def report_page(report: Mapping[str, object]) -> str:
    return "/articles/" + quote(str(report["id"]), safe="")


def withdraw(address: str, report: Mapping[str, object]) -> None:
    answer = httpx2.post(f"{address}/v1{report_page(report)}/withdraw", json={"reason": "a hoax"})
    assert answer.status_code == 200


def test_stories_that_leave_the_period_leave_the_page(page: Page, address: str, clock: Clock) -> None:
    file(address, FLOOD)
    page.goto("/")
    expect(page.locator(".card")).to_contain_text("River Alma")
    clock.advance(timedelta(days=5))
    file(address, LATER)
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".card")).to_contain_text("Minister Varga")
    expect(page.locator(".period")).to_have_text("22 Nov, 12:00 to 25 Nov, 12:00 · 1 story from 1 report")


def test_a_period_goes_on_while_nothing_comes_in(page: Page, address: str, clock: Clock) -> None:
    page.clock.install()
    file(address, FLOOD)
    page.goto("/?hours=6")
    expect(page.locator(".card")).to_have_count(1)
    clock.advance(timedelta(hours=7))
    page.clock.fast_forward(301_000)
    expect(page.locator(".card")).to_have_count(0)


def test_a_card_that_somebody_is_at_waits_until_it_is_left(page: Page, address: str, clock: Clock) -> None:
    file(address, FLOOD)
    page.goto("/")
    page.locator(".card h2").hover()
    clock.advance(timedelta(days=5))
    file(address, LATER)
    expect(page.get_by_role("button", name="1 new")).to_be_visible()
    expect(page.locator(".card")).to_contain_text("River Alma")
    page.mouse.move(2, 2)
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".card")).to_contain_text("Minister Varga")


def test_an_open_report_is_told_of_its_next_version_and_gone_when_withdrawn(page: Page, address: str) -> None:
    file(address, FLOOD)
    page.goto(report_page(FLOOD))
    file(address, {**FLOOD, "text": f"{FLOOD['text']} Nobody was hurt."})
    page.get_by_role("button", name="A new version").click()
    expect(page.locator(".text")).to_contain_text("Nobody was hurt.")
    withdraw(address, FLOOD)
    expect(page.get_by_text("This report was just withdrawn.")).to_be_visible()
    assert "Alma" not in page.content()


def test_a_report_is_no_longer_compared_with_one_that_is_withdrawn(page: Page, address: str) -> None:
    edited = {**FLOOD_COPY, "text": str(FLOOD["text"]).replace("homes", "houses")}
    file(address, FLOOD, edited)
    page.goto(report_page(edited))
    expect(page.locator("#changes .diff del")).to_contain_text("homes")
    withdraw(address, FLOOD)
    expect(page.locator("#changes")).to_have_count(0)
    expect(page.locator(".text")).to_contain_text("houses")
    assert "homes" not in page.content()


def test_the_name_of_a_withdrawn_story_is_no_longer_on_its_tab(page: Page, address: str) -> None:
    [result] = file(address, FLOOD)
    page.goto(f"/stories/{result['story_id']}")
    withdraw(address, FLOOD)
    expect(page.get_by_text("This story was just withdrawn.")).to_be_visible()
    assert "Alma" not in page.content()


HIDDEN = "Object.defineProperty(document, 'hidden', { get: () => window.behind ?? true, configurable: true })"
"""As in a tab behind others: no tab of a browser without a screen says so by itself."""


def look_at(page: Page) -> None:
    page.evaluate("window.behind = false; document.dispatchEvent(new Event('visibilitychange'))")


def test_any_number_of_tabs_can_be_open_and_those_behind_are_told_as_well(
    context: BrowserContext, address: str
) -> None:
    """A browser has six connections to a server, which seven streams would not leave to anybody."""
    file(address, FLOOD, RESIGNATION)
    context.add_init_script(HIDDEN)
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        tab.clock.install()
        tab.goto(report_page(FLOOD))
    look_at(tabs[0])
    tabs[0].wait_for_timeout(300)
    withdraw(address, FLOOD)
    expect(tabs[0].get_by_text("This report was just withdrawn.")).to_be_visible()
    expect(tabs[1].locator(".text")).to_contain_text("Alma")
    tabs[1].clock.fast_forward(61_000)
    expect(tabs[1].get_by_text("This report was just withdrawn.")).to_have_count(1)
    # Who comes back to a tab before it has asked is told at once.
    look_at(tabs[2])
    expect(tabs[2].get_by_text("This report was just withdrawn.")).to_be_visible()
