"""The store in memory: all that the SQL store does, for as long as the process lives (``newsfold group``)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from embeddings import EncoderIdentity
from service.events import LoggedEvent, Told
from service.model import Constraint, FloatArray, Vectors
from service.ports import Change, Filing, News, Place, Reply, WindowRow
from service.stores import rules
from service.stores.memory.archive import MemoryArchive
from service.stores.memory.feedbook import MemoryFeedBook
from service.stores.memory.log import MemoryLog
from service.stores.memory.outbox import MemoryOutbox
from service.stores.memory.rewritings import MemoryRewritings
from service.stores.memory.spending import MemorySpending
from service.stores.memory.trail import MemoryTrail
from service.stores.memory.turns import MemoryTurns
from service.stores.single_process import SingleProcess, SingleProcessLeases


class MemoryStore(MemoryArchive, SingleProcess):
    """A :class:`~service.ports.Store` in memory. Safe to call from several threads.

    Whatever can be refused is refused before the first value is changed, so a commit is whole or not at all.
    """

    def __init__(self) -> None:
        super().__init__()
        self._vectors: dict[str, Vectors] = {}
        self._traces: dict[str, bytes] = {}
        self.trail = MemoryTrail(self._stories, self._lock)
        self._log = MemoryLog()
        self.outbox = MemoryOutbox(self._log.entries, self._lock)
        self.feedbook = MemoryFeedBook()
        self.spending = MemorySpending()
        self.rewritings = MemoryRewritings(self._stories, self._lock)
        self._replies: dict[str, Reply] = {}
        self.leases = SingleProcessLeases()
        self._turns = MemoryTurns()
        self._encoder: EncoderIdentity | None = None

    def commit(self, change: Change) -> Place:
        """Write ``change`` whole; see :mod:`service.stores.rules` for what is refused."""
        with self._lock:
            self._check(change)
            for story in change.stories:
                self._write_story(story)
            self._write_filings(change.filings)
            for article_id, story_id in change.moves:
                filed = self._articles[article_id]
                self._place(replace(filed, decision=replace(filed.decision, story_id=story_id)))
            for article_id in change.releases:
                self._place(replace(self._articles[article_id], concealed=False))
            self.trail.write(change.entries, change.constraints)
            self._log.extend(change.events)
            for reply in change.replies:
                self._keep(reply)
            self.rewritings.clear()
            return self._turns.add(change)

    def place(self) -> Place:
        """Find the end of what is written."""
        with self._lock:
            return self._turns.place

    def news(self, since: Place, most: int) -> News | None:
        """Read what was written since; None where that is more than ``most`` articles, or can no longer be told."""
        with self._lock:
            told = self._turns.since(since)
            if told is None or len(told.filed) + len(told.moved) > most:
                return None
            moved = [self._articles[name] for name in told.moved if name not in told.filed]
            return News(
                self._turns.place,
                [self._row(name) for name in told.filed if name in self._vectors],
                [self._articles[name] for name in told.filed if name not in self._vectors],
                [(one.id, one.story_id, self._stories[one.story_id].storyline_id) for one in moved],
                [(self._stories[name], self._in_order(name)) for name in told.stories],
                self.trail.not_taken_back(since.word),
                told.lifted,
            )

    def _row(self, name: str) -> WindowRow:
        filed = self._articles[name]
        line = self._stories[filed.story_id].storyline_id
        return WindowRow(filed, self._vectors[name], line, self._traces.get(name))

    def _check(self, change: Change) -> None:
        rules.check_references(change, articles=self._articles.keys(), stories=self._stories.keys())
        rules.check_vectors(change.filings, self._encoder)
        undone = [self.trail.entry(entry.undoes) for entry in change.entries if entry.undoes is not None]
        rules.check_entries(change, self.trail.newest(), {entry.id: entry for entry in undone if entry})
        for reply in change.replies:
            kept = self._replies.get(reply.key)
            if kept is not None and kept.at >= rules.replies_kept_since(reply):
                raise rules.already_answered(reply.key)
        rules.check_replies(change.replies)

    def _keep(self, reply: Reply) -> None:
        since = rules.replies_kept_since(reply)
        self._replies = {key: old for key, old in self._replies.items() if old.at >= since}
        self._replies[reply.key] = reply

    def _write_filings(self, filings: Sequence[Filing]) -> None:
        current = rules.latest(filings)
        on_file = {name: self._articles[name] for name in current.keys() & self._articles.keys()}
        for old in rules.replaced(filings, on_file):
            self._replaced[old.id].append(old)
        for name, filing in current.items():
            self._place(filing.filed)
            self._vectors.pop(name, None)
            self._traces.pop(name, None)
            if filing.vectors is not None:
                self._vectors[name] = Vectors(_kept(filing.vectors.whole), _kept(filing.vectors.lead))
                if filing.traces is not None:
                    self._traces[name] = filing.traces

    def erase(self, before: datetime) -> Sequence[str]:
        """Erase the words of what was withdrawn by then; answers the stories concerned."""
        with self._lock:
            found = [one for one in self._articles.values() if rules.to_be_erased(one, before)]
            for filed in found:
                self._place(rules.without_words(filed))
                self._replaced.pop(filed.id, None)
            return list(dict.fromkeys(filed.story_id for filed in found))

    def events(self, after: int, limit: int) -> Sequence[LoggedEvent]:
        """Events with a sequence above ``after``, oldest first, at most ``limit``."""
        with self._lock:
            return self._log.after(after, limit)

    def newest_event(self) -> int:
        """Find the sequence of the last event written; 0 where there is none."""
        with self._lock:
            return len(self._log.entries)

    def told(self, article_ids: Sequence[str]) -> Mapping[str, Told]:
        """Find where in the log the articles are told of."""
        with self._lock:
            return self._log.told(article_ids)

    def place_at(self, moment: datetime) -> int:
        """Find the sequence behind which all events later than ``moment`` stand."""
        with self._lock:
            return self._log.place_at(moment)

    def bind_encoder(self, identity: EncoderIdentity) -> EncoderIdentity:
        """Give the encoder that the stored vectors were made with: ``identity`` where there is none yet."""
        with self._lock:
            if self._encoder is None:
                self._encoder = identity
            return self._encoder

    def clock(self) -> datetime | None:
        """Find the latest ``at`` of any article on file."""
        with self._lock:
            return max((filed.at for filed in self._articles.values()), default=None)

    def window_rows(self, since: datetime) -> Iterator[WindowRow]:
        """Articles not withdrawn whose ``at`` is ``since`` or later, in order of arrival.

        The state at the time of the call; the vectors are read-only. Articles filed without vectors are left
        out.
        """
        with self._lock:
            rows = [
                self._row(name)
                for name, filed in self._articles.items()
                if filed.at >= since and filed.withdrawn_at is None and name in self._vectors
            ]
        return iter(rows)

    def constraints(self, about: Collection[str] | None = None) -> Sequence[Constraint]:
        """Every word an editor has said that still stands, or those about any of these articles, oldest first."""
        words = self.words()
        asked = (word for word in words if about is None or word.first in about or word.second in about)
        return rules.standing(asked)

    def words(self) -> Sequence[Constraint]:
        """Every word that was not taken back, those that a later one on the same pair replaces included."""
        return self.trail.not_taken_back()

    def recall(self, key: str) -> Reply | None:
        """Look up the answer kept under this idempotency key."""
        with self._lock:
            return self._replies.get(key)

    def close(self) -> None:
        """Nothing is held that would have to be given back."""


def _kept(vector: FloatArray) -> FloatArray:
    """Copy to float32 (d,) that nobody can write to."""
    copy = np.array(vector, dtype=np.float32)
    copy.setflags(write=False)
    return copy
