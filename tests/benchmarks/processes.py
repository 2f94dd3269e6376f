"""What more processes on PostgreSQL bring, beside one process on SQLite, in the same run.

Real servers on loopback, each with the model; real reports, or where there are none short made-up ones of a few dozen
stories, in batches of 50, two clients at each server. Bare encoding is the model alone on the same texts, in one
process, before them. Processor time is that of the servers, without the database's: it does not depend on what else the
machine does, as articles a second do. The servers share the cores: each encodes with as many threads as there are cores
for it.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import httpx2

from embeddings.runtimes.cores import usable_cores
from service.model import Article
from tests.benchmarks.datasets import read_articles
from tests.benchmarks.encoders import shipped
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.speed import VOLUME
from tests.e2e.reports import reports
from tests.e2e.support import SERVE, address, start
from tests.postgresql import Server

ARTICLES = 1_000
BATCH, CLIENTS = 50, 2
PROCESSES = (1, 2, 4)
WARM_UP = 100
COME_AGAIN = (429, 503)
"""Too much is waiting, or others have had the desk for too long, as on a machine with more to do than this."""
_TICKS = os.sysconf("SC_CLK_TCK")


def run(data: Path, *, limit: int | None = None, code: str = SERVE) -> Section:
    """Measure one process on SQLite, then several on PostgreSQL."""
    path = data / f"{VOLUME}.jsonl.gz"
    some = map(_report, read_articles(path)[0]) if path.exists() else reports()
    made = list(islice(some, (limit or ARTICLES) + WARM_UP))
    bare = _bare(made[WARM_UP:])
    rows = [bare.row("bare encoding", 1, bare)]
    server = Server()
    try:
        plans = [("SQLite", "", 1), *[("PostgreSQL", server.empty(), number) for number in PROCESSES]]
        for name, url, number in plans:
            rows.append(_filed(url, number, made, code).row(name, number, bare))
            say(f"processes: {rows[-1]}")
    finally:
        server.close()
    return Section("Several processes", (__doc__ or "").partition("\n\n")[2].strip(), {"": rows})


def _report(article: Article) -> dict[str, str]:
    return {"id": article.id, "title": article.title, "text": article.text}


@dataclass(frozen=True, slots=True)
class _Cost:
    """Of so many articles."""

    articles: int
    seconds: float
    processor_seconds: float
    stories: int | str = ""

    def row(self, what: str, processes: int, bare: "_Cost") -> Row:
        each, bare_each = self.seconds / self.articles, bare.seconds / bare.articles
        worked, bare_worked = self.processor_seconds / self.articles, bare.processor_seconds / bare.articles
        return {
            "what": what,
            "processes": processes,
            "articles/s": round(1 / each, 1),
            "of bare": bare_each / each,
            "processor ms an article": round(1_000 * worked, 2),
            "of bare, by processor time": bare_worked / worked,
            "stories": self.stories,
        }


def _bare(made: Sequence[dict[str, str]]) -> _Cost:
    encoder = shipped()
    texts = [f"{one['title']}\n{one['text']}".strip() for one in made]
    encoder.encode(texts[:BATCH])
    began, worked = time.perf_counter(), time.process_time()
    for first in range(0, len(texts), BATCH):
        encoder.encode(texts[first : first + BATCH])
    return _Cost(len(texts), time.perf_counter() - began, time.process_time() - worked)


def _filed(url: str, number: int, made: Sequence[dict[str, str]], code: str) -> _Cost:
    """What it costs to file them, and how many stories they are."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        settings = {"NEWSFOLD_DATABASE_URL": url} if url else {}
        settings["OMP_NUM_THREADS"] = str(max(1, usable_cores() // number))
        servers = [ends.enter_context(_served(Path(folder), settings, code)) for _ in range(number)]
        for place, (client, _) in enumerate(servers):
            _post(client, made[place:WARM_UP:number])
        batches = [made[first : first + BATCH] for first in range(WARM_UP, len(made), BATCH)]
        clients = [client for client, _ in servers] * CLIENTS
        began, worked = time.perf_counter(), sum(_worked(pid) for _, pid in servers)
        with ThreadPoolExecutor(len(clients)) as pool:
            list(
                pool.map(
                    _post_all, clients, (batches[place :: len(clients)] for place in range(len(clients)))
                )
            )
        took = time.perf_counter() - began
        worked = sum(_worked(pid) for _, pid in servers) - worked
        stories = servers[-1][0].get("/v1/stories?limit=200").json()["stories"]
    return _Cost(len(made) - WARM_UP, took, worked, len(stories))


def _worked(pid: int) -> float:
    """Processor seconds of a process so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _post_all(client: httpx2.Client, batches: Sequence[Sequence[dict[str, str]]]) -> None:
    for batch in batches:
        _post(client, batch)


def _post(client: httpx2.Client, batch: Sequence[dict[str, str]]) -> None:
    body = json.dumps({"articles": list(batch)})
    while (answer := client.post("/v1/articles", content=body)).status_code in COME_AGAIN:
        time.sleep(int(answer.headers["retry-after"]))
    answer.raise_for_status()


@contextmanager
def _served(folder: Path, settings: dict[str, str], code: str) -> Iterator[tuple[httpx2.Client, int]]:
    process = start(folder, port=0, code=code, NEWSFOLD_LOG_LEVEL="error", **settings)
    try:
        with httpx2.Client(base_url=address(process), timeout=300) as client:
            yield client, process.pid
    finally:
        process.terminate()
        process.communicate()
