"""What is not as it should be, done to real servers while somebody goes on posting to them."""

import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from tests.api.support import WordEncoder
from tests.benchmarks.bystander import bystander
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.desk.processes import hold_the_turn
from tests.desk.support import NOON, report
from tests.e2e.support import QUICK
from tests.e2e.test_large_body import peak
from tests.forked import forking
from tests.postgresql import Server

GONE_SECONDS = 60.0
HELD_SECONDS = 5.0
FULL_SECONDS = 3.0
LARGE = 5_000_000
LARGE_BATCHES, BATCH = 5, 20
BODY_SECONDS = 5
_TOLD = """
import os
from pathlib import Path
told = lambda: Path(os.environ["BENCH_TOLD"]).read_text()
"""
FULL = f"""
{_TOLD}
from service.stores.database import dialects
begin = dialects._begin_writing
def narrow(connection):
    connection.exec_driver_sql("PRAGMA max_page_count = " + told())
    begin(connection)
dialects._begin_writing = narrow
{QUICK}
"""
"""A server on a disk that holds as many pages as it is told."""
JUMPING = f"""
{_TOLD}
from datetime import timedelta
from service.app import steady_clock
right = steady_clock.utc_now
steady_clock.utc_now = lambda: right() + timedelta(hours=float(told()))
{QUICK}
"""
"""A server whose clock is wrong by as many hours as it is told."""


def rows() -> Iterator[Row]:
    """One mishap after another, each to servers of its own."""
    database = Server()
    try:
        for mishap in (_database_gone, _holder_killed, _worker_killed):
            yield _said(mishap(database))
    finally:
        database.close()
    for own in (_disk_full, _clock_jumps, _byte_by_byte, _large_texts):
        yield _said(own())


def _said(row: Row) -> Row:
    say(f"load: {row}")
    return row


def _database_gone(database: Server) -> Row:
    with bystander(servers=2, NEWSFOLD_DATABASE_URL=database.empty()) as one:
        with one.posting():
            database.stop()
            time.sleep(GONE_SECONDS)
            database.start()
            well = one.until_well()
        return one.row(f"PostgreSQL gone for {GONE_SECONDS:.0f} s, two processes", well)


def _holder_killed(database: Server) -> Row:
    url, context = database.empty(), forking()
    with bystander(servers=2, NEWSFOLD_DATABASE_URL=url) as one:
        ours, theirs = context.Pipe()
        written = (report("held"), NOON, WordEncoder())
        holder = context.Process(target=hold_the_turn, args=(url, theirs, *written), daemon=True)
        holder.start()
        theirs.close()
        ours.recv()
        with one.posting():
            time.sleep(HELD_SECONDS)
            holder.kill()
            well = one.until_well()
        return one.row(f"lock held for {HELD_SECONDS:.0f} s by one that is killed with it", well)


def _worker_killed(database: Server) -> Row:
    with bystander(servers=2, NEWSFOLD_DATABASE_URL=database.empty()) as one:
        with one.posting():
            time.sleep(1.0)
            one.processes[1].kill()
            time.sleep(1.0)
            del one.clients[1]
            well = one.until_well()
        return one.row("one of two processes killed (-9)", well)


def _disk_full() -> Row:
    with bystander(FULL, told="1000000") as one:
        one.tell("1")  # not a page more than there are
        with one.posting():
            time.sleep(FULL_SECONDS)
            one.tell("1000000")
            well = one.until_well()
        return one.row(f"disk full for {FULL_SECONDS:.0f} s (SQLite)", well)


def _clock_jumps() -> Row:
    with bystander(JUMPING, told="0") as one:
        with one.posting():
            for hours in ("720", "-720", "0"):
                one.tell(hours)
                time.sleep(1.0)
            well = one.until_well()
        return one.row("clock 30 days ahead, then 30 days behind, then right", well)


def _byte_by_byte() -> Row:
    with bystander(NEWSFOLD_BODY_SECONDS=str(BODY_SECONDS)) as one:
        began = time.perf_counter()
        place = (one.clients[0].base_url.host, one.clients[0].base_url.port or 0)
        with one.posting(), socket.create_connection(place, timeout=60) as dawdling:
            dawdling.sendall(b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
            dawdling.settimeout(1.0)
            said = b""
            while not said:
                dawdling.sendall(b" ")
                with suppress(TimeoutError):
                    said = dawdling.recv(65_536)
        status = HTTPStatus(int(said.split()[1]))
        what = f"a client that sends a byte a second, answered {status} {status.phrase} after "
        what += f"{time.perf_counter() - began:.0f} s (limit {BODY_SECONDS} s)"
        return one.row(what, 0.0)


def _large_texts() -> Row:
    with bystander(NEWSFOLD_MAX_BODY_BYTES=str(16 * 2**20)) as one:
        status_file = Path(f"/proc/{one.processes[0].pid}/status")
        before, statuses = peak(status_file), Counter[int]()
        with one.posting():
            for number in range(LARGE_BATCHES):
                batch = [next(one.stream) | {"id": f"large/{number}/{place}"} for place in range(BATCH)]
                batch[0]["text"] = "word " * (LARGE // 5)
                answer = one.clients[0].post("/v1/articles", content=json.dumps({"articles": batch}))
                statuses[answer.status_code] += 1
        grown = (peak(status_file) - before) / 2**20
        counted = ", ".join(f"{number} x {status}" for status, number in statuses.items())
        return one.row(
            f"5 MB in every batch of {BATCH}, answered {counted}; {grown:.0f} MiB more memory", 0.0
        )
