"""The words, names and codes of the live articles, one article behind the other in one array.

So arithmetic over many articles needs only to be told where each stands, and no article costs more than its numbers. A
term and how often the text holds it share 32 bits, the term in the lower ones.

Where an article stands goes by its place in the table of vectors. What one that went had left stays until
:meth:`TermTable.give_back`.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from embeddings.lexical import N_FEATURES
from service.clustering.blocks import BLOCK_ROWS
from service.clustering.daynames import Days
from service.clustering.evidence import Evidence, SparseRow

TERM_BITS = N_FEATURES.bit_length() - 1
GROWTH = 8
"""When it is full it grows by one part in so many; when such a part of it belongs to nobody, that is given up."""
FIRST_ENTRIES = 2**12

Entries = npt.NDArray[np.uint32]
_Kind = TypeVar("_Kind", bound=np.generic)


class Spans(NamedTuple):
    """Where some articles' words and names stand: of shape (articles,)."""

    entries: Entries
    """What they stand among."""
    starts: npt.NDArray[np.int64]
    words: npt.NDArray[np.int32]
    """How many there are; names follow upon words, and codes upon names."""
    names: npt.NDArray[np.int32]
    published: npt.NDArray[np.float64]
    """In seconds since 1970, NaN where unknown."""
    days: Days
    """Weekdays named."""


class TermTable:
    """Rows by place."""

    def __init__(self) -> None:
        self.entries: Entries = np.zeros(FIRST_ENTRIES, np.uint32)
        self._used = 0
        self._unused = 0
        """Entries of articles that have gone."""
        self._left: list[int] = []
        """Where they stood."""
        self._starts = np.zeros(0, np.int64)
        self._words = np.zeros(0, np.int32)
        self._names = np.zeros(0, np.int32)
        self._codes = np.zeros(0, np.int32)
        self._published = np.zeros(0)
        self._days: Days = np.zeros(0, np.uint8)

    def put(self, place: int, evidence: Evidence) -> None:
        """Keep what is known of an article's text."""
        if place >= len(self._starts):
            self._fit(place + BLOCK_ROWS)
        record = _record(evidence)
        self._starts[place] = self._write(record)
        self._words[place] = len(evidence.words.indices)
        self._names[place] = len(evidence.names.indices)
        self._codes[place] = len(evidence.codes)
        self._published[place] = _published(evidence)
        self._days[place] = evidence.days
        self._used += len(record)

    def leave(self, place: int) -> None:
        """The article at a place has gone."""
        self._left.append(place)
        self._unused += self._length(place)

    def give_back(self) -> None:
        """Let go of those that have gone, and close up where they had much."""
        for array in (self._words, self._names, self._codes):
            array[self._left] = 0
        self._left = []
        if self._unused * GROWTH > self._used:
            self._close_up()

    def spans(self, articles: Sequence[Evidence]) -> Spans:
        """Where the words and names of these articles stand.

        Those of articles that are not live are written behind the others; they stand there until something else is
        written.
        """
        stands = [article.place for article in articles]
        guests = [articles[turn] for turn, place in enumerate(stands) if place < 0]
        places = np.array(stands)
        if guests and not len(self._starts):
            self._fit(BLOCK_ROWS)
        words, names = self._words[places], self._names[places]
        starts, published, days = self._starts[places], self._published[places], self._days[places]
        if guests:
            records = [_record(guest) for guest in guests]
            lengths = np.array([len(record) for record in records])
            starts[places < 0] = self._write(np.concatenate(records)) + lengths.cumsum() - lengths
            words[places < 0] = [len(guest.words.indices) for guest in guests]
            names[places < 0] = [len(guest.names.indices) for guest in guests]
            published[places < 0] = [_published(guest) for guest in guests]
            days[places < 0] = [guest.days for guest in guests]
        return Spans(self.entries, starts, words, names, published, days)

    def words(self, place: int) -> SparseRow:
        """The words of an article."""
        start = int(self._starts[place])
        return _row(self.entries[start : start + int(self._words[place])])

    def names(self, place: int) -> SparseRow:
        """Its names and numbers."""
        start = int(self._starts[place]) + int(self._words[place])
        return _row(self.entries[start : start + int(self._names[place])])

    def codes(self, place: int) -> Entries:
        """Its words in order."""
        start = int(self._starts[place]) + int(self._words[place]) + int(self._names[place])
        return self.entries[start : start + int(self._codes[place])]

    def _length(self, place: int) -> int:
        return int(self._words[place]) + int(self._names[place]) + int(self._codes[place])

    def _write(self, record: Entries) -> int:
        """Write behind all others; answers where."""
        start, end = self._used, self._used + len(record)
        if end > len(self.entries):
            self._rewrite([self.entries[:start]], max(end, end + end // GROWTH))
        self.entries[start:end] = record
        return start

    def _close_up(self) -> None:
        """Write those that are left one behind the other."""
        lengths = self._words + self._names + self._codes
        places = np.flatnonzero(lengths)
        places = places[np.argsort(self._starts[places])]
        parts = [self.entries[start:end] for start, end in _runs(self._starts[places], lengths[places])]
        self._used, self._unused = int(lengths.sum()), 0
        self._rewrite(parts, max(self._used + self._used // GROWTH, FIRST_ENTRIES))
        self._starts[places] = np.cumsum(lengths[places]) - lengths[places]

    def _rewrite(self, parts: Sequence[Entries], size: int) -> None:
        entries: Entries = np.empty(size, np.uint32)
        end = 0
        for part in parts:
            entries[end : end + len(part)] = part
            end += len(part)
        self.entries = entries

    def _fit(self, rows: int) -> None:
        self._starts = _resized(self._starts, rows)
        self._words = _resized(self._words, rows)
        self._names = _resized(self._names, rows)
        self._codes = _resized(self._codes, rows)
        self._published = _resized(self._published, rows)
        self._days = _resized(self._days, rows)


def _runs(starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int32]) -> list[tuple[int, int]]:
    """Beginning and end of each run of spans that follow upon one another; they are in order."""
    if not len(starts):
        return []
    ends = starts + lengths
    breaks = np.flatnonzero(starts[1:] != ends[:-1])
    firsts, lasts = starts[[0, *(breaks + 1)]], ends[[*breaks, -1]]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _published(evidence: Evidence) -> float:
    return evidence.published_at.timestamp() if evidence.published_at else np.nan


def _record(evidence: Evidence) -> Entries:
    return np.concatenate([_packed(evidence.words), _packed(evidence.names), evidence.codes])


def _packed(row: SparseRow) -> Entries:
    counts: Entries = np.left_shift(row.counts, TERM_BITS, dtype=np.uint32)
    return counts | row.indices.view(np.uint32)


def _row(entries: Entries) -> SparseRow:
    indices = (entries & np.uint32(N_FEATURES - 1)).view(np.int32)
    return SparseRow(indices, (entries >> TERM_BITS).astype(np.uint16))


def _resized(array: npt.NDArray[_Kind], rows: int) -> npt.NDArray[_Kind]:
    return np.concatenate([array, np.zeros(rows - len(array), array.dtype)])
