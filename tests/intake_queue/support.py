"""A queue over a desk that needs no model, and parcels of our own invention."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Semaphore

from embeddings import FloatArray
from service.desk import Desk, Parcel
from service.intake_queue import IntakeQueue, Load
from service.intake_queue.work import AT_ONCE
from service.model import Result, Submission
from service.ports import Store
from service.stores.memory import MemoryStore
from tests.desk.support import NOON, WordEncoder, report

PLENTY = Load(articles=1_000, size=10_000_000)
WAIT = 30.0
"""Seconds after which a test gives up."""


@dataclass
class Ticks:
    """A clock that tests turn, in seconds."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Batches:
    """What was filed together."""

    seen: list[tuple[int, int]] = field(default_factory=list)

    def note_batch(self, parcels: int, articles: int) -> None:
        self.seen.append((parcels, articles))


class HaltedEncoder(WordEncoder):
    """Encodes when it is let; notes how many texts it was given each time."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on, self.asked = Event(), Event()
        self.calls: list[int] = []
        self._asked = Semaphore(0)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.calls.append(len(texts))
        self.asked.set()
        self._asked.release()
        assert self.go_on.wait(WAIT)
        return super().encode(texts)

    def occupy(self, queue: IntakeQueue) -> "list[Future[list[Result]]]":
        """Have as many batches begun as are encoded at once: what comes now has to wait."""
        answers = []
        for number in range(AT_ONCE):
            answers.append(queue.put(parcel(f"begun{number}"), Load(1, 100)))
            assert self._asked.acquire(timeout=WAIT)
        return answers


def parcel(*names: str, subject: str = "flood") -> Parcel:
    """A parcel of reports."""
    return Parcel([Submission(report(name, subject)) for name in names], NOON)


@contextmanager
def working(
    store: Store | None = None, encoder: WordEncoder | None = None, most: Load = PLENTY
) -> Iterator[tuple[IntakeQueue, Desk, Batches]]:
    """A queue that is worked off, its desk, and what it has filed together."""
    desk, batches = Desk(store or MemoryStore(), encoder or WordEncoder()), Batches()
    queue = IntakeQueue(desk, most, batches)
    queue.open()
    try:
        yield queue, desk, batches
    finally:
        queue.close(WAIT)
