"""The service when more comes than it can take, those who read meanwhile, and mishaps of all kinds.

The burst has hashed words for the model, and it is sent again for two minutes only: what it shows are the queue, the
answers and the memory. Reads during ingest have the real model.
"""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import OK, HTTPConnection
from itertools import islice
from pathlib import Path
from threading import Event, Thread

import numpy as np

from service.model import Article
from tests.benchmarks import mishaps
from tests.benchmarks.datasets import read_articles
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.servers import HASHED, Server, get, post, server
from tests.e2e.reports import reports

VOLUME = "reuters-volume"
BURST, EACH = 20_000, 20
PERSISTENCE_SECONDS = 120.0
FILED_BEFORE = 500
READS = 200
WRITERS, BATCH = 4, 50
PATHS = ("/v1/briefing?hours=80000&limit=20", "/v1/stories?limit=50", "/healthz")
_STATUS = re.compile(rb"HTTP/1\.1 (\d+)")
_RETRY = re.compile(rb"retry-after: (\d+)", re.IGNORECASE)
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def run(folder: Path, limit: int | None = None) -> Section:
    """Measure both."""
    tables: dict[str, Sequence[Row]] = {"A burst": [asyncio.run(_burst(min(limit or BURST, BURST)))]}
    path = folder / f"{VOLUME}.jsonl.gz"
    if path.exists():
        tables["Reads while four clients post batches of 50 without a pause"] = _reads(read_articles(path)[0])
    tables["Mishaps, while somebody goes on posting a report at a time"] = list(mishaps.rows())
    caption = (
        f"A burst of requests of {EACH} articles, all at once, sent again when `Retry-After` says so, for "
        f"{PERSISTENCE_SECONDS:.0f} s at most, hashed words for the model. `lost` are articles that were acknowledged "
        "and are not on file. Reads have the real model; `alone` is the same server when nothing comes in. Mishaps "
        "have a word encoder for the model; what was refused is sent again afterwards, and everything that was ever "
        "acknowledged is looked up. `in two stories` are exact copies that lie in another story than their original."
    )
    return Section("Under load", caption, tables)


async def _burst(number: int) -> Row:
    with server(HASHED) as one:
        before, started = one.peak_mib(), time.perf_counter()
        stream = reports()
        bodies = [
            json.dumps({"articles": list(islice(stream, EACH))}).encode() for _ in range(number // EACH)
        ]
        until = started + PERSISTENCE_SECONDS
        async with asyncio.TaskGroup() as clients:
            sent = [clients.create_task(_persist(one, body, until)) for body in bodies]
        fates = [task.result() for task in sent]
        seconds = time.perf_counter() - started
        taken = [place for place, fate in enumerate(fates) if fate.taken]
        refused = [fate.first_answer for fate in fates if fate.tries > 1 or not fate.taken]
        with closing(one.connect()) as connection:
            lost = sum(not _is_there(connection, f"report/{EACH * place}") for place in taken)
        row: Row = {
            "articles": number,
            "refused at first (429)": EACH * len(refused),
            "seconds to the last of these": round(max(refused, default=started) - started, 1),
            "acknowledged": EACH * len(taken),
            "lost (every 20th looked up)": lost,
            "seconds": round(seconds, 1),
            "articles a second": round(EACH * len(taken) / seconds, 1),
            "tries, most": max(fate.tries for fate in fates),
            "memory before, MiB": round(before),
            "memory at its most, MiB": round(one.peak_mib()),
        }
    say(f"load: {row}")
    return row


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of a request."""

    tries: int
    taken: bool
    first_answer: float
    """When the first answer came."""


async def _persist(one: Server, body: bytes, until: float) -> _Fate:
    """Send until it is taken, or told to come back when nobody will any more."""
    pause, tries = await _send(one, body), 1
    first = time.perf_counter()
    while pause is not None and time.perf_counter() + pause < until:
        await asyncio.sleep(pause)
        pause, tries = await _send(one, body), tries + 1
    return _Fate(tries, pause is None, first)


async def _send(one: Server, body: bytes) -> int | None:
    """Send on a connection of its own; None where it was taken, else the seconds to wait."""
    stream, writer = await asyncio.open_connection("127.0.0.1", one.port)
    try:
        head = (
            "POST /v1/articles HTTP/1.1",
            "Host: 127.0.0.1",
            "Connection: close",
            f"Content-Length: {len(body)}",
        )
        writer.write("\r\n".join([*head, "\r\n"]).encode() + body)
        answer = await stream.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(answer)
        said = await stream.readexactly(int(length[1]) if length else 0)
    finally:
        writer.close()
    status = _STATUS.match(answer)
    if status is None or status[1] not in (b"200", b"429"):
        raise RuntimeError((answer + said).decode())
    pause = _RETRY.search(answer)
    return int(pause[1]) if pause else None


def _is_there(connection: HTTPConnection, name: str) -> bool:
    connection.request("GET", f"/v1/articles/{name}")
    answer = connection.getresponse()
    answer.read()
    return answer.status == OK


def _reads(articles: Sequence[Article]) -> list[Row]:
    with server() as one:
        for start in range(0, FILED_BEFORE, BATCH):
            post(one.connect(), articles[start : start + BATCH])
        alone = _read_all(one)
        stopping, filed = Event(), [0]
        batches = iter(range(FILED_BEFORE, len(articles) - BATCH, BATCH))

        def write() -> None:
            with closing(one.connect()) as connection:
                while not stopping.is_set():
                    start = next(batches)
                    post(connection, articles[start : start + BATCH])
                    filed[0] += BATCH

        writers = [Thread(target=write) for _ in range(WRITERS)]
        started = time.perf_counter()
        for writer in writers:
            writer.start()
        time.sleep(1.0)
        busy = _read_all(one)
        seconds = time.perf_counter() - started
        stopping.set()
        for writer in writers:
            writer.join()
    rows: list[Row] = [
        {
            "read": path.partition("?")[0],
            "alone p50, ms": _quantile(alone[path], 0.5),
            "alone p99, ms": _quantile(alone[path], 0.99),
            "during ingest p50, ms": _quantile(busy[path], 0.5),
            "during ingest p99, ms": _quantile(busy[path], 0.99),
            "articles filed a second meanwhile": round(filed[0] / seconds, 1),
        }
        for path in PATHS
    ]
    say(f"load: {rows}")
    return rows


def _read_all(one: Server) -> dict[str, list[float]]:
    with closing(one.connect()) as connection:
        return {path: [get(connection, path) for _ in range(READS)] for path in PATHS}


def _quantile(seconds: Sequence[float], share: float) -> float:
    return round(1_000 * float(np.quantile(seconds, share)), 1)
