"""Every page in a browser, light and dark, wide and narrow: accessible (axe-core), whole, and kept as a picture."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from service.app import create_app
from service.demo import demo_lines
from service.desk import Desk
from service.formats.evaluation_json import keep_evaluation
from service.settings import Settings
from service.stores.memory import MemoryStore
from tests.api.support import Clock, WordEncoder, serving
from tests.web.support import EVALUATIONS, ON_ONE_PAGE, PICTURES, file

AXE = Path(__file__).with_name("axe.min.js")
"""axe-core 4.14.1, as its authors publish it; its licence (MPL-2.0) lies beside it."""
HOSTILE = {
    "id": "hostile/1?a=b#c",
    "title": "<script>alert(1)</script> \U0001f30a " + "x" * 300,
    "text": "A headline with markup and a word of 300 letters was filed. Nothing came of it.",
    "source": "<b>Bold</b> & Sons",
    "url": "javascript:alert(1)",
    "published_at": "2026-11-18T12:00:00Z",
}
ARABIC = {
    "id": "arabic/1",
    "title": "فيضان نهر ألما يغمر ميناء سوندر",
    "text": "غمرت مياه نهر ألما ميناء سوندر فجر يوم الجمعة. غادر نحو 1200 شخص منازلهم.",
    "source": "صحيفة الميناء",
    "language": "ar",
    "published_at": "2026-11-18T13:00:00Z",
}
PAGES = {
    "briefing": "/?limit=50",
    "filtered": "/?q=ferry&min_origins=1",
    "nothing": "/?q=zebra",
    "story": "/stories/{story}",
    "edited": "/stories/{story}?done=1",
    "article": "/articles/coast-1117-22?start=85&end=260",
    "around": "/articles/lantern%2F0?start=55&end=160",
    "versions": "/articles/northwire-1117-0010",
    "hostile": "/articles/hostile%2F1%3Fa%3Db%23c",
    "hostile-story": "/stories/{hostile}",
    "arabic-story": "/stories/{arabic}",
    "merge": "/merge?story={story}&story={other}",
    "split": "/split?story={story}&article={article}",
    "withdraw": "/withdraw?article={article}",
    "audit": "/audit",
    "paste": "/paste",
    "health": "/health",
    "unknown": "/stories/s-nothing",
    "nowhere": "/no/such/page",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """A desk with the demo reports and some that mean ill; and the ids that pages are asked for by."""
    clock, desk = Clock(), Desk(MemoryStore(), WordEncoder())
    kept = tmp_path_factory.mktemp("kept") / "evaluations.jsonl"
    for one in EVALUATIONS:
        keep_evaluation(kept, one)
    settings = Settings(database_url="memory:", evaluations=str(kept))
    with serving(create_app(settings, desk, clock=clock)) as address:
        httpx2.post(f"{address}/v1/articles", content=demo_lines(), timeout=60).raise_for_status()
        hostile, arabic = (one["story_id"] for one in file(address, HOSTILE, ARABIC))
        file(address, *ON_ONE_PAGE)
        stories = httpx2.get(f"{address}/v1/stories", params={"limit": 60}).json()["stories"]
        large, other = sorted(stories, key=lambda one: -one["article_count"])[:2]
        found = httpx2.get(f"{address}/v1/stories/{large['story_id']}").json()
        article = found["articles"][-1]["article_id"]
        desk.pin(large["story_id"], article, clock(), by="anna")
        yield (
            address,
            {
                "story": large["story_id"],
                "other": other["story_id"],
                "article": article,
                "hostile": hostile,
                "arabic": arabic,
            },
        )


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    # Only for axe, which the policy of the pages would keep out; that it is kept is tested elsewhere.
    opened = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_whole(
    window: BrowserContext, place: tuple[str, dict[str, str]], name: str
) -> None:
    address, ids = place
    page = window.new_page()
    problems: list[str] = []
    page.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}"))
    page.on(
        "request", lambda one: None if one.url.startswith((address, "data:")) else problems.append(one.url)
    )
    page.goto(address + PAGES[name].format(**ids))
    links = page.eval_on_selector_all("[href], [src], [action]", "all => all.map((one) => one.outerHTML)")
    assert not [link for link in links if "javascript:" in link.casefold()]
    page.add_script_tag(path=AXE)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        problems += _violations(page.evaluate("axe.run({ resultTypes: ['violations'] })"))
        page.screenshot(path=PICTURES / f"{name}-{scheme}.png")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, "it is wider than a phone"
    page.screenshot(path=PICTURES / f"{name}-phone.png")
    page.close()
    assert problems == []


def _violations(found: dict[str, Any]) -> list[str]:
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


def test_the_help_is_accessible_and_the_briefing_prints_as_a_handout(
    window: BrowserContext, place: tuple[str, dict[str, str]]
) -> None:
    page = window.new_page()
    page.goto(place[0])
    page.keyboard.press("?")
    page.add_script_tag(path=AXE)
    assert _violations(page.evaluate("axe.run({ resultTypes: ['violations'] })")) == []
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator("nav").first).to_be_hidden()
    expect(page.locator(".card").first).to_be_visible()
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 between its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 718, "it is wider than the paper"
    page.screenshot(path=PICTURES / "briefing-print.png")
    page.close()


def test_text_from_right_to_left_runs_so(window: BrowserContext, place: tuple[str, dict[str, str]]) -> None:
    page = window.new_page()
    page.goto(f"{place[0]}/articles/arabic%2F1")
    direction = "one => getComputedStyle(one).direction"
    assert page.locator(".text").evaluate(direction) == "rtl"
    page.goto(f"{place[0]}/stories/{place[1]['arabic']}")
    assert page.locator(".summary").evaluate(direction) == "rtl"
    first, second = (page.locator(".summary .s").nth(place).bounding_box() for place in (0, 1))
    assert first
    assert second
    assert first["y"] < second["y"] or first["x"] > second["x"], "the sentences stand in the wrong order"
    page.close()
