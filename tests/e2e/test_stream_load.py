"""Twenty readers of the event stream while reports come in: some come and go, one does not read at all."""

import asyncio
from pathlib import Path
from typing import Any

import httpx2

from tests.e2e.reports import reports
from tests.e2e.streams import Reader, follow, post
from tests.e2e.support import QUICK, address, start

READERS = 20
REPORTS = 60
PATIENCE = 60.0


def test_no_reader_misses_an_event_and_one_that_does_not_read_holds_nobody_up(tmp_path: Path) -> None:
    server = start(tmp_path, code=QUICK, NEWSFOLD_LOG_LEVEL="error")
    try:
        url = address(server)
        readers = [Reader(0, leaves_after=7 if number % 4 == 0 else 0) for number in range(READERS)]
        log = asyncio.run(_play(url, readers, sleeper := Reader(0)))
    finally:
        server.terminate()
        said = server.communicate(timeout=30)
    assert said == ("", "")  # readers that leave are nothing to complain of
    places = [event["sequence"] for event in log]
    assert len(places) > REPORTS
    for reader in [*readers, sleeper]:
        assert [place for place, _ in reader.got] == places
    assert all(reader.connections > 5 for reader in readers if reader.leaves_after)


async def _play(url: str, readers: list[Reader], sleeper: Reader) -> list[dict[str, Any]]:
    port = int(url.rpartition(":")[2])
    log: list[dict[str, Any]] = []

    def all_have(some: list[Reader]) -> bool:
        return bool(log) and all(reader.place >= log[-1]["sequence"] for reader in some)

    await sleeper.connect(port)
    assert sleeper.transport is not None
    sleeper.transport.pause_reading()
    async with asyncio.timeout(PATIENCE):
        following = asyncio.create_task(follow(readers, port, lambda: all_have(readers)))
        await post(reports(), port, count=REPORTS, per_second=50)
        async with httpx2.AsyncClient(base_url=url) as client:
            log.extend((await client.get("/v1/events", params={"limit": 1000})).json()["events"])
        await following
        sleeper.transport.resume_reading()
        await follow([sleeper], port, lambda: all_have([sleeper]))
    return log
