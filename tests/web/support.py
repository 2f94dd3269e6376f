"""A real server for a real browser, and where its pictures are kept."""

import os
import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
from playwright.sync_api import Browser, Page, expect

from service.clustering.calibrating import Bin
from service.clustering.metrics import PrecisionRecall, Scores
from service.formats.evaluation_json import Evaluation
from tests.api.support import NOON

PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first has no windows, and takes less than half of the time of the others."""
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)


def chromium_arguments() -> list[str]:
    """What Chromium is started with: its sandbox refuses to be started by root."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


def file(address: str, *articles: Mapping[str, object]) -> list[dict[str, Any]]:
    """File articles, all of which must be taken; the results."""
    answer = httpx2.post(
        f"{address}/v1/articles", json={"articles": [dict(one) for one in articles]}, timeout=30
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["rejected"] == []
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


def page_of_eve(browser: Browser, address: str) -> Page:
    """The desk page as eve sees it, who may read by the key ``eves-own-secret``, in a context of its own."""
    context = browser.new_context(
        base_url=address, http_credentials={"username": "eve", "password": "eves-own-secret"}
    )
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_text("may read only")).to_be_visible()
    return page


MENU, CALL = (
    "The Sunder Lantern: harbours, weather and a crossword",
    "Our bees make honey that readers may taste.",
)
TOLD = (
    "The ferry Alma has run aground off Skarvik with ninety passengers aboard, the coast guard told reporters. Nobody "
    "drowned, and three tugs tow it home tonight.",
    "Ministers in Brackwater agreed to double the tax on sugar from January. Bakers protest, while doctors welcomed "
    "what they call overdue since twenty years.",
)
"""What two reports of one page tell, that puts the same around both."""
ON_ONE_PAGE = tuple(
    {
        "id": f"lantern/{number}",
        "title": told.partition(". ")[0],
        "text": f"{MENU}\n\n{told}\n\n{CALL}",
        "source": "Sunder Lantern",
        "published_at": "2026-11-18T14:00:00Z",
    }
    for number, told in enumerate(TOLD)
)


def _evaluation(hours: int, recall: float, *curve: Bin) -> Evaluation:
    scores = Scores(90, 30, 31, PrecisionRecall(0.95, recall), PrecisionRecall(0.9, 0.6), 0.8, -0.02, 0.9)
    return Evaluation(
        NOON - timedelta(hours=hours),
        "<b>gold</b>.jsonl",
        "ab" * 32,
        "story",
        "words",
        "shipped",
        "1.0",
        "2 cores",
        3.2,
        scores,
        curve,
    )


EVALUATIONS = (
    _evaluation(30, 0.8),
    _evaluation(2, 0.9, Bin(0.05, 0.0, 400), Bin(0.35, 0.5, 12), Bin(0.9, 0.8, 45)),
)
"""What ``newsfold evaluate`` might have kept, the newest last."""
