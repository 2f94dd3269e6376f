"""Working the queue off: three threads, each of which encodes or files, whatever is to be done next.

While two batches are encoded the next gathers, so that nobody waits for company; only where several came at once just
before, a batch waits a few milliseconds for those who are about to come again. Two, because one batch alone leaves
cores idle: while it is read, and while its last texts are encoded. They are filed in the order in which they began, by
whoever has encoded them if nobody is filing yet: so no report waits for a thread to be woken.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from threading import Condition, Lock, Thread

from service.desk import Desk, Embedded, Parcel
from service.errors import Closing
from service.intake_queue.capacity import Load, Seconds
from service.intake_queue.filing import file_all
from service.intake_queue.line import MOST_ARTICLES, Line, Piece, Waiting

AT_ONCE = 2
"""Batches that are being encoded."""
LINGER_SECONDS = 0.003
LIVELY_SECONDS = 0.02
"""How soon after a batch of several the next one may still have company."""
LAST_SECONDS = 10.0
"""How long the transaction under way may take at the end."""

Done = Callable[[int, Load, float], None]
"""Is told of each batch that was filed: parcels, their load, and the seconds of work since the one before."""


@dataclass(eq=False, slots=True)
class _Batch:
    """Pieces that are encoded together, and what came of each."""

    pieces: Sequence[Piece]
    made: Sequence[Embedded | Exception] = ()


class Work:
    """Safe to use from several threads."""

    def __init__(self, desk: Desk, done: Done, now: Seconds) -> None:
        self._desk = desk
        self._done = done
        self._now = now
        lock = Lock()
        self._to_do, self._ended = Condition(lock), Condition(lock)
        self._line = Line()
        self._open: dict[Waiting, None] = {}
        """All that are not answered, in the order in which they came."""
        self._encoding = 0
        """Batches that are being encoded."""
        self._begun: deque[_Batch] = deque()
        """These, and those that wait for one of them, in the order in which they are to be filed."""
        self._encoded: deque[Waiting] = deque()
        self._filing: list[Waiting] = []
        self._closing = False
        self._lively_until = self._ripe_at = self._busy_since = 0.0
        names = [f"intake_{number}" for number in range(AT_ONCE + 1)]
        self._threads = [Thread(target=self._work, name=name, daemon=True) for name in names]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def put(self, one: Waiting) -> None:
        """Put a parcel at the end of the line. Raises Closing."""
        with self._to_do:
            if self._closing:
                raise Closing
            now = self._now()
            if not self._open:
                self._busy_since = now
            if not self._line:
                self._ripe_at = now + LINGER_SECONDS if now < self._lively_until else now
            self._open[one] = None
            self._line.join(one)
            if self._encoding < AT_ONCE:
                self._to_do.notify()

    def oldest_seconds(self) -> float:
        """How long the one who came first has been waiting; 0 where nobody is."""
        with self._to_do:
            first = next(iter(self._open), None)
            return max(self._now() - first.came, 0.0) if first else 0.0

    def finish(self, seconds: float) -> int:
        """Take nothing more, and work off what there is, so long at most; how many are sent away unfiled.

        The transaction under way is waited for: what it files is acknowledged.
        """
        with self._ended:
            self._closing = True
            self._to_do.notify_all()
            self._ended.wait_for(lambda: not self._open, seconds)
            gone = [one for one in self._open if one not in self._filing]
            self._line.clear()
            self._encoded.clear()
            for one in gone:
                self._fail(one, Closing())
            self._to_do.notify_all()
            self._ended.wait_for(lambda: not self._filing, LAST_SECONDS)
        return len(gone)

    def _work(self) -> None:
        while task := self._next_task():
            task()

    def _next_task(self) -> Callable[[], None] | None:
        """Wait for something to do; None when there will be nothing any more."""
        with self._to_do:
            while True:
                task = self._to_file() or self._to_encode()
                if task or (self._closing and not self._open):
                    if self._room_to_encode or not task:
                        self._to_do.notify()  # the next one to come and look
                    return task
                self._to_do.wait(max(self._ripe_at - self._now(), 0.0) if self._room_to_encode else None)

    @property
    def _room_to_encode(self) -> bool:
        """Whether there is something to encode, and fewer do so than may."""
        return bool(self._line) and self._encoding < AT_ONCE

    def _to_file(self) -> Callable[[], None] | None:
        """Take what is encoded, as much as goes into one transaction, unless somebody is filing."""
        if self._filing or not self._encoded:
            return None
        count, articles = 0, 0
        for one in self._encoded:
            articles += len(one.parcel.submissions)
            if count and articles > MOST_ARTICLES:
                break
            count += 1
        self._filing = batch = list(islice(self._encoded, count))
        for _ in batch:
            self._encoded.popleft()
        return partial(self._file, batch)

    def _to_encode(self) -> Callable[[], None] | None:
        """Take the next batch, unless as many are being encoded as may, or it may still have company."""
        ripe = self._line.full or self._closing or self._now() >= self._ripe_at
        while ripe and self._room_to_encode:
            pieces = [piece for piece in self._line.next() if self._begin(piece.whole)]
            if pieces:
                self._encoding += 1
                self._begun.append(batch := _Batch(pieces))
                return partial(self._encode, batch)
        return None

    def _begin(self, one: Waiting) -> bool:
        """Whether it is to be worked on: nobody has called it off."""
        if one.answer.running() or (not one.answer.done() and one.answer.set_running_or_notify_cancel()):
            return True
        self._open.pop(one, None)
        self._ended.notify_all()
        return False

    def _encode(self, batch: _Batch) -> None:
        batch.made = self._made([piece.parcel for piece in batch.pieces])
        with self._to_do:
            self._encoding -= 1
            # As far as nothing that was begun before is still being encoded.
            while self._begun and self._begun[0].made:
                done = self._begun.popleft()
                for piece, made in zip(done.pieces, done.made, strict=True):
                    self._put_together(piece.whole, made)

    def _made(self, parcels: Sequence[Parcel]) -> Sequence[Embedded | Exception]:
        try:
            return self._desk.embed_all(parcels)
        except Exception as error:
            # Where one of them is at fault, only that one fails.
            return [error] if len(parcels) == 1 else [self._made([parcel])[0] for parcel in parcels]

    def _put_together(self, one: Waiting, made: Embedded | Exception) -> None:
        if isinstance(made, Exception):
            self._fail(one, made)
            return
        one.prepared.extend(made.prepared)
        if one.encoded and not one.answer.done():
            self._encoded.append(one)

    def _fail(self, one: Waiting, error: Exception) -> None:
        self._open.pop(one, None)
        if not one.answer.done():
            one.answer.set_exception(error)
        self._ended.notify_all()

    def _file(self, batch: Sequence[Waiting]) -> None:
        file_all(self._desk, batch)
        with self._to_do:
            now = self._now()
            worked, self._busy_since = now - self._busy_since, now
            for one in batch:
                self._open.pop(one, None)
            self._filing = []
            if len(batch) > 1:
                self._lively_until = now + LIVELY_SECONDS
            self._ended.notify_all()
        self._done(len(batch), sum((one.load for one in batch), Load()), worked)
