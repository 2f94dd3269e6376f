"""How long a start takes: the window of a SQLite file is rebuilt from rows and stored vectors.

The window is filled with words hashed to vectors of the usual size, for the rebuild reads vectors and does
not mind where they came from; all reports are dated into the last ten days, so that every one is live. A larger
window is made by filing their rows again under other names, stories and all.
"""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.cli.garbage_collection import freeze_garbage_collector
from service.cli.oneshot import received
from service.desk import Desk
from service.model import Article, Submission
from service.ports import Change, Filing, Store, WindowRow
from service.stores.opening import open_store
from tests.benchmarks.encoders import HashedWords
from tests.benchmarks.progress import say

SPAN = timedelta(days=10)
REPEATS = 3
COPIES = 5
"""Rows of each article in the larger window."""
ROWS_AT_ONCE = 1_000


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Median seconds of a rebuild, and what was rebuilt."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'window.db'}"
        say(f"rebuild: filling a window with {len(articles)} articles")
        started = time.perf_counter()
        _fill(url, articles, now)
        filling = time.perf_counter() - started
        seconds, live = _median(url)
        say(f"rebuild: {live} articles in {seconds:.2f} s; filing their rows {COPIES} times")
        _multiply(url)
        seconds_of_many, many = _median(url)
    return {
        "articles": len(articles),
        "window_articles": live,
        "filling_seconds": round(filling, 2),
        "rebuild_seconds": round(seconds, 3),
        "articles_with_copies": many,
        "rebuild_with_copies_seconds": round(seconds_of_many, 3),
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


def _multiply(url: str) -> None:
    store = open_store(url)
    rows = list(store.window_rows(datetime.min.replace(tzinfo=UTC)))
    for number in range(1, COPIES):
        for start in range(0, len(rows), ROWS_AT_ONCE):
            store.commit(_copied(rows[start : start + ROWS_AT_ONCE], f"-{number}", store))
    store.close()


def _copied(rows: Sequence[WindowRow], suffix: str, store: Store) -> Change:
    """The rows again, and their stories, with this behind every name."""
    stories = store.look_up((), {row.filed.story_id for row in rows}).stories.values()
    filings = []
    for row in rows:
        article, decision = row.filed.article, row.filed.decision
        filed = replace(
            row.filed,
            article=replace(article, id=article.id + suffix),
            decision=replace(
                decision,
                article_id=article.id + suffix,
                story_id=decision.story_id + suffix,
                origin_id=decision.origin_id + suffix,
            ),
        )
        filings.append(Filing(filed, row.vectors, row.traces))
    return Change(
        filings=tuple(filings),
        stories=tuple(
            replace(story, id=story.id + suffix, storyline_id=story.storyline_id + suffix)
            for story in stories
        ),
    )


def _median(url: str) -> tuple[float, int]:
    runs = sorted(_start(url) for _ in range(REPEATS))
    return runs[len(runs) // 2]


def _start(url: str) -> tuple[float, int]:
    """Seconds from opening the file to a desk that is ready, and the size of its window."""
    freeze_garbage_collector()  # As `serve` does.
    started = time.perf_counter()
    store = open_store(url)
    desk = Desk(store, HashedWords())
    seconds = time.perf_counter() - started
    live = desk.window_size
    store.close()
    return seconds, live
