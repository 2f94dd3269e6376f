"""What waits because of a clock that was ahead does not wait until it would be right."""

from datetime import timedelta

from service.delivery.leasing import Lease
from service.delivery.sender import Sender
from service.delivery.signing import new_secret
from service.events import Event, EventType
from service.outbox import Webhook
from service.ports import Change
from service.stores.memory import MemoryStore
from tests.delivery.test_laws import START, Receiver

AHEAD = timedelta(days=30)


class Run:
    """A sender from a start of the service to its end."""

    def __init__(self, store: MemoryStore, receiver: Receiver) -> None:
        self.now = START
        self.sender = Sender(
            "wh-1",
            store.outbox,
            receiver,
            clock=lambda: self.now,
            jitter=lambda: 0.5,
            note=lambda outcome: None,
            lease=Lease("webhook", store.leases),
        )

    def work(self) -> None:
        while self.sender.step() == 0.0:
            pass


def happen(store: MemoryStore, *stories: str) -> None:
    store.commit(Change(events=tuple(Event(EventType.STORY_UPDATED, story, START) for story in stories)))


def delivering() -> tuple[MemoryStore, Receiver]:
    """Nine events, of which a receiver that is down has been sent a few, by a clock that is ahead."""
    store, receiver = MemoryStore(), Receiver(status=503, headers={"retry-after": "3600"})
    store.outbox.add_webhook(
        Webhook("wh-1", "https://desk.example/", (new_secret(),), created_at=START, cursor=0)
    )
    happen(store, *"abcdefghi")
    return store, receiver


def test_it_was_set_right_while_the_service_was_down() -> None:
    store, receiver = delivering()
    before = Run(store, receiver)
    before.now += AHEAD
    before.work()
    assert receiver.requests == 1
    receiver.status = 200
    happen(store, "a")
    after = Run(store, receiver)
    after.work()
    assert sorted(receiver.arrived) == list(range(1, 11))


def test_it_was_set_right_while_the_service_ran() -> None:
    store, receiver = delivering()
    run = Run(store, receiver)
    run.now += AHEAD
    run.work()
    receiver.status = 200
    run.now -= AHEAD
    run.work()
    assert sorted(receiver.arrived) == list(range(1, 10))


def test_a_start_alone_breaks_no_rest() -> None:
    store, receiver = delivering()
    Run(store, receiver).work()
    receiver.status = 200
    after = Run(store, receiver)
    after.now += timedelta(minutes=5)
    after.work()
    assert receiver.requests == 1
