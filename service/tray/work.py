"""Working the tray off: one thread encodes, another files what the first has encoded.

While one batch is encoded the next gathers, so that nobody waits for company; only where several came at once just
before, a batch waits a few milliseconds for those who are about to come again.
"""

from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice
from threading import Condition, Thread

from service.desk import Desk
from service.errors import Closing
from service.tray.filing import file_all
from service.tray.line import MOST_ARTICLES, Line, Piece, Waiting
from service.tray.room import Load, Seconds

LINGER_SECONDS = 0.003
LIVELY_SECONDS = 0.02
"""How soon after a batch of several the next one may still have company."""
LAST_SECONDS = 10.0
"""How long the transaction under way may take at the end."""

Done = Callable[[int, Load, float], None]
"""Is told of each batch that was filed: parcels, their load, and the seconds of work since the one before."""


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
        self._encoded: deque[Waiting] = deque()
        self._filing: list[Waiting] = []
        self._closing = False
        self._lively_until = self._busy_since = 0.0
        self._threads = [
            Thread(target=self._encode_all, name="encoding", daemon=True),
            Thread(target=self._file_all, name="filing", daemon=True),
        ]

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
        while pieces := self._next_pieces():
            self._encode(pieces)

    def _next_pieces(self) -> list[Piece]:
        """Wait for the next batch; empty when there will be none any more."""
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._line or self._closing)
                if self._now() < self._lively_until:
                    self._changed.wait_for(lambda: self._line.full or self._closing, LINGER_SECONDS)
                if not self._line:
                    return []
                pieces = [piece for piece in self._line.next() if self._begin(piece.whole)]
                if pieces:
                    return pieces

    def _begin(self, one: Waiting) -> bool:
        """Whether it is to be worked on: nobody has called it off."""
        if one.answer.running() or (not one.answer.done() and one.answer.set_running_or_notify_cancel()):
            return True
        self._open.pop(one, None)
        return False

    def _encode(self, pieces: Sequence[Piece]) -> None:
        try:
            embedded = self._desk.embed_all([piece.parcel for piece in pieces])
        except Exception as error:
            if len(pieces) > 1:
                for piece in pieces:
                    self._encode([piece])
                return
            with self._changed:
                self._fail(pieces[0].whole, error)
            return
        with self._changed:
            for piece, made in zip(pieces, embedded, strict=True):
                piece.whole.vectors.extend(made.vectors)
                if piece.whole.encoded and not piece.whole.answer.done():
                    self._encoded.append(piece.whole)
            self._changed.notify_all()

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
