"""A feed on a server of its own, polled by the real service, which is killed and started again.

The service is the real one but for its model, so that it is quickly up again.
"""

import hashlib
import signal
import socket
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import httpx2

from tests.delivery.receiver import await_
from tests.e2e.support import QUICK, address, start
from tests.egress.peer import peer, says
from tests.polling.support import FLOOD, MUSEUM, item, rss

OFTEN = {"NEWSFOLD_ALLOW_PRIVATE_ADDRESSES": "true", "NEWSFOLD_FEED_MINUTES": "0.005"}
CORRECTED = (FLOOD[0].replace("1,200", "1,300"), FLOOD[1])


@dataclass
class Publisher:
    """A feed with an entity tag, for whoever tells what they have already."""

    items: list[str]
    asked: Event = field(default_factory=Event)
    silent: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)

    def behave(self, connection: socket.socket, request: bytes) -> None:
        self.asked.set()
        if self.silent.is_set():
            self.go_on.wait(60)
        body = rss(*self.items)
        tag = f'"{hashlib.sha256(body).hexdigest()}"'
        has_it = f"if-none-match: {tag}".encode() in request.lower()
        answer = says("", status="304 Not Modified") if has_it else says(f"ETag: {tag}\r\n", body)
        answer(connection, request)


def test_items_become_stories_and_revisions_and_a_kill_forgets_nothing(tmp_path: Path) -> None:
    publisher = Publisher([item("1")])
    with peer(publisher.behave) as server:
        settings = {**OFTEN, "NEWSFOLD_FEEDS": server.url(path="/rss")}
        process = start(tmp_path, port=0, code=QUICK, **settings)
        with httpx2.Client(base_url=address(process), timeout=30) as client:
            await_(lambda: _kinds(client) == ["story.created"], seconds=60)
            publisher.items = [item("1", CORRECTED)]
            await_(lambda: "article.revised" in _kinds(client))
            [story] = client.get("/v1/stories").json()["stories"]
            article = story["representative"]["article_id"]
            assert article.endswith(":1")
            assert client.get(f"/v1/articles/{article}").json()["text"] == CORRECTED[0]
            assert len(client.get(f"/v1/versions/{article}").json()["versions"]) == 2
            await_(lambda: _feed(client)["http_status"] == 304)
        process.kill()
        process.communicate()

        known = len(server.requests)
        process = start(tmp_path, port=0, code=QUICK, **settings)
        with httpx2.Client(base_url=address(process), timeout=30) as client:
            await_(lambda: len(server.requests) > known, seconds=60)
            assert b"if-none-match" in server.requests[known].lower()
            publisher.items = [item("2", MUSEUM), *publisher.items]
            await_(lambda: len(client.get("/v1/stories").json()["stories"]) == 2)
            assert _kinds(client).count("article.revised") == 1
            # What was taken is noted when the items are on file already.
            await_(lambda: _feed(client)["taken_in_all"] == 3)
            publisher.silent.set()
            publisher.asked.clear()
            assert publisher.asked.wait(60)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
        publisher.go_on.set()
        assert process.returncode == 0
        assert "Traceback" not in said


def _kinds(client: httpx2.Client) -> list[str]:
    return [event["type"] for event in client.get("/v1/events").json()["events"]]


def _feed(client: httpx2.Client) -> dict[str, Any]:
    [feed] = client.get("/v1/feeds").json()["feeds"]
    found: dict[str, Any] = feed
    return found
