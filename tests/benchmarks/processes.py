"""What more processes on PostgreSQL bring, beside one process on SQLite, in the same run.

Real servers on loopback, each with the model; made-up reports of a few dozen stories in batches of 50, each client at
a server of its own. Bare encoding is the model alone on the same texts, in one process, before them.
"""

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

import httpx2

from embeddings import load_encoder
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.e2e.reports import reports
from tests.e2e.support import SERVE, address, start
from tests.postgresql import Server

ARTICLES = 2_000
BATCH = 50
PROCESSES = (1, 2, 4)
WARM_UP = 100


def run(limit: int | None = None, code: str = SERVE) -> Section:
    """Measure one process on SQLite, then several on PostgreSQL."""
    made = list(islice(reports(), (limit or ARTICLES) + WARM_UP))
    bare = _bare(made[WARM_UP:])
    rows: list[Row] = [{"what": "bare encoding", "processes": 1, "articles/s": bare, "of bare": 1.0}]
    server = Server()
    try:
        plans = [("SQLite", "", 1), *(("PostgreSQL", server.empty(), number) for number in PROCESSES)]
        for name, url, number in plans:
            rate, stories = _filed(url, number, made, code)
            rows.append({"what": name, "processes": number, "articles/s": rate, "of bare": rate / bare})
            say(f"processes: {name}, {number}: {rate:.1f} articles/s, {stories} stories")
    finally:
        server.close()
    return Section("Several processes", (__doc__ or "").partition("\n\n")[2].strip(), {"": rows})


def _bare(made: Sequence[dict[str, str]]) -> float:
    encoder = load_encoder()
    texts = [f"{one['title']}\n{one['text']}" for one in made]
    encoder.encode(texts[:BATCH])
    began = time.perf_counter()
    for first in range(0, len(texts), BATCH):
        encoder.encode(texts[first : first + BATCH])
    return len(texts) / (time.perf_counter() - began)


def _filed(url: str, number: int, made: Sequence[dict[str, str]], code: str) -> tuple[float, int]:
    """Articles filed a second, and how many stories they are."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        settings = {"NEWSFOLD_DATABASE_URL": url} if url else {}
        clients = [ends.enter_context(_served(Path(folder), settings, code)) for _ in range(number)]
        _post(clients[0], made[:WARM_UP])
        batches = [made[first : first + BATCH] for first in range(WARM_UP, len(made), BATCH)]
        began = time.perf_counter()
        with ThreadPoolExecutor(number) as pool:
            list(pool.map(_post_all, clients, (batches[place::number] for place in range(number))))
        took = time.perf_counter() - began
        stories = clients[-1].get("/v1/stories?limit=200").json()["stories"]
    return (len(made) - WARM_UP) / took, len(stories)


def _post_all(client: httpx2.Client, batches: Sequence[Sequence[dict[str, str]]]) -> None:
    for batch in batches:
        _post(client, batch)


def _post(client: httpx2.Client, batch: Sequence[dict[str, str]]) -> None:
    answer = client.post("/v1/articles", content=json.dumps({"articles": list(batch)}))
    answer.raise_for_status()


@contextmanager
def _served(folder: Path, settings: dict[str, str], code: str) -> Iterator[httpx2.Client]:
    process = start(folder, port=0, code=code, NEWSFOLD_LOG_LEVEL="error", **settings)
    try:
        with httpx2.Client(base_url=address(process), timeout=300) as client:
            yield client
    finally:
        process.terminate()
        process.communicate()
