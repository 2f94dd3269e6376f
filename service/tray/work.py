"""Working the tray off: two threads encode, another files what they have encoded.

While two batches are encoded the next gathers, so that nobody waits for company; only where several came at once just
before, a batch waits a few milliseconds for those who are about to come again. Two, because one batch alone leaves
cores idle: while it is read, and while its last texts are encoded. They are filed in the order in which they began.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Condition, Thread

from service.desk import Desk, Embedded, Parcel
from service.errors import Closing
from service.tray.filing import file_all
from service.tray.line import MOST_ARTICLES, Line, Piece, Waiting
from service.tray.room import Load, Seconds

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
        self._changed = Condition()
        self._line = Line()
        self._open: dict[Waiting, None] = {}
        """All that are not answered, in the order in which they came."""
        self._begun: deque[_Batch] = deque()
        """Those that are being encoded, in the order in which they are to be filed."""
        self._encoded: deque[Waiting] = deque()
        self._filing: list[Waiting] = []
        self._closing = False
        self._lively_until = self._busy_since = 0.0
        encoding = [Thread(target=self._encode_all, name="encoding", daemon=True) for _ in range(AT_ONCE)]
        self._threads = [*encoding, Thread(target=self._file_all, name="filing", daemon=True)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def put(self, one: Waiting) -> None:
        """Put a parcel at the end of the line. Raises Closing."""
        with self._changed:
            if self._closing:
                raise Closing
            if not self._open:
                self._busy_since = self._now()
            self._open[one] = None
            self._line.join(one)
            self._changed.notify_all()

    def oldest_seconds(self) -> float:
        """How long the one who came first has been waiting; 0 where nobody is."""
        with self._changed:
            first = next(iter(self._open), None)
            return max(self._now() - first.came, 0.0) if first else 0.0

    def finish(self, seconds: float) -> int:
        """Take nothing more, and work off what there is, so long at most; how many are sent away unfiled.

        The transaction under way is waited for: what it files is acknowledged.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._open, seconds)
            gone = [one for one in self._open if one not in self._filing]
            self._line.clear()
            self._encoded.clear()
            for one in gone:
                self._fail(one, Closing())
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._filing, LAST_SECONDS)
        return len(gone)

    def _encode_all(self) -> None:
        while batch := self._next_batch():
            batch.made = self._encode([piece.parcel for piece in batch.pieces])
            self._hand_on()

    def _next_batch(self) -> _Batch | None:
        """Wait for the next batch; None when there will be none any more."""
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._line or self._closing)
                if self._now() < self._lively_until:
                    self._changed.wait_for(lambda: self._line.full or self._closing, LINGER_SECONDS)
                if not self._line and self._closing:
                    return None
                pieces = [piece for piece in self._line.next() if self._begin(piece.whole)]
                if pieces:
                    self._begun.append(batch := _Batch(pieces))
                    return batch

    def _begin(self, one: Waiting) -> bool:
        """Whether it is to be worked on: nobody has called it off."""
        if one.answer.running() or (not one.answer.done() and one.answer.set_running_or_notify_cancel()):
            return True
        self._open.pop(one, None)
        return False

    def _encode(self, parcels: Sequence[Parcel]) -> Sequence[Embedded | Exception]:
        try:
            return self._desk.embed_all(parcels)
        except Exception as error:
            # Where one of them is at fault, only that one fails.
            return [error] if len(parcels) == 1 else [self._encode([parcel])[0] for parcel in parcels]

    def _hand_on(self) -> None:
        """Let be filed what is encoded, as far as nothing that was begun before is still being encoded."""
        with self._changed:
            while self._begun and self._begun[0].made:
                batch = self._begun.popleft()
                for piece, made in zip(batch.pieces, batch.made, strict=True):
                    self._put_together(piece.whole, made)
            self._changed.notify_all()

    def _put_together(self, one: Waiting, made: Embedded | Exception) -> None:
        if isinstance(made, Exception):
            self._fail(one, made)
            return
        one.vectors.extend(made.vectors)
        if one.encoded and not one.answer.done():
            self._encoded.append(one)

    def _fail(self, one: Waiting, error: Exception) -> None:
        self._open.pop(one, None)
        if not one.answer.done():
            one.answer.set_exception(error)
        self._changed.notify_all()

    def _file_all(self) -> None:
        while batch := self._next_encoded():
            file_all(self._desk, batch)
            self._end(batch)

    def _next_encoded(self) -> list[Waiting]:
        """Wait for what is encoded, as much as goes into one transaction; empty when nothing will be any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._encoded or (self._closing and not self._open))
            count, articles = 0, 0
            for one in self._encoded:
                articles += len(one.parcel.submissions)
                if count and articles > MOST_ARTICLES:
                    break
                count += 1
            self._filing = list(islice(self._encoded, count))
            for _ in self._filing:
                self._encoded.popleft()
            return self._filing

    def _end(self, batch: Sequence[Waiting]) -> None:
        with self._changed:
            now = self._now()
            worked, self._busy_since = now - self._busy_since, now
            for one in batch:
                self._open.pop(one, None)
            self._filing = []
            if len(batch) > 1:
                self._lively_until = now + LIVELY_SECONDS
            self._changed.notify_all()
        self._done(len(batch), sum((one.load for one in batch), Load()), worked)
