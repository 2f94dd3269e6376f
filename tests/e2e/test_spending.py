"""What a language model costs real servers: no more than a day allows, however many there are and however they end."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Event
from time import sleep

import httpx2
import pytest

from service.cli.doctor.database import tokens_spent
from service.demo import demo_lines
from tests.delivery.receiver import await_
from tests.e2e.support import QUICK, address, start
from tests.forked import Running
from tests.postgresql import Server
from tests.rewriting.endpoint import Endpoint, answering

_SECONDS = 60.0
BRISK = f"""
from service.rewriting import rewriter
rewriter.CALM, rewriter.FIRST_REST = 0.1, 0.1
{QUICK}
"""
"""The real server, but for its model, and for how seldom it looks whether a summary is to be shortened."""
UNLED = f"""
from service.stores.sql import leases
leases.SqlLeases.take = lambda self, name, seconds: True
{BRISK}
"""
"""A server that believes it has every lease, as one does that hung while its lease ran out."""
CAP = 30_000
REPORTS = [json.loads(line) for line in demo_lines().splitlines()]


@contextmanager
def server(folder: Path, code: str, name: str, **settings: str) -> Iterator[tuple[Running, httpx2.Client]]:
    """One server, which calls the endpoint with its name as its key, and a client of it."""
    process = start(
        folder,
        code=code,
        NEWSFOLD_LLM_KEY=name,
        NEWSFOLD_LLM_MODEL="small",
        NEWSFOLD_ALLOW_PRIVATE_ADDRESSES="true",
        **settings,
    )
    try:
        with httpx2.Client(base_url=address(process), timeout=60) as client:
            yield process, client
    finally:
        process.kill()
        process.communicate()


def today() -> date:
    return datetime.now(UTC).date()


def spent(url: str, since: date) -> int:
    """On this day and, where midnight has passed meanwhile, on the next."""
    return sum(tokens_spent(url, since + timedelta(days=number)) for number in range(2))


def settled(endpoint: Endpoint) -> Callable[[], bool]:
    """Whether nothing was asked for a second."""

    def look() -> bool:
        before = len(endpoint.asked)
        sleep(1.0)
        return len(endpoint.asked) == before

    return look


@pytest.mark.parametrize("names", [("one",), ("one", "other")], ids=["sqlite", "postgresql"])
def test_servers_never_spend_more_than_a_day_allows_also_when_one_is_killed(
    tmp_path: Path, names: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    began, together, held, go_on = today(), Barrier(len(names)), Event(), Event()

    def pause(who: str, number: int) -> None:
        if number <= len(names):
            together.wait(_SECONDS)  # all of them ask at the same moment
        elif who == "one" and not held.is_set():
            held.set()
            go_on.wait(_SECONDS)

    url = f"sqlite:///{tmp_path}/newsfold.db"
    if len(names) > 1:
        server_at: Server = request.getfixturevalue("postgresql")
        url = server_at.empty()
    with ExitStack() as stack, answering(Endpoint(pause)) as endpoint:
        settings = {
            "NEWSFOLD_DATABASE_URL": url,
            "NEWSFOLD_LLM_URL": endpoint.url,
            "NEWSFOLD_LLM_DAILY_TOKENS": str(CAP),
        }
        running = [stack.enter_context(server(tmp_path, UNLED, name, **settings)) for name in names]
        (first, client), *_ = running
        client.post("/v1/articles", json={"articles": REPORTS}).raise_for_status()
        assert held.wait(_SECONDS), "the first of them is in the middle of a call"
        first.kill()
        first.wait()
        go_on.set()
        before = len(endpoint.asked)
        stack.enter_context(server(tmp_path, UNLED, "again", **settings))
        await_(settled(endpoint), _SECONDS)
        assert len(endpoint.asked) > before, "those that are left go on"
        assert CAP / 2 < endpoint.charged <= spent(url, began)
        assert spent(url, began) <= CAP * ((today() - began).days + 1)
        assert not together.broken
