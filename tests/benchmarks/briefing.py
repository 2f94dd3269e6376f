"""How long a briefing takes: fifty stories out of a SQLite database of 20,000 articles.

The articles are the volume set's, dated evenly into a fortnight and laid into stories of one to sixty as they come, for
how large a story is decides what telling it costs, not whether it is one. A story of them is stranger than a real one:
its reports have little in common, so that more is compared and less is alike.
"""

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from service.briefings.values import BriefingRequest
from service.desk import Desk
from service.formats.briefing_json import briefing_json
from service.model import Article, Decision, FiledArticle, Receipt, Relation, Story
from service.ports import Change, Filing
from service.stores.opening import open_store
from tests.benchmarks.datasets import SEED, read_articles
from tests.benchmarks.encoders import HashedWords
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.speed import VOLUME, WINDOW

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SPAN = timedelta(days=14)
STORIES = 50
WARM = 40
PERIODS = {"a day": timedelta(days=1), "three days": timedelta(days=3), "all of it": SPAN}
LARGEST = 60


def run(data: Path, *, limit: int | None = None) -> Section:
    """Measure briefings over several periods, each first from a desk just opened."""
    path = data / f"{VOLUME}.jsonl.gz"
    if not path.exists():
        say(f"briefing: {path} is not there; nothing measured")
        return Section("Briefings", "Not measured: the volume set is not there.")
    articles = read_articles(path)[0][: limit or WINDOW]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'briefing.db'}"
        stories = _fill(url, articles)
        rows = [_row(url, name, period) for name, period in PERIODS.items()]
    caption = (
        f"`GET /v1/briefing` without the web: {STORIES} stories of {stories} from SQLite, {len(articles):,} articles "
        f"in all, rendered as JSON. Cold: the first one of a desk just opened. Warm: {WARM} more, each a minute later."
    )
    return Section("Briefings", caption, {"": rows})


def _row(url: str, name: str, period: timedelta) -> Row:
    store = open_store(url)
    desk = Desk(store, HashedWords())
    request = BriefingRequest(now=NOW, since=NOW - period, until=NOW, limit=STORIES)
    times, busy = list[float](), 0.0
    for minute in range(WARM + 1):
        busy = time.process_time() if minute == 1 else busy
        started = time.perf_counter()
        now = NOW + timedelta(minutes=minute)
        told = briefing_json(desk.brief(replace(request, now=now, until=now)))
        times.append(1_000 * (time.perf_counter() - started))
    store.close()
    row: Row = {
        "period": name,
        "stories": len(told["stories"]) if isinstance(told["stories"], list) else 0,
        "cold, ms": round(times[0]),
        "warm, median, ms": round(float(np.median(times[1:]))),
        "warm, p95, ms": round(float(np.percentile(times[1:], 95))),
        "warm, CPU, ms": round(1_000 * (time.process_time() - busy) / WARM),
    }
    say(f"briefing: {row}")
    return row


def _fill(url: str, articles: Sequence[Article]) -> int:
    """Write the stories, and say how many."""
    store = open_store(url)
    store.bind_encoder(HashedWords.identity)
    sizes, step = _sizes(), SPAN / max(1, len(articles))
    left, stories = iter(enumerate(articles)), 0
    while members := list(islice(left, next(sizes))):
        story_id = f"s-{stories:05}"
        filings = tuple(
            Filing(_filed(one, story_id, NOW - SPAN + place * step), None) for place, one in members
        )
        store.commit(Change(filings=filings, stories=(Story(story_id, story_id, filings[0].filed.at),)))
        stories += 1
    store.close()
    say(f"briefing: {len(articles)} articles in {stories} stories written")
    return stories


def _sizes() -> Iterator[int]:
    """Most stories are small, some are large: Pareto, with a mean of about four."""
    draw = random.Random(SEED)
    while True:
        yield min(LARGEST, int(draw.paretovariate(1.2)))


def _filed(article: Article, story_id: str, at: datetime) -> FiledArticle:
    receipt = Receipt("measuring", features={"whole": 0.5, "lead": 0.5, "words": 0.5, "names": 0.5})
    decision = Decision(article.id, story_id, Relation.SAME_STORY, 0.9, receipt, origin_id=article.id)
    return FiledArticle(replace(article, published_at=at), decision, received_at=at, at=at)
