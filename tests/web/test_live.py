"""What happens on the page while one looks: cards take their places, nothing moves under anybody's hands."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import quote

import httpx2
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, Route, expect

from service.app import create_app
from service.desk import Desk
from service.settings import Settings
from tests.api.support import FLOOD, RESIGNATION, Clock, Post, serving
from tests.web.support import file, page_of_eve
from tests.web.test_edit_pages_browser import STORM

REPORTS = (FLOOD, RESIGNATION, STORM)
HEADLINES = {str(one["id"]): str(one["title"]) for one in REPORTS}


def another(report: Mapping[str, object], number: int) -> dict[str, object]:
    """The same event, told by somebody else in other words."""
    return {
        **report,
        "id": f"{report['id']}/{number}",
        "source": f"Paper {number}",
        "text": f"{report['text']} Witness {number} confirmed it.",
    }


def order(page: Page) -> list[str]:
    return page.locator(".card h2").all_text_contents()


def grown(address: str, page: Page) -> str:
    """File three stories, open the page, and let the one that stands last grow: its headline."""
    file(address, *REPORTS)
    page.goto("/")
    expect(page.locator(".card")).to_have_count(3)
    last = order(page)[-1]
    report = next(one for one in REPORTS if one["title"] == last)
    file(address, *(another(report, number) for number in range(4)))
    return last


def test_cards_take_their_places(page: Page, address: str) -> None:
    last = grown(address, page)
    expect(page.locator(".card h2").first).to_have_text(last)
    page.reload()
    assert order(page)[0] == last


def test_every_card_that_a_batch_changes_is_renewed(page: Page, address: str) -> None:
    file(address, *REPORTS)
    page.goto("/")
    expect(page.locator(".card")).to_have_count(3)
    file(address, *(another(report, 1) for report in REPORTS))
    expect(page.get_by_text("2 reports")).to_have_count(3)


def test_nothing_moves_under_the_pointer_until_it_has_gone(page: Page, address: str) -> None:
    file(address, *REPORTS)
    page.goto("/")
    before = order(page)
    report = next(one for one in REPORTS if one["title"] == before[-1])
    page.locator(".card h2").first.hover()
    file(address, *(another(report, number) for number in range(4)))
    expect(page.get_by_role("button", name="1 story moved")).to_be_visible()
    expect(page.locator(".card").last).to_contain_text("5 reports")
    assert order(page) == before
    page.mouse.move(2, 2)
    expect(page.locator(".card h2").first).to_have_text(before[-1])
    expect(page.get_by_role("button", name="moved")).to_have_count(0)


def test_who_is_at_a_card_with_keys_keeps_it(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    file(address, *REPORTS)
    page.goto("/")
    before = order(page)
    report = next(one for one in REPORTS if one["title"] == before[-1])
    page.keyboard.press("j")
    held = page.evaluate("document.activeElement.id")
    file(address, *(another(report, number) for number in range(4)))
    offered = page.get_by_role("button", name="1 story moved")
    expect(offered).to_be_visible()
    assert (order(page), page.evaluate("document.activeElement.id")) == (before, held)
    offered.click()
    expect(page.locator(".card h2").first).to_have_text(before[-1])
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_story_that_the_filters_leave_out_is_not_announced(page: Page, address: str) -> None:
    file(address, FLOOD)
    page.goto("/?q=alma")
    expect(page.locator(".card")).to_have_count(1)
    file(address, RESIGNATION)
    file(address, another(FLOOD, 1))
    expect(page.locator(".card")).to_contain_text("2 reports")
    expect(page.locator("[data-bar]")).to_be_hidden()
    assert len(order(page)) == 1


def test_what_was_withdrawn_goes_from_a_page_that_its_story_leaves_by_that(page: Page, address: str) -> None:
    """Without the report the story is none of this source: its card must not stay as it was."""
    file(address, FLOOD, another(FLOOD, 1))
    page.goto("/?source=Paper+1")
    expect(page.locator(".card")).to_contain_text("2 reports")
    gone = quote(f"{FLOOD['id']}/1", safe="")
    withdrawn = httpx2.post(f"{address}/v1/articles/{gone}/withdraw", json={"reason": "a hoax"})
    assert withdrawn.status_code == 200
    expect(page.locator(".card")).to_have_count(0)


def test_a_story_that_grew_and_was_merged_at_once_is_a_notice(page: Page, address: str) -> None:
    flood, storm = (one["story_id"] for one in file(address, FLOOD, STORM))

    def meanwhile(route: Route) -> None:
        """After the page was made, and before it listens: it hears of both together."""
        file(address, another(FLOOD, 1))
        merged = httpx2.post(f"{address}/v1/stories/{storm}/merge", json={"with": [flood]})
        assert merged.status_code == 200
        route.continue_()

    page.route("**/live.js*", meanwhile)
    page.goto("/")
    expect(page.get_by_text("was merged into another story")).to_be_visible()
    expect(page.locator(f"#story-{storm}")).to_contain_text("3 reports")
    expect(page.locator(".masthead")).to_have_count(1)
    for gone in (flood, "no-such-story"):
        assert httpx2.get(f"{address}/cards/{gone}").status_code == 204


def test_the_order_is_that_of_the_page(client: TestClient, post: Post) -> None:
    post(*REPORTS)
    shown = [one["story_id"] for one in client.get("/v1/briefing").json()["stories"]]
    assert client.get("/order.json").json() == {
        "stories": shown,
        "period": "17 Nov, 10:00 to 20 Nov, 10:00 · 3 stories from 3 reports",
    }
    assert len(client.get("/order.json?q=alma").json()["stories"]) == 1


def test_an_expired_key_is_told_while_the_page_is_open(
    browser: Browser, desk: Desk, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys = tmp_path_factory.mktemp("keys") / "keys"
    keys.write_text("eve:read:eves-own-secret\n")
    settings = Settings(database_url="memory:", api_keys=f"@{keys}")
    with serving(create_app(settings, desk, clock=clock)) as address:
        page = page_of_eve(browser, address)
        keys.write_text("bob:read:another-secret\n")
        clock.advance(timedelta(seconds=5))
        bar = page.get_by_role("button", name="Your key is no longer valid")
        expect(bar).to_be_visible(timeout=20_000)
        expect(page.get_by_role("heading", name="Briefing")).to_be_visible()
        bar.click()
        expect(page.get_by_role("heading", name="An API key is needed")).to_be_visible()
        page.context.close()


def test_a_service_that_cannot_be_reached_is_told_of_until_it_can(page: Page, address: str) -> None:
    """The browser goes on trying without a word: who looks would take it for an hour without news."""
    file(address, FLOOD)
    page.clock.install()
    page.route("**/v1/events/stream*", lambda route: route.abort("connectionrefused"))
    # One that opens, says how soon to come back, and breaks.
    hurried = {"content_type": "text/event-stream", "body": "retry: 50\n\n"}
    page.route("**/v1/events/stream*", lambda route: route.fulfill(**hurried), times=1)
    with page.expect_event("requestfailed"):
        page.goto("/")
    bar = page.get_by_role("button", name="Not live at the moment")
    expect(bar).to_have_count(0)
    page.clock.fast_forward(6_000)
    expect(bar).to_be_visible()
    page.unroute("**/v1/events/stream*")
    expect(bar).to_have_count(0)


def test_no_password_is_asked_for_in_the_middle_of_a_page(desk: Desk, clock: Clock) -> None:
    settings = Settings(database_url="memory:", api_keys="eve:read:eves-own-secret")
    with TestClient(create_app(settings, desk, clock=clock)) as client:
        for mode, asked in (("cors", False), ("navigate", True)):
            answer = client.get("/v1/events", headers={"Sec-Fetch-Mode": mode})
            challenges = answer.headers.get_list("www-authenticate")
            assert answer.status_code == 401
            assert any(one.startswith("Bearer") for one in challenges)
            assert any(one.startswith("Basic") for one in challenges) is asked
