"""Whatever happens, every event arrives at least once and each story's in order: a machine tries to break it.

Time is a number here. The receiver answers as it is told; a crash falls between a message's arrival and the note of it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from service.delivery.leasing import Lease
from service.delivery.sender import Sender
from service.delivery.signing import new_secret
from service.delivery.webhooks import Dependencies, Webhooks
from service.egress import Answer
from service.errors import Unreachable
from service.events import Event, EventType
from service.outbox import DeliveryState, Webhook
from service.ports import Change
from service.stores.opening import open_store
from tests.long import half

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
STORIES = tuple("abcdefgh")


class Crash(BaseException):
    """The process is killed."""


@dataclass
class Receiver:
    """Takes what it is told to take, and keeps the order of what arrived."""

    status: int = 200
    moods: list[int] = field(default_factory=list)
    """The next answers; after them it is ``status`` again."""
    refuses: set[int] = field(default_factory=set)
    headers: dict[str, str] = field(default_factory=dict)
    crash_after: int | None = None
    requests: int = 0
    arrived: list[int] = field(default_factory=list)

    def check(self, url: str) -> None:
        """Any address will do."""

    def send(self, url: str, content: bytes, *, headers: Mapping[str, str], seconds: float) -> Answer:
        self.requests += 1
        sequence = int(headers["webhook-id"].rsplit("-", 1)[1])
        status = self.moods.pop(0) if self.moods else self.status
        if status == 200 and sequence in self.refuses:
            status = 422
        if status == 0:
            raise Unreachable("nobody answers")
        taken = status == 200
        if taken:
            self.arrived.append(sequence)
        if self.crash_after is not None and self.requests >= self.crash_after:
            raise Crash
        return Answer(status, self.headers, b"", url)


class Delivering(RuleBasedStateMachine):
    """One webhook on a real SQLite store."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.webhook_id = ""
        self.url = f"sqlite:///{Path(self.folder.name) / 'newsfold.db'}"
        self.store = open_store(self.url)
        self.now = START
        self.story_of: dict[int, str] = {}
        self.receiver = Receiver()
        self.by_hand: set[int] = set()

    @initialize()
    def subscribe(self) -> None:
        # Not through Webhooks.create: that would begin to send beside the test, in a thread of its own.
        webhook = Webhook("wh-1", "https://desk.example/", (new_secret(),), created_at=START, cursor=0)
        self.store.outbox.add_webhook(webhook)
        self.webhook_id = webhook.id
        self.start()

    def start(self) -> None:
        """Begin anew with what is on disk."""
        outbox, leases = self.store.outbox, self.store.leases
        needs = Dependencies(
            outbox, self.store.newest_event, self.receiver, lambda: self.now, lambda outcome: None, leases
        )
        self.webhooks = Webhooks(needs)
        self.sender = Sender(
            next((hook.id for hook in outbox.webhooks()), ""),
            outbox,
            self.receiver,
            clock=needs.clock,
            jitter=lambda: 0.5,
            note=needs.note,
            lease=Lease("webhook", leases),
        )

    @rule(stories=st.lists(st.sampled_from(STORIES), min_size=1, max_size=12))
    def happen(self, stories: list[str]) -> None:
        for story in stories:
            self.story_of[len(self.story_of) + 1] = story
        self.store.commit(Change(events=tuple(Event(EventType.STORY_UPDATED, s, self.now) for s in stories)))

    @rule(status=st.sampled_from([200, 200, 0, 500, 302, 429, 503]), pause=st.sampled_from(["", "7", "3600"]))
    def behave(self, status: int, pause: str) -> None:
        self.receiver.status = status
        self.receiver.headers = {"retry-after": pause}

    @rule(moods=st.lists(st.sampled_from([200, 500]), min_size=1, max_size=8))
    def be_fickle(self, moods: list[int]) -> None:
        self.receiver.moods = moods

    @rule()
    def be_gone(self) -> None:
        self.receiver.status = 410

    @rule(sequence=st.integers(1, 30))
    def refuse_one(self, sequence: int) -> None:
        self.receiver.refuses.add(sequence)

    @rule(seconds=st.sampled_from([0, 1, 6, 60, 400, 7200, 90_000]))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def work(self) -> None:
        before, fickle = self.receiver.requests, bool(self.receiver.moods)
        while self.sender.step() == 0.0:
            pass
        # However many stories wait: at the fifth failure in a row it is left alone.
        if self.receiver.status != 200 and not fickle:
            assert self.receiver.requests - before <= 5

    @rule(requests=st.integers(1, 4))
    def be_killed_while_working(self, requests: int) -> None:
        self.receiver.crash_after = self.receiver.requests + requests
        try:
            while self.sender.step() == 0.0:
                pass
        except Crash:
            pass
        self.receiver.crash_after = None
        self.store.close()
        self.store = open_store(self.url)
        self.start()

    @rule()
    def be_enabled(self) -> None:
        self.webhooks.enable(self.webhook_id, self.now)

    @precondition(lambda self: self.story_of)
    @rule(data=st.data())
    def send_again_by_hand(self, data: st.DataObject) -> None:
        sequence = data.draw(st.sampled_from(sorted(self.story_of)))
        if self.store.outbox.delivery(self.webhook_id, sequence) is not None:
            self.webhooks.redeliver(self.webhook_id, sequence, self.now)
            self.by_hand.add(sequence)

    @invariant()
    def each_story_arrives_in_order(self) -> None:
        first: defaultdict[str, list[int]] = defaultdict(list)
        for sequence in dict.fromkeys(self.receiver.arrived):
            if sequence in self.by_hand:
                continue
            first[self.story_of[sequence]].append(sequence)
        for order in first.values():
            assert order == sorted(order)

    def teardown(self) -> None:
        """In the end the receiver is well, somebody has enabled it, and all that was not given up arrives."""
        self.receiver.status, self.receiver.moods, self.receiver.refuses = 200, [], set()
        for _ in range(12):
            self.webhooks.enable(self.webhook_id, self.now)
            while self.sender.step() == 0.0:
                pass
            self.now += timedelta(hours=27)
        self.each_story_arrives_in_order()
        given_up = self.store.outbox.deliveries(self.webhook_id, 1000, state=DeliveryState.GIVEN_UP)
        lost = set(self.story_of) - set(self.receiver.arrived) - {one.logged.sequence for one in given_up}
        assert lost == set()
        assert self.store.outbox.pending() == 0
        self.store.close()
        self.folder.cleanup()


Delivering.TestCase.settings = settings(max_examples=half(25), stateful_step_count=30, deadline=None)
TestDelivering = Delivering.TestCase
