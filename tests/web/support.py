"""A real server for a real browser, and where its pictures are kept."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2

PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def file(address: str, *articles: Mapping[str, object]) -> list[dict[str, Any]]:
    """File articles, all of which must be taken; the results."""
    answer = httpx2.post(
        f"{address}/v1/articles", json={"articles": [dict(one) for one in articles]}, timeout=30
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["rejected"] == []
    results: list[dict[str, Any]] = answer.json()["results"]
    return results
