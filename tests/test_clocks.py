"""The clock of the machine is set back an hour, or forward a day: nothing waits longer by that, and nothing is lost."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from service.app import create_app
from service.app.timekeeping import ClockWatch, warn_if_behind
from service.delivery.leasing import Lease
from service.delivery.sender import Sender
from service.delivery.signing import new_secret
from service.desk import Desk
from service.egress import Answer
from service.events import Event, EventType
from service.feedbook import FeedRecord
from service.model import Article, Submission
from service.outbox import Webhook
from service.polling import feed_at
from service.polling.timetable import Timetable
from service.ports import Change
from service.settings import Settings
from service.stores.memory import MemoryStore
from tests.api.support import FLOOD, NOON, RESIGNATION, Clock, WordEncoder

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)


def test_a_clock_that_was_set_is_told_of_once() -> None:
    clock, ticks = Clock(), [0.0]
    watch = ClockWatch(clock, lambda: ticks[0])
    with capture_logs() as logged:
        for passed, jump in ((1.0, 0), (1.0, -3_600), (1.0, 0), (900.0, 0), (1.0, 86_400), (1.0, 2)):
            ticks[0] += passed
            clock.advance(timedelta(seconds=passed + jump))
            assert watch.look() == timedelta(seconds=jump if abs(jump) > 30 else 0)
    assert [line["seconds"] for line in logged] == [-3_600, 86_400]


def test_a_clock_that_starts_behind_what_is_on_file_is_told_of() -> None:
    clock, desk = Clock(), Desk(MemoryStore(), WordEncoder())
    assert warn_if_behind(desk, clock) == timedelta(0)
    desk.receive([Submission(Article("a", "River Alma floods Port Sunder"))], clock())
    with capture_logs() as logged:
        for passed, told in ((DAY, timedelta(0)), (-2 * DAY, DAY)):
            clock.advance(passed)
            assert warn_if_behind(desk, clock) == told
    assert [line["seconds"] for line in logged] == [86_400]


@pytest.mark.parametrize("jump", [-HOUR, -DAY, DAY])
def test_a_feed_waits_no_longer_than_it_was_to(jump: timedelta) -> None:
    feed = feed_at("https://wire.example/rss")
    polled = FeedRecord(feed.id, feed.url, polled_at=NOON, next_poll_at=NOON + 5 * MINUTE)
    timetable = Timetable([feed], [polled])
    now = NOON + MINUTE + jump
    assert timetable.take(now) is None or jump > timedelta(0)
    assert timetable.take(now + 6 * MINUTE) or jump > timedelta(0)


class Receiver:
    """Refuses all, or takes all."""

    def __init__(self) -> None:
        self.status = 500
        self.requests = 0

    def send(self, url: str, content: bytes, *, headers: object, seconds: float) -> Answer:
        self.requests += 1
        return Answer(self.status, {}, b"", url)


def test_a_webhook_waits_no_longer_than_it_was_to() -> None:
    store, receiver, clock = MemoryStore(), Receiver(), Clock()
    store.outbox.add_webhook(Webhook("wh-1", "https://desk.example/", (new_secret(),), NOON, 0))
    store.commit(Change(events=(Event(EventType.STORY_UPDATED, "s-1", NOON),)))
    sender = Sender(
        "wh-1",
        store.outbox,
        receiver,
        clock=clock,
        jitter=lambda: 0.0,
        note=lambda outcome: None,
        lease=Lease("wh-1", store.leases),
    )
    for _ in range(3):
        while sender.step() == 0.0:
            pass
        clock.advance(6 * MINUTE)
    tried = receiver.requests
    assert tried > 1
    clock.advance(-5 * HOUR)
    receiver.status = 200
    while sender.step() == 0.0:
        pass
    assert receiver.requests == tried + 1


def test_reports_come_in_and_are_read_whatever_the_clock_does() -> None:
    clock = Clock()
    settings = Settings(database_url="memory:", rate_limit="5/minute")
    undated = {key: value for key, value in FLOOD.items() if key != "published_at"}
    with TestClient(create_app(settings, Desk(MemoryStore(), WordEncoder()), clock=clock)) as client:
        stories = []
        for number, jump in enumerate((timedelta(0), DAY, -DAY - HOUR, HOUR)):
            clock.advance(jump)
            answer = client.post("/v1/articles", json={**undated, "id": f"north/{number}"})
            stories.append(answer.json()["results"][0]["story_id"])
        assert len(set(stories)) == 1
        [story] = client.get("/v1/stories").json()["stories"]
        assert story["article_count"] == 4
        # A quota is counted by seconds that pass, and a clock that is set gives nobody a new one.
        assert client.post("/v1/articles", json=RESIGNATION).status_code == 429
