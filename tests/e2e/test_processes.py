"""Several ``newsfold serve`` over one database: one desk on PostgreSQL, and refused on SQLite."""

import signal
import time
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import httpx2

from tests.delivery.receiver import Receiver, await_, receiving
from tests.e2e.support import QUICK, called, start
from tests.forked import Running
from tests.postgresql import Server

_SECONDS = 90.0
HASTY = f"""
from service.delivery import leasing
leasing.LEASE_SECONDS, leasing.PROLONG_SECONDS, leasing.ASK_AGAIN_SECONDS = 3.0, 0.5, 0.5
{QUICK}
"""
"""The real server, but for its model, and for its patience with others that have stopped sending."""


def running(folder: Path, **settings: str) -> AbstractContextManager[tuple[Running, httpx2.Client]]:
    """One server, and a client of it."""
    return called(start(folder, port=0, code=HASTY, **settings))


def report(number: int, **others: str) -> dict[str, str]:
    subject = f"Harbour number {number // 2} of Lindhaven stood closed on day {number // 2} after a fire"
    return {"id": f"r/{number}", "title": subject, "text": f"{subject}, the port said."} | others


def test_two_servers_on_postgresql_are_one_desk(tmp_path: Path, postgresql: Server) -> None:
    settings = {"NEWSFOLD_DATABASE_URL": postgresql.empty(), "NEWSFOLD_ALLOW_PRIVATE_ADDRESSES": "true"}
    with ExitStack() as open_ones, receiving(Receiver()) as receiver:
        first, one = open_ones.enter_context(running(tmp_path, **settings))
        second, other = open_ones.enter_context(running(tmp_path, **settings))
        hook = one.post("/v1/webhooks", json={"url": receiver.url}).json()
        receiver.secrets.append(hook["secret"])
        for number in range(12):
            answer = (one, other)[number % 2].post("/v1/articles", json=report(number))
            assert answer.status_code == 200, answer.text
        told = other.get("/v1/events").json()["events"]
        assert one.get("/v1/events").json()["events"] == told
        assert one.get("/v1/briefing").json()["stories"] == other.get("/v1/briefing").json()["stories"]
        await_(lambda: len(receiver.sequences()) >= len(told), _SECONDS)
        time.sleep(0.3)
        assert sorted(receiver.sequences()) == [event["sequence"] for event in told]

        keyed = {"Idempotency-Key": "once"}
        answers = [desk.post("/v1/articles", json=report(20), headers=keyed) for desk in (one, other)]
        assert answers[0].content == answers[1].content
        assert answers[1].headers["Idempotent-Replayed"] == "true"

        postgresql.stop()
        try:
            refused = one.post("/v1/articles", json=report(21)), other.get("/v1/briefing")
            assert [answer.status_code for answer in refused] == [503, 503]
            assert all(answer.headers["Retry-After"] == "5" for answer in refused)
            assert {answer.json()["type"] for answer in refused} == {"urn:newsfold:problem:unavailable"}
            assert one.get("/readyz").status_code == 503
            assert one.get("/healthz").status_code == 200
            assert "newsfold_webhook_deliveries_pending NaN" in one.get("/metrics").text
        finally:
            postgresql.start()
        found = other.post("/v1/articles", json=report(21)).json()["results"][0]
        assert found["story_id"] == answers[0].json()["results"][0]["story_id"]

        first.send_signal(signal.SIGKILL)
        first.wait()
        assert other.post("/v1/articles", json=report(30)).status_code == 200
        told = other.get("/v1/events").json()["events"]
        receiver.await_all({event["sequence"] for event in told}, _SECONDS)
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=60) == 0


def test_a_second_server_on_one_sqlite_file_is_refused(tmp_path: Path) -> None:
    with running(tmp_path) as (first, client):
        client.post("/v1/articles", json=report(1))
        refused = start(tmp_path, code=QUICK)
        _, said = refused.communicate(timeout=_SECONDS)
        assert refused.returncode == 2
        assert f"process {first.pid} on" in said
        assert "newsfold replay" in said
        assert client.get("/readyz").status_code == 200
        first.send_signal(signal.SIGKILL)
        first.wait()
        with running(tmp_path) as (_, again):
            assert again.post("/v1/articles", json=report(1)).json()["results"][0]["relation"] == "unchanged"
