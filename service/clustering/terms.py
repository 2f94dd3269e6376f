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

from embeddings.compiled import compiled
from embeddings.lexical import N_FEATURES
from service.clustering.blocks import BLOCK_ROWS
from service.clustering.daynames import Days
from service.clustering.evidence import MOST_COUNTED, Evidence, SparseRow

TERM_BITS = N_FEATURES.bit_length() - 1
TERM_MASK = N_FEATURES - 1
"""The bits that a term takes of an entry."""
GROWTH = 16
"""When it is full it grows by one part in so many; when such a part of it belongs to nobody, that is given up."""
FIRST_ENTRIES = 2**12

WORDS, NAMES = 0, 1
"""Of an article's bounds, the first of each kind; its codes begin where its names end."""

Entries = npt.NDArray[np.uint32]
Bounds = npt.NDArray[np.int32]
"""Where the words of each article begin, its names, its codes, and where those end: shape (articles, 4)."""
_Kind = TypeVar("_Kind", bound=np.generic)


class Rows(NamedTuple):
    """What is known of some articles."""

    entries: Entries
    """What their words and names stand among."""
    bounds: Bounds
    published: npt.NDArray[np.float64]
    """In seconds since 1970, NaN where unknown."""
    days: Days
    """Weekdays named."""

    @property
    def lengths(self) -> list[int]:
        """How many words of each text are kept."""
        lengths: list[int] = (self.bounds[:, 3] - self.bounds[:, 2]).tolist()
        return lengths


