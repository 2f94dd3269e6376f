"""The queue: where everything that is to be filed is handed in, whoever brings it."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import datetime
from threading import Semaphore
from time import monotonic
from typing import Protocol

from service.desk import Desk, Parcel
from service.errors import Closing, TooBusy
from service.intake_queue.capacity import LOOK_SECONDS, Capacity, Load, Seconds
from service.intake_queue.line import Act, Waiting
from service.intake_queue.work import Work
from service.model import Result, Submission

MOST_IN_THREADS = 8
"""Callers that may wait for their answer in a thread at once: threads are there for those who read."""


class Tally(Protocol):
    """Is told what is filed."""

    def note_batch(self, parcels: int, articles: int) -> None:
        """So many were filed together."""
        ...


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """How the queue stands."""

    held: Load
    most: Load
    oldest_seconds: float
    """How long the one who came first has been waiting; 0 where nobody is."""
    per_second: float
    """Articles filed in a second, while there is something to file."""
    last_batch: int
    """Articles filed together the last time."""


class IntakeQueue:
    """Safe to use from several threads.

    Parameters
    ----------
    most
        What may wait at once.
    """

    def __init__(self, desk: Desk, most: Load, tally: Tally, now: Seconds = monotonic) -> None:
        self.capacity = Capacity(most, now)
        self._tally = tally
        self._now = now
        self._work = Work(desk, self._done, now)
        self._last_batch = 0
        self._in_threads = Semaphore(MOST_IN_THREADS)

    def open(self) -> None:
        """Begin to work."""
        self._work.start()

    def close(self, seconds: float) -> int:
        """Take nothing more and file what is here, so long at most; how many were sent away unfiled."""
        self.capacity.close()
        return self._work.finish(seconds)

    def put(self, parcel: Parcel, load: Load, act: Act = Act.FILE) -> "Future[list[Result]]":
        """Hand in what there is room for; the answer comes when it is on file. Raises Closing."""
        one = Waiting(parcel, act, load, self._now())
        self._work.put(one)
        return one.answer

    def file(self, submissions: Sequence[Submission], now: datetime) -> list[Result]:
        """File, and wait for the answer in this thread. Raises TooBusy, Closing, and what filing raises."""
        return self._wait(Parcel(submissions, now), Act.FILE)

    def check(self, submissions: Sequence[Submission], now: datetime) -> list[Result]:
        """What ``file`` would answer; nothing is stored."""
        return self._wait(Parcel(submissions, now), Act.CHECK)

    def _wait(self, parcel: Parcel, act: Act) -> list[Result]:
        load = load_of(parcel.submissions)
        if not self._in_threads.acquire(blocking=False):
            raise TooBusy(1)
        try:
            with self.capacity.claim() as claim:
                claim.grow(articles=load.articles, size=load.size)
                return self.put(parcel, load, act).result()
        finally:
            self._in_threads.release()

    def file_patiently(
        self, submissions: Sequence[Submission], now: datetime, leave: Callable[[], bool]
    ) -> list[Result]:
        """File as soon as there is room. Raises Closing, also when it is time to ``leave`` before the answer."""
        load = load_of(submissions)
        with self.capacity.claim() as claim:
            claim.wait(load, leave)
            answer = self.put(Parcel(submissions, now), load)
            while not answer.done():
                if leave():
                    answer.cancel()
                    raise Closing
                wait([answer], LOOK_SECONDS)
            return answer.result()

    def status(self) -> QueueStatus:
        """How it stands."""
        return QueueStatus(
            self.capacity.held,
            self.capacity.most,
            self._work.oldest_seconds(),
            self.capacity.per_second,
            self._last_batch,
        )

    def _done(self, parcels: int, load: Load, seconds: float) -> None:
        self._last_batch = load.articles
        self.capacity.note(load, seconds)
        self._tally.note_batch(parcels, load.articles)


def load_of(submissions: Sequence[Submission]) -> Load:
    """How much they are, where it is not known how they came."""
    return Load(len(submissions), sum(len(one.article.title) + len(one.article.text) for one in submissions))
