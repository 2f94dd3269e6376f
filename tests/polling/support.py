"""Feeds of our own invention, a desk that needs no model, and a poller that polls when it is told to."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event

from embeddings import FloatArray
from service.desk import Desk
from service.egress import Addresses, Egress
from service.feedbook import FeedRecord
from service.model import Result, Submission
from service.polling import Dependencies, Feed, feed_at
from service.polling.poller import File, Poller
from service.ports import Store, StoryQuery
from tests.api.support import Clock, WordEncoder
from tests.egress.peer import Behaviour

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
INTERVAL = 5 * MINUTE

FLOOD = (
    "The river Alma burst its banks at Port Sunder on Friday and 1,200 people left their homes.",
    "06:40",
)
VARGA = ("Transport minister Ilse Varga stepped down after an audit of the northern rail contract.", "07:15")
MUSEUM = ("A stolen globe of 1643 has come back to the maritime museum in Hovden after nine years.", "08:05")


def item(guid: str, told: tuple[str, str] = FLOOD, *, extra: str = "") -> str:
    """An item of RSS; its guid is no address."""
    text, time = told
    return (
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{text[:40]}</title><description>{text}</description>"
        f"<pubDate>Fri, 20 Nov 2026 {time}:00 GMT</pubDate>{extra}</item>"
    )


def rss(*items: str, title: str = "North Wire", head: str = "") -> bytes:
    """A feed of RSS, as it lies on its server."""
    channel = f"<title>{title}</title><link>https://www.northwire.example/</link>{head}{''.join(items)}"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{channel}</channel></rss>".encode()


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave so at the first request, so at the second; after the last like that.

    A request for ``/again`` is one that the answer before has led to.
    """
    left = list(behaviours)
    last = left[0]

    def behave(connection: socket.socket, request: bytes) -> None:
        nonlocal last
        if b"GET /again" not in request:
            last = left.pop(0) if len(left) > 1 else left[0]
        last(connection, request)

    return behave


def header(request: bytes, name: str) -> str:
    """A header of a request; empty where it has none."""
    lines = request.decode().split("\r\n")
    return next((line.split(": ", 1)[1] for line in lines if line.lower().startswith(name + ":")), "")


@dataclass
class Tally:
    """Counts what polls bring."""

    polls: list[str] = field(default_factory=list)
    received: int = 0
    rejected: int = 0

    def count_poll(self, outcome: str) -> None:
        self.polls.append(outcome)

    def count_received(self, results: Sequence[Result]) -> None:
        self.received += len(results)

    def count_rejected(self, number: int) -> None:
        self.rejected += number


class CountingEncoder(WordEncoder):
    """Counts the texts that it was given."""

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.encoded += len(texts)
        return super().encode(texts)


def filing(desk: Desk) -> File:
    """File at the desk, which always has room."""

    def file(submissions: Sequence[Submission], now: datetime, leave: Callable[[], bool]) -> Sequence[Result]:
        return desk.receive(submissions, now)

    return file


class Polling:
    """One feed, polled by hand over real connections."""

    def __init__(self, store: Store, url: str, name: str = "") -> None:
        self.clock = Clock(NOON)
        self.encoder = CountingEncoder()
        self.desk = Desk(store, self.encoder)
        self.tally = Tally()
        self.egress = Egress(Addresses(allow_private=True))
        self.feed = Feed(feed_at(url).id, url, name)
        self.record = FeedRecord(self.feed.id, self.feed.shown_url)
        self.stopping = Event()
        self.poller = Poller(self.dependencies(), self.stopping)

    def dependencies(self) -> Dependencies:
        return Dependencies(
            self.desk, filing(self.desk), self.egress, self.clock, lambda: 0.0, self.tally, INTERVAL
        )

    def poll(self) -> FeedRecord:
        """Poll, and remember what came of it."""
        self.record = self.poller.poll(self.feed, self.record)
        return self.record

    def close(self) -> None:
        """Hang up."""
        self.egress.close()

    def wait(self) -> timedelta:
        """From now to the next poll."""
        assert self.record.next_poll_at is not None
        return self.record.next_poll_at - self.clock.now

    def filed(self) -> dict[str, str]:
        """The texts of the articles on the desk, by id."""
        shown = self.desk.stories(StoryQuery(self.clock.now, limit=1_000))
        return {
            one.id: one.article.text
            for outline in shown
            for one in self.desk.story(outline.story.id, self.clock.now)[0].articles
        }
