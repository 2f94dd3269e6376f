"""What the service adds to the bare encoding of reports: durable ingest over HTTP beside it, in the same run.

- Batches of 50 from two clients at once, in blocks beside the bare encoding of the same texts, in turns, from the first
  request to the last answer. A core waits at the beginning of a block and at its end; so blocks are long, as a wire is.
- Then single POSTs at half of the load that this made, evenly and at random times, each sent at its time whether or not
  those before have been answered; a reader of the event stream notes when each is told of.
"""

import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event, Thread, local

import numpy as np

from embeddings import Encoder
from service.model import Article
from tests.benchmarks.encoders import shipped
from tests.benchmarks.progress import say
from tests.benchmarks.servers import Server, post, server

BATCH, CLIENTS = 50, 2
WARM_UP = BATCH
SINGLES = 400
BLOCK = 600
"""Articles of a block, where there are so many."""
LEAST = 5 * BATCH
"""Articles below which there is nothing to be measured."""
MOST_WAITING = 40
SPINNING = 0.3
"""Seconds for which OpenMP's threads may go on spinning after an encode, on cores that the service needs."""
_TOLD = re.compile(rb'"article_id":"([^"]+)"')


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Ratios and milliseconds; see the head of this file. Nothing where there are too few articles."""
    if len(articles) < LEAST:
        say(f"posting: {len(articles)} articles are too few; it takes {LEAST}")
        return {}
    encoder = shipped()
    batches = articles[: max(len(articles) - 2 * SINGLES, 4 * BATCH)]
    rest = articles[len(batches) :]
    with server() as one:
        post(one.connect(), batches[:WARM_UP])
        encoder.encode([_text(article) for article in batches[:WARM_UP]])
        figures, per_second = _batches(one, encoder, batches[WARM_UP:])
        bare, processor = _bare_singles(encoder, rest)
        figures["bare_encode_of_one_median_ms"] = bare
        figures["bare_encode_of_one_processor_ms"] = processor
        half = len(rest) // 2
        for name, some in (("evenly", rest[:half]), ("at_random", rest[half:])):
            say(f"posting: {len(some)} single articles, {per_second / 2:.1f} a second, {name}")
            figures |= _singles(one, some, per_second / 2, name)
            for against, figure in (("", bare), ("_to_processor", processor)):
                ratio = figures[f"single_{name}_p50_ms"] / figure
                figures[f"single_{name}_p50_ratio{against}"] = round(ratio, 2)
    return figures


def _text(article: Article) -> str:
    return f"{article.title}\n{article.text}".strip()


def _batches(one: Server, encoder: Encoder, articles: Sequence[Article]) -> tuple[dict[str, float], float]:
    bare, posted, done = 0.0, 0.0, 0
    for block in _whole(articles, min(BLOCK, len(articles) // BATCH * BATCH)):
        parts = list(_whole(block, BATCH))
        started = time.perf_counter()
        for part in parts:
            encoder.encode([_text(article) for article in part])
        bare += time.perf_counter() - started
        time.sleep(SPINNING)
        posted += _post_all(one, parts)
        done += len(block)
        say(f"posting: {done} in batches, {bare / posted:.3f} of bare encoding")
    figures = {
        "articles_in_batches_of_50": done,
        "bare_articles_a_second": round(done / bare, 1),
        "posted_articles_a_second": round(done / posted, 1),
        "ratio_to_bare_encoding": round(bare / posted, 3),
    }
    return figures, done / posted


def _post_all(one: Server, parts: Sequence[Sequence[Article]]) -> float:
    """Seconds that it took, over new connections: one that was idle for long the service has closed."""
    own = local()

    def send(some: Sequence[Article]) -> None:
        if not hasattr(own, "connection"):
            own.connection = one.connect()
        post(own.connection, some)

    with ThreadPoolExecutor(CLIENTS) as clients:
        started = time.perf_counter()
        list(clients.map(send, parts))
        return time.perf_counter() - started


def _whole(articles: Sequence[Article], size: int) -> Iterator[Sequence[Article]]:
    """Parts of that size; what is left over is left out."""
    for start in range(0, len(articles) - size + 1, size):
        yield articles[start : start + size]


def _bare_singles(encoder: Encoder, articles: Sequence[Article]) -> tuple[float, float]:
    """Milliseconds in the median, one upon another, so that each has one core; and those of processors."""
    seconds, processor = [], []
    for article in articles[:SINGLES]:
        started, used = time.perf_counter(), time.process_time()
        encoder.encode([_text(article)])
        seconds.append(time.perf_counter() - started)
        processor.append(time.process_time() - used)
    time.sleep(SPINNING)
    return round(1_000 * float(np.median(seconds)), 2), round(1_000 * float(np.median(processor)), 2)


def _singles(one: Server, articles: Sequence[Article], per_second: float, name: str) -> dict[str, float]:
    gaps = _gaps(len(articles), per_second, at_random=name == "at_random")
    sent: dict[str, float] = {}
    answered: list[float] = []
    own = local()

    def send(article: Article, due: float) -> None:
        if not hasattr(own, "connection"):
            own.connection = one.connect()
        sent[article.id] = due
        post(own.connection, [article])
        answered.append(time.perf_counter() - due)

    with _Following(one) as following, ThreadPoolExecutor(MOST_WAITING) as clients:
        due = time.perf_counter()
        for article, gap in zip(articles, gaps, strict=True):
            due += gap
            time.sleep(max(0.0, due - time.perf_counter()))
            clients.submit(send, article, due)
    told = [came - sent[name] for name, came in following.came.items() if name in sent]
    answers, tellings = 1_000 * np.array(answered), 1_000 * np.array(told)
    return {
        f"single_{name}_answered": len(answers),
        f"single_{name}_p50_ms": round(float(np.median(answers)), 1),
        f"single_{name}_p99_ms": round(float(np.quantile(answers, 0.99)), 1),
        f"single_{name}_told_p50_ms": round(float(np.median(tellings)), 1),
        f"single_{name}_told_p99_ms": round(float(np.quantile(tellings, 0.99)), 1),
    }


def _gaps(number: int, per_second: float, *, at_random: bool) -> list[float]:
    chance = random.Random(7)
    return [chance.expovariate(per_second) if at_random else 1 / per_second for _ in range(number)]


class _Following:
    """A reader of the event stream, who notes when each article is first told of."""

    def __init__(self, one: Server) -> None:
        self.came: dict[str, float] = {}
        self._connection = one.connect()
        self._begun, self._left = Event(), Event()
        self._thread = Thread(target=self._read, daemon=True)

    def __enter__(self) -> "_Following":
        self._thread.start()
        self._begun.wait()
        return self

    def __exit__(self, *_: object) -> None:
        time.sleep(1.0)  # for the last to be told of
        self._left.set()

    def _read(self) -> None:
        self._connection.request("GET", "/v1/events/stream")
        answer = self._connection.getresponse()
        self._begun.set()
        for _ in count():
            line = answer.readline()
            if not line or self._left.is_set():
                return
            if line.startswith(b"data:") and (found := _TOLD.search(line)):
                self.came.setdefault(json.loads(b'"' + found[1] + b'"'), time.perf_counter())
