"""How long a start takes: the window of a SQLite file is rebuilt from rows and stored vectors.

The window is filled with words hashed to vectors of the usual size, for the rebuild reads vectors and does
not mind where they came from; all reports are dated into the last ten days, so that every one is live.
"""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.cli.oneshot import received
from service.desk import Desk
from service.model import Article, Submission
from service.stores.opening import open_store
from tests.benchmarks.encoders import HashedWords
from tests.benchmarks.progress import say

SPAN = timedelta(days=10)
REPEATS = 3


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Median seconds of a rebuild, and what was rebuilt."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'window.db'}"
        say(f"rebuild: filling a window with {len(articles)} articles")
        started = time.perf_counter()
        _fill(url, articles, now)
        filling = time.perf_counter() - started
        runs = sorted(_start(url) for _ in range(REPEATS))
    seconds, live = runs[len(runs) // 2]
    return {
        "articles": len(articles),
        "window_articles": live,
        "filling_seconds": round(filling, 2),
        "rebuild_seconds": round(seconds, 3),
    }


def _fill(url: str, articles: Sequence[Article], now: datetime) -> None:
    step = SPAN / max(1, len(articles))
    dated = (
        Submission(replace(article, published_at=now - SPAN + number * step))
        for number, article in enumerate(articles)
    )
    store = open_store(url)
    for number, _ in enumerate(received(Desk(store, HashedWords()), dated, now), start=1):
        if number % 5_000 == 0:
            say(f"rebuild: {number} filed")
    store.close()


def _start(url: str) -> tuple[float, int]:
    """Seconds from opening the file to a desk that is ready, and the size of its window."""
    started = time.perf_counter()
    store = open_store(url)
    desk = Desk(store, HashedWords())
    seconds = time.perf_counter() - started
    live = desk.window_size
    store.close()
    return seconds, live
