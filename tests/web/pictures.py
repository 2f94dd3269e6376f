"""``python -m tests.web.pictures``: take the pictures in ``docs`` anew, of the demo reports and the real model."""

import sys
from pathlib import Path

import httpx2
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from embeddings import load_encoder
from service.app import create_app
from service.demo import demo_lines
from service.desk import Desk
from service.settings import Settings
from service.stores.memory import MemoryStore
from tests.api.support import serving
from tests.web.support import CHROMIUM, chromium_arguments

DOCS = Path(__file__).parents[2] / "docs"


def take(page: Page, address: str) -> None:
    """The briefing, a story with the reason why a report is in it, and a split before it is done."""
    page.goto(address)
    _keep(page, "briefing")
    stories = httpx2.get(f"{address}/v1/briefing").json()["stories"]
    story = max(stories, key=lambda one: (one["origin_count"], one["article_count"]))["story_id"]
    page.goto(f"{address}/stories/{story}")
    told = page.locator(".report").filter(has_text="tells of the same event").first
    told.locator("summary").first.click()
    told.evaluate("one => scrollTo(0, one.offsetTop - 120)")
    _keep(page, "story")
    page.locator(".report > .pick > input").last.check()
    page.get_by_role("button", name="Split the selected reports off").click()
    _keep(page, "split")


def _keep(page: Page, name: str) -> None:
    """In a few colours, as there are on the page: a third of the bytes."""
    path = DOCS / f"desk-{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Take them all."""
    if CHROMIUM is None:
        sys.exit(
            "there is no Chromium on this machine; Debian has it: apt-get install chromium-headless-shell"
        )
    desk = Desk(MemoryStore(), load_encoder())
    with (
        serving(create_app(Settings(database_url="memory:"), desk)) as address,
        sync_playwright() as playwright,
    ):
        httpx2.post(f"{address}/v1/articles", content=demo_lines(), timeout=300).raise_for_status()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=chromium_arguments())
        take(browser.new_page(viewport={"width": 1200, "height": 760}), address)
        browser.close()


if __name__ == "__main__":
    main()
