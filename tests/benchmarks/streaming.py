"""The event stream under load: many readers while reports come in at a steady pace.

The service is the real one in a process of its own, over SQLite, but for the encoder: hashed words cost next to
nothing, where the model takes no fifty reports a second on two cores. Readers and poster share one other process.
Every tenth reader drops its connection again and again and comes back with the last id it had; one never reads until
the end.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import httpx2
import numpy as np

from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.e2e.reports import reports
from tests.e2e.streams import Posted, Reader, delays, follow, post
from tests.e2e.support import SERVE, address, start
from tests.forked import Running

READERS = 200
PER_SECOND = 50.0
SECONDS = 60
LEAVES_AFTER = 50
PATIENCE = 120.0
_SERVE = f"""
from service.app import opening
from tests.benchmarks.encoders import HashedWords
opening.load_encoder = lambda name: HashedWords()
{SERVE}
"""


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run has brought."""

    readers: Sequence[Reader]
    sleeper: Reader
    posted: Posted
    log: Sequence[dict[str, Any]]
    memory_mib: tuple[float, float]
    """Of the server: with all readers connected before the first report, and at the end."""
    server_seconds: float
    """Processor time of the server."""
    seconds: float


def run(limit: int | None = None) -> Section:
    """Follow the stream with all readers while reports come in, at most ``limit`` of them."""
    count = limit or int(PER_SECOND * SECONDS)
    say(f"streaming: {READERS} readers, {count} reports, {PER_SECOND:.0f} a second")
    with tempfile.TemporaryDirectory() as folder:
        server = start(Path(folder), code=_SERVE, NEWSFOLD_LOG_LEVEL="error")
        try:
            played = asyncio.run(_play(server, address(server), count))
        finally:
            server.terminate()
            server.communicate(timeout=30)
    about = (__doc__ or "").partition("\n\n")[2].replace("\n", " ").strip()
    return Section("The event stream under load", about, {"": _rows(played)})


async def _play(server: Running, url: str, count: int) -> _Run:
    port = int(url.rpartition(":")[2])
    readers = [Reader(0, leaves_after=0 if number % 10 else LEAVES_AFTER) for number in range(READERS)]
    sleeper, log = Reader(0), list[dict[str, Any]]()
    bare = _memory_mib(server)
    await sleeper.connect(port)
    assert sleeper.transport is not None
    sleeper.transport.pause_reading()

    def up_to_date(some: Sequence[Reader]) -> bool:
        return bool(log) and all(reader.place >= log[-1]["sequence"] for reader in some)

    following = asyncio.create_task(follow(readers, port, lambda: up_to_date(readers)))
    await asyncio.sleep(2)
    connected, before, started = _memory_mib(server), _processor_seconds(server), monotonic()
    say(f"streaming: {(connected - bare) * 1024 / READERS:.0f} KiB of memory for each reader")
    posted = await post(reports(), port, count=count, per_second=PER_SECOND)
    seconds, used = monotonic() - started, _processor_seconds(server) - before
    async with asyncio.timeout(PATIENCE):
        log += await asyncio.to_thread(_log, url)
        await following
        memory = _memory_mib(server)
        sleeper.transport.resume_reading()
        await follow([sleeper], port, lambda: up_to_date([sleeper]))
    return _Run(readers, sleeper, posted, log, (connected, memory), used, seconds)


def _log(url: str) -> list[dict[str, Any]]:
    """Every event there is."""
    found: list[dict[str, Any]] = []
    with httpx2.Client(base_url=url, timeout=60) as client:
        while True:
            after = found[-1]["sequence"] if found else 0
            page = client.get("/v1/events", params={"after": after, "limit": 1000}).json()["events"]
            if not page:
                return found
            found += page


def _rows(played: _Run) -> list[Row]:
    places = [event["sequence"] for event in played.log]
    everybody = [*played.readers, played.sleeper]
    missed = sum(len(set(places) - {place for place, _ in reader.got}) for reader in everybody)
    twice = sum(len(reader.got) - len({place for place, _ in reader.got}) for reader in everybody)
    ordered = sum([place for place, _ in reader.got] == places for reader in everybody)
    sent, answered = played.posted.sent, played.posted.answered
    posts = np.array([answered[name] - sent[name] for name in answered]) * 1000
    whole = np.array(delays(list(played.log), played.readers, sent)) * 1000
    after = np.array(delays(list(played.log), played.readers, answered)) * 1000
    figures: dict[str, str | int] = {
        "readers, one of which does not read until the end": len(everybody),
        "connections": sum(reader.connections for reader in everybody),
        "reports, and seconds that they took": f"{len(answered):,} in {played.seconds:.1f}",
        "events in the log": f"{len(places):,}",
        "events delivered": f"{sum(len(reader.got) for reader in everybody):,}",
        "events missed, and come twice": f"{missed}, {twice}",
        "readers that have all in order": ordered,
        "POST, ms (p50, p99)": _quantiles(posts),
        "POST sent to event read, ms (p50, p99)": _quantiles(whole),
        "POST answered to event read, ms (p50, p99)": _quantiles(after),
        "processor time of the server, of one core": f"{played.server_seconds / played.seconds:.0%}",
        "memory of the server, MiB, before and after": " → ".join(f"{m:.0f}" for m in played.memory_mib),
    }
    for name, value in figures.items():
        say(f"streaming: {name}: {value}")
    return [{"what": name, "measured": value} for name, value in figures.items()]


def _quantiles(milliseconds: "np.ndarray[Any, Any]") -> str:
    return ", ".join(f"{value:.0f}" for value in np.quantile(milliseconds, (0.5, 0.99)))


def _memory_mib(server: Running) -> float:
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _processor_seconds(server: Running) -> float:
    fields = Path(f"/proc/{server.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
