"""Many feeds: each at its time, no server asked twice at once, nothing lost by a stop or a kill."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from service.desk import Desk
from service.egress import Addresses, Egress, Stopping
from service.errors import NotFound, Unavailable
from service.feedbook import FeedRecord, FeedState
from service.logs import configure_logging
from service.model import Result, Submission
from service.polling import Dependencies, Feed, Polls, feed_at
from service.polling.polls import LOOK_AGAIN
from service.polling.timetable import LOOK_AGAIN_SECONDS, Timetable
from service.ports import Store
from service.settings import LogFormat, LogLevel
from service.stores.memory import MemoryStore
from service.stores.opening import open_store
from tests.api.support import Clock, WordEncoder
from tests.delivery.receiver import await_
from tests.egress.peer import peer, says
from tests.polling.support import (
    FLOOD,
    INTERVAL,
    MINUTE,
    MUSEUM,
    NOON,
    VARGA,
    Polling,
    Tally,
    filing,
    item,
    rss,
)

SIX = tuple(feed_at(f"https://{host}.example/{place}") for host in "abc" for place in (1, 2))


def due(minutes: int, feed: Feed, *, gone: bool = False) -> FeedRecord:
    next_poll_at = None if gone else NOON + minutes * MINUTE
    return FeedRecord(feed.id, feed.url, polled_at=NOON, next_poll_at=next_poll_at, gone=gone)


def test_a_feed_that_was_put_off_waits_no_longer_where_the_clock_is_set_back() -> None:
    table = Timetable(SIX[:1], [due(0, SIX[0])])
    assert table.take(NOON + MINUTE)
    table.put_off(SIX[0].id, NOON + MINUTE + LOOK_AGAIN)
    assert table.take(NOON + MINUTE / 2) is None
    assert table.take(NOON + MINUTE / 2 + LOOK_AGAIN)


def test_the_one_that_is_due_for_longest_comes_first_and_each_server_has_one_at_a_time() -> None:
    waiting = [due(minutes, feed) for minutes, feed in zip((3, 1, 2, 0, 9, 8), SIX, strict=True)]
    table = Timetable(SIX, waiting)
    taken = []
    while found := table.take(NOON + 5 * MINUTE):
        taken.append(found[0])
    assert taken == [SIX[3], SIX[1]]
    assert table.seconds(NOON + 5 * MINUTE) == LOOK_AGAIN_SECONDS
    table.give_back(due(10, SIX[1]))
    assert table.seconds(NOON + 5 * MINUTE) == 0
    assert table.take(NOON + 5 * MINUTE) == (SIX[0], waiting[0])


def test_a_new_one_is_due_at_once_one_that_is_gone_never_and_a_wish_is_heard() -> None:
    table = Timetable(SIX[:3], [due(0, SIX[0], gone=True), due(30, SIX[2])])
    found = table.take(NOON)
    assert found is not None
    assert found[0] == SIX[1]
    table.give_back(due(30, SIX[1]))
    assert table.take(NOON) is None
    assert table.wish(SIX[0].id) is not None
    assert table.seconds(NOON) == 0
    found = table.take(NOON)
    assert found is not None
    assert found[0] == SIX[0]
    table.wish(SIX[0].id)
    table.give_back(due(0, SIX[0], gone=True))
    assert table.take(NOON) is not None
    assert table.wish("nobody") is None


@contextmanager
def running(feeds: list[Feed], store: Store, clock: Clock, tally: Tally) -> Iterator[Polls]:
    egress = Egress(Addresses(allow_private=True))
    desk = Desk(store, WordEncoder())
    polls = Polls(
        feeds, Dependencies(desk, filing(desk), egress, clock, lambda: 0.0, tally, INTERVAL), egress
    )
    polls.open()
    try:
        yield polls
    finally:
        polls.close()


def test_a_restart_asks_nobody_again_before_the_time_and_remembers_what_it_was_told(tmp_path: Path) -> None:
    clock, url = Clock(NOON), f"sqlite:///{tmp_path / 'newsfold.db'}"

    def behave(connection: socket.socket, request: bytes) -> None:
        if b"if-none-match" in request.lower():
            says("", status="304 Not Modified")(connection, request)
        else:
            says('ETag: "1"\r\n', rss(item("1")))(connection, request)

    with peer(behave) as server:
        feeds = [feed_at(server.url(path=f"/{number}")) for number in range(3)]
        for minutes, statuses in ((0, [200] * 3), (3, [200] * 3), (6, [304] * 3)):
            clock.now = NOON + minutes * MINUTE
            with closing(open_store(url)) as store, running(feeds, store, clock, Tally()) as polls:
                sleep(0.1)
                await_(lambda: [record.status for _, record in polls.all()] == statuses)  # noqa: B023 - at once
                assert [record.status for record in store.feedbook.feeds()] == statuses
                assert polls.failing() == 0
    assert len(server.requests) == 6


def test_one_is_polled_by_hand_whenever_somebody_asks(tmp_path: Path) -> None:
    tally = Tally()
    with peer(says("", status="410 Gone")) as server:
        feeds = [feed_at(server.url())]
        with running(feeds, MemoryStore(), Clock(NOON), tally) as polls:
            await_(lambda: tally.polls == ["gone"])
            polls.poll_now(feeds[0].id)
            await_(lambda: tally.polls == ["gone", "gone"])
            with pytest.raises(NotFound):
                polls.poll_now("nobody")


def test_a_poll_under_way_does_not_hold_up_the_end_and_is_made_at_the_next_start() -> None:
    asked, stuck, store = Event(), Event(), MemoryStore()

    def behave(connection: socket.socket, request: bytes) -> None:
        asked.set()
        stuck.wait(20)

    with peer(behave) as server:
        with running([feed_at(server.url())], store, Clock(NOON), Tally()) as polls:
            assert asked.wait(20)
            started = monotonic()
        assert monotonic() - started < 2
        stuck.set()
    assert [record.state for _, record in polls.all()] == [FeedState.NEW]
    assert list(store.feedbook.feeds()) == []


class Leases:
    """Those of a database that is gone when it is first asked."""

    shared = False

    def __init__(self) -> None:
        self.asked = Event()

    def take(self, name: str, seconds: float) -> bool:
        if self.asked.is_set():
            return True
        self.asked.set()
        raise Unavailable("it does not answer")

    def give_back(self, name: str) -> None:
        pass


def test_a_database_that_was_gone_for_a_moment_leaves_no_feed_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.chores.UNAVAILABLE_PAUSE", 0.01)
    clock, tally, store, leases = Clock(NOON), Tally(), MemoryStore(), Leases()
    monkeypatch.setattr(store, "leases", leases)
    with peer(says("", rss(item("1")))) as server:
        feed = feed_at(server.url())
        with running([feed], store, clock, tally) as polls:
            assert leases.asked.wait(20)
            clock.advance(LOOK_AGAIN)
            polls.poll_now(feed.id)
            await_(lambda: tally.polls == ["changed"])


class Kill(BaseException):
    """The process is killed."""


ITEMS = [item(str(number), told) for number, told in enumerate((FLOOD, VARGA, MUSEUM))]


@pytest.mark.parametrize("after", ["nothing", "one", "all", "the note"])
def test_killed_at_any_moment_it_loses_no_item(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    """A server that is told of validators sends nothing, so an item that is not on file by then is lost."""
    monkeypatch.setattr("service.polling.poller.AT_ONCE", 1)
    url = f"sqlite:///{tmp_path / 'newsfold.db'}"

    def behave(connection: socket.socket, request: bytes) -> None:
        known = b"if-none-match" in request.lower()
        answer = says("", status="304 Not Modified") if known else says('ETag: "1"\r\n', rss(*ITEMS))
        answer(connection, request)

    with peer(behave) as server:
        with (
            closing(open_store(url)) as store,
            closing(Polling(store, server.url())) as feed,
            monkeypatch.context() as patch,
            pytest.raises(Kill),
        ):
            articles = {"nothing": 0, "one": 1}.get(after, len(ITEMS))
            patch.setattr(feed.desk, "receive", _killing(feed.desk, articles))
            settled = feed.poll()
            if after == "the note":
                store.feedbook.keep(settled)
            raise Kill
        with closing(open_store(url)) as store, closing(Polling(store, server.url())) as feed:
            feed.record = next(iter(store.feedbook.feeds()), feed.record)
            assert feed.poll().status == (304 if after == "the note" else 200)
            assert sorted(feed.filed().values()) == sorted(text for text, _ in (FLOOD, VARGA, MUSEUM))
            assert [len(feed.desk.versions(name, NOON)) for name in feed.filed()] == [1, 1, 1]


def _killing(desk: Desk, after: int) -> Callable[[list[Submission], datetime], list[Result]]:
    """Receive so many times, and then never again."""
    left, receive = iter(range(after)), desk.receive

    def receive_or_die(submissions: list[Submission], now: datetime) -> list[Result]:
        if next(left, None) is None:
            raise Kill
        return receive(submissions, now)

    return receive_or_die


def test_a_stop_between_two_articles_is_a_poll_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.polling.poller.AT_ONCE", 1)
    with peer(says("", rss(*ITEMS))) as server, closing(Polling(MemoryStore(), server.url())) as feed:
        feed.desk.listen(feed.stopping.set)
        with pytest.raises(Stopping):
            feed.poll()
    assert len(feed.filed()) == 1


@pytest.mark.usefixtures("logging_put_back")
def test_no_log_line_holds_a_password_or_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    configure_logging(LogLevel.INFO, LogFormat.JSON)
    with peer(says("", status="500 Oops")) as server, peer(says("", rss(item("1")))) as other:
        urls = [one.url(path="/rss?token=hidden").replace("//", "//eva:secret@") for one in (server, other)]
        with running([feed_at(url) for url in urls], MemoryStore(), Clock(NOON), tally):
            await_(lambda: len(tally.polls) == 2)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {line["event"] for line in lines} == {"feed polled", "feed failed"}
    assert "secret" not in str(lines)
    assert "hidden" not in str(lines)
