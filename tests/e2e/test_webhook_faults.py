"""Many events to a receiver that fails half the time and to one that is down, the server killed again and again.

They are a thousand, and five kills, in the long form. The server is the real one, but for its patience, a
twenty-thousandth of what it is, and for its model, so that it is quickly up again.
"""

import json
import random
import socket
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from time import sleep
from typing import Any

import httpx2

from tests.delivery.receiver import Receiver, await_, receiving
from tests.e2e.reports import reports
from tests.e2e.support import SERVE, address, start
from tests.forked import Running
from tests.long import LONG

KILLS, EVENTS = (5, 1_000) if LONG else (3, 240)
HASTE = 20_000
HASTY = f"""
from service.app import opening
from service.delivery import schedule, sender
from tests.api.support import WordEncoder
opening.load_encoder = lambda name: WordEncoder()
schedule.SCHEDULE = tuple(wait / {HASTE} for wait in schedule.SCHEDULE)
schedule.FIRST_REST /= {HASTE}
schedule.LONGEST_REST /= {HASTE}
sender.RECENT /= {HASTE}
{SERVE}
"""
QUIET = {"NEWSFOLD_ALLOW_PRIVATE_ADDRESSES": "true", "NEWSFOLD_LOG_LEVEL": "error"}


def test_every_event_arrives_and_each_story_s_in_order(tmp_path: Path) -> None:
    chance = random.Random(20261124)
    fickle = Receiver(mood=lambda number: 204 if chance.random() < 0.5 else 500)
    down = Receiver()
    server = _Server(tmp_path, port=_free_port())
    later = _free_port()
    with receiving(fickle), server.running():
        for receiver, url in ((fickle, fickle.url), (down, f"http://127.0.0.1:{later}/hook")):
            webhook = server.call("POST", "/v1/webhooks", {"url": url})
            receiver.secrets.append(webhook["secret"])
        kills = threading.Thread(target=server.be_killed, args=(random.Random(5),))
        kills.start()
        made, acknowledged = reports(), set[str]()
        while kills.is_alive() or server.written < EVENTS:
            batch = list(islice(made, 10))
            server.call("POST", "/v1/articles", {"articles": batch})
            acknowledged |= {report["id"] for report in batch}
            server.written = max(server.events(server.written), default=server.written)
        kills.join()
        assert server.kills == KILLS
        log = server.events()
        assert acknowledged <= {event["article_id"] for event in log.values()}
        with receiving(down, later):
            # Down for longer than its whole schedule, it may have been given up: then somebody enables it again.
            for webhook in server.call("GET", "/v1/webhooks")["webhooks"]:
                if webhook["state"] == "disabled":
                    server.call("POST", f"/v1/webhooks/{webhook['id']}/enable")
            for receiver in (fickle, down):
                receiver.await_all(set(log), seconds=120)
                _assert_right(receiver, log)
        assert fickle.requests > 1.5 * len(log)
        await_(lambda: server.pending() == 0)


def _assert_right(receiver: Receiver, log: dict[int, Any]) -> None:
    """Check what has been taken: nothing forged, each as in the log and under one id, each story's in order."""
    assert receiver.forged == 0
    names: defaultdict[int, set[str]] = defaultdict(set)
    first: defaultdict[str, list[int]] = defaultdict(list)
    for message, (headers, _) in zip(receiver.taken, receiver.raw, strict=True):
        place = message["sequence"]
        assert log[place].items() <= message.items()
        if place not in names:
            first[message["story_id"]].append(place)
        # What comes twice has the same id, by which it can be told.
        names[place].add(headers["webhook-id"])
    assert all(len(ids) == 1 for ids in names.values())
    assert len(set.union(*names.values())) == len(names) == len(log)
    assert all(order == sorted(order) for order in first.values())


class _Server:
    """A server that is started again whenever it was killed, and a client that does not mind."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._port = port
        self._url = f"http://127.0.0.1:{port}"
        self._client = httpx2.Client(base_url=self._url, timeout=30)
        self._process: Running | None = None
        self.kills = 0
        self.written = 0
        """The newest event that is known of."""

    @contextmanager
    def running(self) -> Iterator[None]:
        self._start()
        try:
            yield
        finally:
            self._kill()
            self._client.close()

    def _start(self) -> None:
        self._process = start(self._folder, port=self._port, code=HASTY, **QUIET)
        assert address(self._process) == self._url

    def _kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        said = "".join(self._process.communicate())
        assert not said.strip(), said

    def be_killed(self, chance: random.Random) -> None:
        for written in sorted(chance.sample(range(EVENTS), KILLS)):
            await_(lambda written=written: self.written >= written, seconds=300)  # type: ignore[misc]
            # Somewhere in the middle of the next batch, or of a delivery.
            sleep(chance.uniform(0.0, 0.2))
            self._kill()
            self.kills += 1
            self._start()

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Call until it answers: a call that was cut off is made again."""
        answers: list[Any] = []

        def answered() -> bool:
            with suppress(httpx2.TransportError):
                answer = self._client.request(method, path, json=body, headers={"Idempotency-Key": key})
                if answer.status_code != 503:
                    assert answer.is_success, answer.text
                    answers.append(answer.json())
            return bool(answers)

        key = f"{method}-{abs(hash((path, json.dumps(body))))}"
        await_(answered, seconds=60)
        return answers[0]

    def events(self, after: int = 0) -> dict[int, Any]:
        """Every event in the log after a place, by its own."""
        found: dict[int, Any] = {}
        while page := self.call("GET", f"/v1/events?limit=1000&after={max(found, default=after)}")["events"]:
            found.update((event["sequence"], event) for event in page)
        return found

    def pending(self) -> int:
        hooks = self.call("GET", "/v1/webhooks")["webhooks"]
        paths = [f"/v1/webhooks/{webhook['id']}/deliveries?state=pending" for webhook in hooks]
        return sum(len(self.call("GET", path)["deliveries"]) for path in paths)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
