"""Every verb without JavaScript: forms and links do it all."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.support import FLOOD, FLOOD_COPY, RESIGNATION
from tests.web.support import file
from tests.web.test_edit_pages_browser import STORM, story_of


@pytest.fixture
def bare(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a browser whose JavaScript is off."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_merge_and_undo(bare: Page, address: str) -> None:
    file(address, FLOOD, RESIGNATION)
    bare.goto("/")
    for box in bare.locator(".card input[type=checkbox]").all():
        box.check()
    bare.get_by_role("button", name="Merge the selected stories").click()
    bare.get_by_label("Your name").fill("anna")
    bare.get_by_role("button", name="Merge 2 stories").click()
    expect(bare.get_by_role("heading", name="2 reports from 2 texts")).to_be_visible()
    bare.locator(".notice").get_by_role("button", name="Undo").click()
    expect(bare.get_by_role("heading", name="1 report from 1 text")).to_be_visible()
    bare.goto("/audit")
    expect(bare.locator(".entries li")).to_have_count(2)
    expect(bare.locator(".entries")).to_contain_text("undone by entry 2")


def test_split_and_pin(bare: Page, address: str) -> None:
    [story, _] = story_of(file(address, FLOOD, FLOOD_COPY))
    bare.goto(f"/stories/{story}")
    bare.locator(".copies > summary").click()
    bare.get_by_role("button", name="Pin").last.click()
    expect(bare.get_by_text("pinned: stands for the story")).to_be_visible()
    bare.get_by_role("button", name="Unpin").click()
    expect(bare.get_by_text("pinned: stands for the story")).to_have_count(0)
    bare.locator(".copies > summary").click()
    bare.locator(".copies input[name=article]").check()
    bare.get_by_role("button", name="Split the selected reports off").click()
    expect(bare.locator(".halves section")).to_have_count(2)
    bare.get_by_role("button", name="Split 1 report off").click()
    expect(bare.get_by_role("heading", name="1 report from 1 text")).to_be_visible()
    bare.goto("/")
    expect(bare.locator(".card")).to_have_count(2)


def test_withdraw(bare: Page, address: str) -> None:
    [story, _] = story_of(file(address, FLOOD, FLOOD_COPY))
    bare.goto(f"/stories/{story}")
    bare.get_by_role("link", name="Withdraw").first.click()
    bare.get_by_label("Reason").fill("denied by the mayor")
    bare.get_by_role("button", name="Withdraw it for good").click()
    expect(bare.get_by_text("denied by the mayor")).to_be_visible()
    expect(bare.get_by_role("heading", name="1 report from 1 text")).to_be_visible()


def test_paste_a_text_and_a_file(bare: Page, address: str, tmp_path: Path) -> None:
    file(address, FLOOD)
    bare.goto("/paste")
    bare.get_by_label("A report, a briefing page").fill(f"{FLOOD['title']}\n{FLOOD['text']}")
    bare.get_by_role("button", name="See where it goes").click()
    expect(bare.get_by_text("Nothing is stored yet")).to_be_visible()
    bare.get_by_role("button", name="File 1 report").click()
    expect(bare.get_by_role("heading", name="2 reports from 1 text")).to_be_visible()
    several = tmp_path / "reports.json"
    several.write_text(json.dumps({"articles": [RESIGNATION, STORM]}))
    bare.goto("/paste")
    bare.get_by_label("Or a file").set_input_files(several)
    bare.get_by_role("button", name="See where it goes").click()
    bare.get_by_role("button", name="File 2 reports").click()
    expect(bare.get_by_role("heading", name="Filed")).to_be_visible()
    bare.goto("/")
    expect(bare.locator(".card")).to_have_count(3)


def test_filters_and_what_is_not_there(bare: Page, address: str) -> None:
    file(address, FLOOD, RESIGNATION)
    bare.goto("/")
    bare.get_by_label("Words").fill("alma")
    bare.get_by_label("Period").select_option("72")
    bare.get_by_role("button", name="Show").click()
    assert "q=alma" in bare.url
    assert "hours=72" in bare.url
    bare.goto("/no/such/page")
    expect(bare.get_by_role("heading", name="There is no such page")).to_be_visible()
    bare.get_by_label("Find a story").fill("varga")
    bare.get_by_role("button", name="Find").click()
    expect(bare.locator(".card")).to_have_count(1)
