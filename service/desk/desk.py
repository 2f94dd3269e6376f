"""One newsroom's desk: everything that can be done, in one place. The rules live in the rooms it calls."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import TypeVar

from embeddings import Encoder, EncoderIdentity
from service.audit import Entry
from service.clustering.fusion import Calibration
from service.clustering.window import Window
from service.desk.binding import bind
from service.desk.draft import Draft
from service.desk.editing import Editing
from service.desk.intake import Intake
from service.desk.orders import Order
from service.desk.parcels import Embedded, Parcel, Seal
from service.desk.preparing import Preparing
from service.desk.reading import DeskReads
from service.desk.regroup import fall_due
from service.desk.representing import note_representatives
from service.desk.turns import Turns
from service.desk.versions import is_news
from service.feedbook import FeedBook
from service.model import Result, Submission
from service.outbox import Outbox
from service.ports import Leases, Rewritings, Spending, Store

MAX_BATCH = 500
"""Articles taken at once."""

_Answer = TypeVar("_Answer")


class Desk(DeskReads):
    """Safe to call from several threads: deciding is one sequence, encoding and reading are not held up by it."""

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        *,
        window: timedelta = timedelta(days=14),
        calibration: Calibration | None = None,
        preferred_sources: Sequence[str] = (),
        notes_representatives: bool = True,
    ) -> None:
        """Bind the encoder to the store and rebuild the window from rows.

        The reports of ``preferred_sources`` rather stand for a story, those named first above all. Where nobody is to
        read the log, it need not be noted in it that another stands for one: ``notes_representatives`` is False.

        Raises
        ------
        EncoderMismatch
            The stored vectors were made by another model.
        """
        bind(store, encoder.identity)
        super().__init__(store, preferred_sources)
        self._encoder = encoder
        self._preparing = Preparing(encoder)
        self._notes_representatives = notes_representatives
        self._turns = Turns(store, partial(Window, encoder.identity.dimension, window, calibration))

    def follow(self, seconds: float) -> None:
        """Wait until another process has written, ``seconds`` at most, then take in what it wrote.

        So the next decision has little to catch up with, and listeners hear of what others do.
        """
        self._turns.follow(seconds)

    @property
    def _window(self) -> Window:
        return self._turns.window

    @property
    def calibration(self) -> Calibration:
        """The weights of grouping in use."""
        return self._window.calibration

    @property
    def outbox(self) -> Outbox:
        """Who is to be told of what happens here."""
        return self._store.outbox

    @property
    def feedbook(self) -> FeedBook:
        """The state of the feeds polled for this desk."""
        return self._store.feedbook

    @property
    def spending(self) -> Spending:
        """What a language model has cost this desk."""
        return self._store.spending

    @property
    def rewritings(self) -> Rewritings:
        """What a language model has said of the stories of this desk."""
        return self._store.rewritings

    @property
    def leases(self) -> Leases:
        """Who may do what only one process at a time may do."""
        return self._store.leases

    @property
    def shared(self) -> bool:
        """Whether other processes may work at this desk too."""
        return self._store.shared

    @property
    def encoder(self) -> EncoderIdentity:
        """Which model the texts are compared by."""
        return self._encoder.identity

    @property
    def window_size(self) -> int:
        """Live articles that a new one is compared with."""
        return len(self._window)

    @property
    def has_room(self) -> bool:
        """Whether there was room for the last write."""
        return self._turns.has_room

    def listen(self, listener: Callable[[], object]) -> None:
        """Have ``listener`` called after every commit, in the thread that made it; it must be quick and not fail."""
        self._turns.listen(listener)

    def receive(
        self, submissions: Sequence[Submission], now: datetime, seal: Seal | None = None
    ) -> list[Result]:
        """File the submissions in order; results stand in the same order, and are durable on return.

        ``seal`` renders the answer to be kept under an idempotency key, in the same transaction.
        """
        [results] = self.file([self.embed(Parcel(submissions, now, seal))])
        return results

    def embed(self, parcel: Parcel) -> Embedded:
        """Encode and read a parcel, outside every lock."""
        return self.embed_all([parcel])[0]

    def embed_all(self, parcels: Sequence[Parcel]) -> list[Embedded]:
        """Encode and read several parcels at once; a text that several of them bring is encoded once."""
        articles = [submission.article for parcel in parcels for submission in parcel.submissions]
        prepared = iter(self._preparing.prepare(articles))
        return [Embedded(parcel, list(islice(prepared, len(parcel.submissions)))) for parcel in parcels]

    def file(self, embedded: Sequence[Embedded]) -> list[list[Result]]:
        """File parcels one after another in one transaction, each as if it had come alone; all of them or none."""
        results = []
        with self._turns.deciding(embedded[0].parcel.now) as draft:
            self._expect(embedded, draft)
            for one in embedded:
                taken = []
                for result in self._take(one, draft):
                    self._note_representatives(draft)
                    taken.append(result)
                results.append(taken)
                if one.parcel.seal:
                    draft.answer(one.parcel.seal(taken))
        return results

    def _expect(self, embedded: Sequence[Embedded], draft: Draft) -> None:
        """Let window and draft look up at once what they will be asked."""
        self._window.vectors.expect([its.vectors for one in embedded for its in one.prepared])
        draft.expect([its.article for one in embedded for its in one.parcel.submissions])

    def _take(self, embedded: Embedded, draft: Draft) -> Iterator[Result]:
        parcel = embedded.parcel
        draft.turn_to(parcel.now)
        intake = Intake(draft, self._window, self._preparing)
        for one, its in zip(parcel.submissions, embedded.prepared, strict=True):
            yield intake.take(one, its)

    def _note_representatives(self, draft: Draft) -> None:
        if self._notes_representatives:
            note_representatives(draft, self._preferred)

    def news_among(self, submissions: Sequence[Submission]) -> list[Submission]:
        """Those that would change something if received: a cheap look, for callers that see the same often."""
        return [one for one in submissions if is_news(one.article, self._store.article(one.article.id))]

    def check(self, submissions: Sequence[Submission], now: datetime) -> list[Result]:
        """What ``receive`` would answer; nothing is stored."""
        return self.try_out(self.embed(Parcel(submissions, now)))

    def try_out(self, embedded: Embedded) -> list[Result]:
        """What ``file`` would answer for this parcel alone; nothing is stored."""
        with self._turns.trying(embedded.parcel.now) as draft:
            self._expect([embedded], draft)
            return list(self._take(embedded, draft))

    def withdraw(self, article_id: str, now: datetime, reason: str, by: str | None = None) -> Result:
        """Remove an article from everything. Raises NotFound; withdrawing twice is the same as once."""
        return self.carry_out(Order(now, by, reason), lambda editing: editing.withdraw(article_id))

    def merge(self, story_id: str, others: Sequence[str], now: datetime, by: str | None = None) -> str:
        """Fold ``others`` into ``story_id``; returns the surviving id. Raises NotFound, Gone, Conflict."""
        return self.carry_out(Order(now, by), lambda editing: editing.merge(story_id, others)).story_id

    def split(self, story_id: str, article_ids: Sequence[str], now: datetime, by: str | None = None) -> str:
        """Move the articles to a story of their own; returns its id. Raises NotFound, Gone, Conflict."""
        return self.carry_out(Order(now, by), lambda editing: editing.split(story_id, article_ids)).story_id

    def pin(self, story_id: str, article_id: str | None, now: datetime, by: str | None = None) -> None:
        """Choose the representative, or let the rule choose again (None). Raises NotFound, Gone, Conflict."""
        self.carry_out(Order(now, by), lambda editing: editing.pin(story_id, article_id))

    def undo(self, entry_id: int, now: datetime, by: str | None = None) -> Entry:
        """Undo an entry of the audit trail; returns the new one. Raises NotFound, CannotUndo."""
        return self.carry_out(Order(now, by), lambda editing: editing.undo(entry_id))

    def carry_out(self, order: Order, edit: Callable[[Editing], _Answer]) -> _Answer:
        """Carry out an editor's order, wholly or not at all; the result is durable on return."""
        with self._turns.deciding(order.now) as draft:
            answer = edit(Editing(draft, self._window, order, self._preferred))
            self._note_representatives(draft)
            if order.seal:
                draft.answer(order.seal(answer))
        return answer

    def erase(self, before: datetime) -> int:
        """Erase the words of all that was withdrawn by then; answers in how many stories there were any."""
        return len(self._turns.erase(before))

    def keep_time(self, now: datetime) -> datetime | None:
        """Do what is to happen by itself: show articles whose embargo has ended, withdraw those that have expired.

        Safe to call at any time and as often as one likes. Answers when something will be due again, None for never.
        """
        # When, which is cheap to find, is asked first: to find what is due all articles are looked through.
        while (coming := self._store.next_due()) and coming <= now:
            # Another process may have been faster: then nothing is due any more.
            with self._turns.deciding(now) as draft:
                for name in [filed.id for filed in self._store.due(now, MAX_BATCH)]:
                    fall_due(draft, self._window, name)
                    self._note_representatives(draft)
        return coming
