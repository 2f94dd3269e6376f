"""Every verb in a browser, with the mouse and with keys; and what is seen while others do something."""

from playwright.sync_api import Browser, BrowserContext, Page, expect

from service.app import create_app
from service.desk import Desk
from service.model import Article, Submission
from service.settings import Settings
from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION, Clock, serving
from tests.web.support import file, page_of_eve

STORM = {
    "id": "north/9",
    "title": "Storm tears roofs off in Calder",
    "text": "A storm tore the roofs off forty houses in Calder on Friday night. The harbour was closed.",
    "source": "North Wire",
    "published_at": "2026-11-20T10:00:00Z",
}


def story_of(results: list[dict[str, object]]) -> list[str]:
    return [str(one["story_id"]) for one in results]


def test_a_citation_lights_its_source_up(page: Page, address: str) -> None:
    file(address, FLOOD)
    page.goto("/")
    source = page.locator(".sources li").first
    plain = source.evaluate("one => getComputedStyle(one).backgroundColor")
    page.locator(".m").first.hover()
    expect(source).not_to_have_css("background-color", plain)
    page.locator(".m").first.focus()
    expect(source).not_to_have_css("background-color", plain)


def test_merge_with_the_mouse_then_undo_and_redo(page: Page, address: str) -> None:
    file(address, FLOOD, RESIGNATION)
    page.goto("/")
    for box in page.locator(".card input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Merge the selected stories").click()
    page.get_by_label("Reason").fill("the same day")
    page.get_by_label("Your name").fill("anna")
    page.get_by_role("button", name="Merge 2 stories").click()
    expect(page.get_by_text("anna merged another story")).not_to_have_count(0)
    expect(page.get_by_role("heading", name="2 reports from 2 texts")).to_be_visible()
    page.locator(".notice").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="1 report from 1 text")).to_be_visible()
    page.locator(".notice").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="2 reports from 2 texts")).to_be_visible()


def test_all_of_it_with_keys(page: Page, address: str) -> None:
    file(address, FLOOD, RESIGNATION)
    page.goto("/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("m")
    page.get_by_role("button", name="Merge 2 stories").click()
    page.wait_for_url("**/stories/**")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(page.locator(".report .tag.new")).to_have_text("pinned: stands for the story")
    page.keyboard.press("u")
    expect(page.locator(".report .tag.new")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.wait_for_url("**/split?**")
    expect(page.locator(".halves section")).to_have_count(2)
    page.get_by_role("button", name="Split 1 report off").click()
    expect(page.get_by_role("heading", name="1 report from 1 text")).to_be_visible()
    page.goto("/")
    expect(page.locator(".card")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/stories/**")


def test_typing_is_not_taken_for_keys(page: Page, address: str) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_label("Words")).to_be_focused()
    page.get_by_label("Words").press_sequentially("muskox?")
    expect(page.get_by_label("Words")).to_have_value("muskox?")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_withdraw_asks_for_a_reason_and_is_for_good(page: Page, address: str) -> None:
    story = story_of(file(address, FLOOD, FLOOD_COPY))[0]
    page.goto(f"/stories/{story}")
    page.get_by_role("link", name="Withdraw").first.click()
    page.get_by_role("button", name="Withdraw it for good").click()
    expect(page.get_by_label("Reason")).to_be_focused()
    page.get_by_label("Reason").fill("denied by the mayor")
    page.get_by_role("button", name="Withdraw it for good").click()
    page.wait_for_url("**/stories/**")
    expect(page.get_by_text("denied by the mayor")).to_be_visible()
    expect(page.get_by_role("heading", name="1 report from 1 text")).to_be_visible()


def test_a_conflict_is_shown_and_nothing_is_lost(page: Page, address: str, desk: Desk, clock: Clock) -> None:
    first, second = story_of(file(address, FLOOD, RESIGNATION))
    merged = desk.merge(first, [second], clock())
    page.goto(f"/stories/{merged}")
    page.get_by_label("select Minister").check()
    page.get_by_role("button", name="Split the selected reports off").click()
    page.wait_for_url("**/split?**")
    file(address, FLOOD_COPY)
    page.get_by_role("button", name="Split 1 report off").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing was done")
    expect(page.get_by_role("alert")).to_contain_text("New in it: the report of Sunder Gazette.")
    expect(page.get_by_label("select Minister")).to_be_checked()
    page.get_by_role("button", name="Split the selected reports off").click()
    page.get_by_role("button", name="Split 1 report off").click()
    expect(page.get_by_role("heading", name="1 report from 1 text")).to_be_visible()


def test_new_reports_slide_in(page: Page, address: str) -> None:
    file(address, FLOOD)
    page.goto("/")
    expect(page.locator(".card")).to_have_count(1)
    file(address, RESIGNATION)
    expect(page.get_by_role("heading", name="Minister Varga resigns")).to_be_visible(timeout=5_000)
    file(address, FLOOD_COPY)
    expect(page.get_by_text("1 copy folded")).to_be_visible(timeout=5_000)


def test_the_first_report_ever_appears_by_itself(page: Page, address: str) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="No reports yet")).to_be_visible()
    file(address, FLOOD)
    expect(page.locator(".card")).to_have_count(1)
    expect(page.get_by_role("heading", name="No reports yet")).to_have_count(0)


def test_whoever_reads_is_not_interrupted(page: Page, address: str) -> None:
    file(address, FLOOD)
    page.goto("/")
    page.locator(".card input[type=checkbox]").check()
    file(address, RESIGNATION, STORM)
    page.get_by_role("button", name="2 new").click()
    expect(page.locator(".card")).to_have_count(3)
    expect(page.locator(".card input[type=checkbox]:checked")).to_have_count(1)


def test_what_is_merged_or_withdrawn_under_ones_eyes_is_told(
    context: BrowserContext, page: Page, address: str, desk: Desk, clock: Clock
) -> None:
    first, second, third = story_of(file(address, FLOOD, RESIGNATION, STORM))
    page.goto("/")
    other = context.new_page()
    other.goto(f"/stories/{second}")
    desk.merge(first, [second], clock())
    expect(page.locator(".card.gone")).to_contain_text("was merged into another story")
    expect(other.get_by_role("alert")).to_contain_text("merged into another")
    other.get_by_role("link", name="Go there").click()
    other.wait_for_url(f"**/stories/{first}")
    desk.withdraw(str(STORM["id"]), clock(), "wrong")
    expect(page.get_by_text("A story was withdrawn.")).to_be_visible()
    expect(page.get_by_text("Storm tears roofs off")).to_have_count(0)
    assert third


def test_a_browser_gives_its_key_once_and_is_kept_up_to_date(
    browser: Browser, desk: Desk, clock: Clock
) -> None:
    settings = Settings(database_url="memory:", api_keys="eve:read:eves-own-secret")
    with serving(create_app(settings, desk, clock=clock)) as address:
        page = page_of_eve(browser, address)
        desk.receive([Submission(Article("a", title="A bridge is closed", text="It is old."))], clock())
        expect(page.get_by_role("heading", name="A bridge is closed")).to_be_visible()
        expect(page.locator("input[type=checkbox]")).to_have_count(0)
        page.context.close()