class TermTable:
    """Rows by place."""

    def __init__(self) -> None:
        self._entries: Entries = np.zeros(FIRST_ENTRIES, np.uint32)
        self._used = 0
        self._unused = 0
        """Entries of articles that have gone."""
        self._left: list[int] = []
        """Where they stood."""
        self._bounds: Bounds = np.zeros((0, 4), np.int32)
        self._published = np.zeros(0)
        self._days: Days = np.zeros(0, np.uint8)

    @property
    def by_place(self) -> Rows:
        """What is known of all, where they stand."""
        return Rows(self._entries, self._bounds, self._published, self._days)

    def put(self, place: int, evidence: Evidence) -> None:
        """Keep what is known of an article."""
        if place >= len(self._bounds):
            self._fit(place + BLOCK_ROWS)
        self._bounds[place] = bounds = self._write(evidence, self._used)
        self._published[place] = _published(evidence)
        self._days[place] = evidence.days
        self._used = bounds[-1]

    def leave(self, place: int) -> None:
        """The article at a place has gone."""
        self._left.append(place)
        start, *_, end = self._bounds[place].tolist()
        self._unused += end - start

    def give_back(self) -> None:
        """Let go of those that have gone, and close up where they had much."""
        self._bounds[self._left] = 0
        self._left = []
        if self._unused * GROWTH > self._used:
            self._close_up()

    def rows(self, articles: Sequence[Evidence]) -> Rows:
        """What is known of these articles.

        The words and names of those that are not live are written behind the others; they stand there until something
        else is written.
        """
        stands = [article.place for article in articles]
        guests = [turn for turn, place in enumerate(stands) if place < 0]
        if guests and not len(self._bounds):
            self._fit(BLOCK_ROWS)
        places = np.array(stands)
        bounds, published, days = self._bounds[places], self._published[places], self._days[places]
        end = self._used
        for turn in guests:
            guest = articles[turn]
            bounds[turn] = written = self._write(guest, end)
            published[turn], days[turn] = _published(guest), guest.days
            end = written[-1]
        return Rows(self._entries, bounds, published, days)

    def words(self, place: int) -> SparseRow:
        """The words of an article."""
        start, end, *_ = self._bounds[place].tolist()
        return _row(self._entries[start:end])

    def names(self, place: int) -> SparseRow:
        """Its names and numbers."""
        _, start, end, _ = self._bounds[place].tolist()
        return _row(self._entries[start:end])

    def codes(self, place: int) -> Entries:
        """Its words in order."""
        *_, start, end = self._bounds[place].tolist()
        return self._entries[start:end]

    def _write(self, evidence: Evidence, start: int) -> tuple[int, int, int, int]:
        """Write the words, names and codes of an article from there on; answers its bounds."""
        words, names, codes = evidence.words, evidence.names, evidence.codes
        of_names = start + len(words.indices)
        of_codes = of_names + len(names.indices)
        end = of_codes + len(codes)
        if end > len(self._entries):
            self._rewrite([self._entries[:start]], end + end // GROWTH)
        self._entries[start:of_names] = _packed(words)
        self._entries[of_names:of_codes] = _packed(names)
        self._entries[of_codes:end] = codes
        return start, of_names, of_codes, end

    def _close_up(self) -> None:
        """Write those that are left one behind the other."""
        places = np.flatnonzero(self._bounds[:, -1])
        places = places[np.argsort(self._bounds[places, 0])]
        bounds = self._bounds[places]
        lengths = bounds[:, -1] - bounds[:, 0]
        parts = [self._entries[start:end] for start, end in _runs(bounds[:, 0], bounds[:, -1])]
        self._used, self._unused = int(lengths.sum()), 0
        self._rewrite(parts, max(self._used + self._used // GROWTH, FIRST_ENTRIES))
        moved = bounds[:, 0] - (np.cumsum(lengths) - lengths)
        self._bounds[places] -= moved[:, np.newaxis]

    def _rewrite(self, parts: Sequence[Entries], size: int) -> None:
        """Write these parts one behind the other, with room for ``size`` entries."""
        entries: Entries = np.empty(size, np.uint32)
        end = 0
        for part in parts:
            entries[end : end + len(part)] = part
            end += len(part)
        self._entries = entries

    def _fit(self, rows: int) -> None:
        self._bounds = _resized(self._bounds, rows)
        self._published = _resized(self._published, rows)
        self._days = _resized(self._days, rows)


def terms_of(rows: Rows, kind: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The words or names of articles, in order within each, and which article each stands in."""
    return _terms(rows.entries, rows.bounds, kind)


@compiled
def _terms(
    entries: Entries, bounds: Bounds, kind: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    many = (bounds[:, kind + 1] - bounds[:, kind]).sum()
    terms, places = np.empty(many, np.int32), np.empty(many, np.int64)
    end = 0
    for row in range(len(bounds)):
        for entry in entries[bounds[row, kind] : bounds[row, kind + 1]]:
            terms[end], places[end] = entry & TERM_MASK, row
            end += 1
    return terms, places


def _runs(starts: Bounds, ends: Bounds) -> list[tuple[int, int]]:
    """Beginning and end of each run of spans that follow upon one another; they are in order."""
    if not len(starts):
        return []
    breaks = np.flatnonzero(starts[1:] != ends[:-1])
    firsts, lasts = starts[[0, *(breaks + 1)]], ends[[*breaks, -1]]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _published(evidence: Evidence) -> float:
    return evidence.published_at.timestamp() if evidence.published_at else np.nan


def _packed(row: SparseRow) -> Entries:
    # Rows that were written down by an earlier version may hold more.
    counts: Entries = np.left_shift(np.minimum(row.counts, MOST_COUNTED), TERM_BITS, dtype=np.uint32)
    return counts | row.indices.view(np.uint32)


def _row(entries: Entries) -> SparseRow:
    indices = (entries & np.uint32(TERM_MASK)).view(np.int32)
    return SparseRow(indices, (entries >> TERM_BITS).astype(np.uint16))


def _resized(array: npt.NDArray[_Kind], rows: int) -> npt.NDArray[_Kind]:
    more = np.zeros((rows - len(array), *array.shape[1:]), array.dtype)
    return np.concatenate([array, more])
