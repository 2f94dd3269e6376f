"""What a language model costs real servers: no more than a day allows, however many there are and however they end."""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Event
from time import sleep
from typing import Any

import httpx2
import pytest

from service.cli.doctor.database import tokens_spent
from service.demo import demo_lines
from service.stores.opening import open_store
from tests.delivery.receiver import await_
from tests.e2e.support import QUICK, called, start
from tests.forked import Running
from tests.postgresql import Server
from tests.rewriting.endpoint import Endpoint, answering

_SECONDS = 60.0
BRISK = f"""
from service.rewriting import rewriter
rewriter.CALM, rewriter.FIRST_REST, rewriter.SPARE_SECONDS = 0.1, 0.1, 1.0
{QUICK}
"""
"""The real server, but for its model, and for its patience with the desk, the endpoint and other servers."""
UNLED = f"""
from service.stores.sql import leases
leases.SqlLeases.take = lambda self, name, seconds: True
{BRISK}
"""
"""A server that believes it has every lease, as one does that hung while its lease ran out."""
CAP = 30_000
REPORTS = [json.loads(line) for line in demo_lines().splitlines()]


def server(
    folder: Path, code: str, name: str, **settings: str
) -> AbstractContextManager[tuple[Running, httpx2.Client]]:
    """One server, which calls the endpoint with its name as its key, and a client of it."""
    process = start(
        folder,
        port=0,
        code=code,
        NEWSFOLD_LLM_KEY=name,
        NEWSFOLD_LLM_MODEL="small",
        NEWSFOLD_ALLOW_PRIVATE_ADDRESSES="true",
        **settings,
    )
    return called(process)


def today() -> date:
    return datetime.now(UTC).date()


def spent(url: str, since: date) -> int:
    """On this day and, where midnight has passed meanwhile, on the next."""
    return sum(tokens_spent(url, since + timedelta(days=number)) for number in range(2))


def settled(endpoint: Endpoint) -> Callable[[], bool]:
    """Whether nothing was asked for two seconds."""

    def look() -> bool:
        before = len(endpoint.asked)
        sleep(2.0)
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
        stack.enter_context(server(tmp_path, UNLED, "again", **settings))
        # However long a busy machine takes to start one; those that are left may have gone on before it was killed.
        await_(lambda: endpoint.charged > CAP / 2, _SECONDS)
        await_(settled(endpoint), _SECONDS)
        assert CAP / 2 < endpoint.charged <= spent(url, began)
        assert spent(url, began) <= CAP * ((today() - began).days + 1)
        assert not together.broken


def shown(client: httpx2.Client) -> dict[str, dict[str, Any]]:
    """What is shown in other words, by story; asked rarely, for nobody reads what servers log about it."""
    sleep(0.2)
    stories = client.get("/v1/briefing").raise_for_status().json()["stories"]
    return {story["story_id"]: story["abstract"] for story in stories if story["abstract"]}


def test_two_servers_pay_once_for_what_both_show_and_what_is_withdrawn_goes_from_both(
    tmp_path: Path, postgresql: Server
) -> None:
    held, go_on = Event(), Event()
    asking: list[str] = []

    def pause(who: str, number: int) -> None:
        if number == 3:
            asking.append(who)
            held.set()
            go_on.wait(_SECONDS)

    url = postgresql.empty()
    with ExitStack() as stack, answering(Endpoint(pause)) as endpoint:
        settings = {
            "NEWSFOLD_DATABASE_URL": url,
            "NEWSFOLD_LLM_URL": endpoint.url,
            "NEWSFOLD_LLM_SECONDS": "10",
        }
        running = {
            name: stack.enter_context(server(tmp_path, BRISK, name, **settings)) for name in ("one", "other")
        }
        running["one"][1].post("/v1/articles", json={"articles": REPORTS}).raise_for_status()
        assert held.wait(_SECONDS)
        killed, _ = running.pop(asking[0])
        [(_, left)] = running.values()
        await_(lambda: len(shown(left)) == 2, 9.0)  # what has been paid for; nothing else is asked meanwhile
        killed.kill()
        killed.wait()
        _, again = stack.enter_context(server(tmp_path, BRISK, "again", **settings))
        await_(lambda: len(shown(left)) > 5 and shown(left) == shown(again), _SECONDS)
        await_(settled(endpoint), _SECONDS)
        asked = Counter(given for _, given in endpoint.asked)
        assert [count for count in asked.values() if count > 1] == [2], "but for the one that was cut off"
        go_on.set()

        story_id, abstract = next(iter(shown(left).items()))
        cited = {place["article_id"] for one in abstract["sentences"] for place in one["citations"]}
        with closing(open_store(url)) as store:
            assert abstract["sentences"][0]["text"] in str(store.rewritings.find([story_id]))
            for name in cited:
                again.post(f"/v1/articles/{name}/withdraw", json={"reason": "libel"}).raise_for_status()
            assert abstract["sentences"][0]["text"] not in str(store.rewritings.find([story_id]))
        assert all(shown(client).get(story_id) != abstract for client in (again, left))
