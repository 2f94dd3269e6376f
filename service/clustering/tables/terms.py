"""The words, names, codes and pieces of the live articles, one article behind the other in one array.

So arithmetic over many articles needs only to be told where each stands, and no article costs more than its numbers.
The 32 bits of an entry tell a term, from the lowest on, how often the text holds it, and of how many words the name is
that it stands in: a word that is no name stands by itself.

Where an article stands goes by its place in the table of vectors. What one that went had left stays until
:meth:`TermTable.give_back`. One article that is not live may be a guest: it stands at place -1, behind all others.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical import N_FEATURES
from service.clustering.evidence import MOST_COUNTED, Evidence, NameRow, SparseRow
from service.clustering.evidence.background import Terms
from service.clustering.evidence.daynames import Days
from service.clustering.evidence.series import Series
from service.clustering.tables.blocks import BLOCK_ROWS

TERM_BITS = N_FEATURES.bit_length() - 1
TERM_MASK = N_FEATURES - 1
"""The bits that a term takes of an entry."""
COUNT_BITS = MOST_COUNTED.bit_length()
GROWTH = 16
"""When it is full it grows by one part in so many; when such a part of it belongs to nobody, that is given up."""
FIRST_ENTRIES = 2**12

WORDS, NAMES, CODES, EDGES, _END, NAMED = range(6)
"""Of an article's bounds, where each kind begins, and where the next ends. The words that are no names or numbers stand
before those that are."""

Entries = npt.NDArray[np.uint32]
Bounds = npt.NDArray[np.int32]
"""Where the words of each article begin, its names, its codes, its pieces, and where those end; then the first of its
words that is a name too: shape (articles, 6)."""
Counts = npt.NDArray[np.uint16]
Lengths = npt.NDArray[np.uint8]
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
    brevities: npt.NDArray[np.float64]
    """How much of a bare headline each is, in [0, 1]."""
    series: Series
    """What each may be an instalment of."""


class TermTable:
    """Rows by place."""

    def __init__(self) -> None:
        self._entries: Entries = np.zeros(FIRST_ENTRIES, np.uint32)
        self._used = 0
        self._unused = 0
        """Entries of articles that have gone."""
        self._left: list[int] = []
        """Where they stood."""
        self._bounds: Bounds = np.zeros((1, 1 + NAMED), np.int32)
        self._published = np.zeros(1)
        self._days: Days = np.zeros(1, np.uint8)
        self._brevities = np.zeros(1)
        self._series: Series = np.zeros(1, np.uint32)
        self.by_place = self._rows()
        """What is known of the live articles, and of the guest."""
        self._guest: Evidence | None = None
        self._written: tuple[object, ...] = ()
        """The words, names, codes and pieces that stand at place -1."""

    def _rows(self) -> Rows:
        return Rows(self._entries, self._bounds, self._published, self._days, self._brevities, self._series)

    def host(self, guest: Evidence) -> None:
        """Let an article that is not live stand at place -1, until another does."""
        if guest is self._guest:
            return
        read = guest.words, guest.names, guest.codes, guest.pieces
        # Evidence is replaced by one that knows its origin, and what was read of the text is handed on.
        if [*map(id, read)] != [*map(id, self._written)]:
            self._bounds[-1] = self._write(guest, self._used)
        self._published[-1] = guest.published_at.timestamp() if guest.published_at else np.nan
        self._days[-1], self._brevities[-1], self._series[-1] = guest.days, guest.brevity, guest.series
        self._guest, self._written = guest, read

    def beside(self, article: Evidence) -> Rows:
        """What is known of the live articles, and at -1 of this one where it is not live."""
        if article.place < 0:
            self.host(article)
        return self.by_place

    def put(self, place: int, evidence: Evidence) -> None:
        """Keep what is known of an article; one that has just been a guest stays where it was written."""
        if place >= len(self._bounds) - 1:
            self._fit(place + BLOCK_ROWS)
        self.host(evidence)
        if self._bounds[-1, 0] < self._used:
            self._bounds[-1] = self._write(evidence, self._used)
        for column in (self._bounds, self._published, self._days, self._brevities, self._series):
            column[place] = column[-1]
        self._used = int(self._bounds[-1, _END])

    def leave(self, place: int) -> None:
        """The article at a place has gone."""
        self._left.append(place)
        self._unused += int(self._bounds[place, _END] - self._bounds[place, WORDS])

    def give_back(self) -> None:
        """Let go of those that have gone, and close up where they had much."""
        self._bounds[self._left] = 0
        self._left = []
        if self._unused * GROWTH > self._used:
            self._close_up()

    def words(self, place: int) -> SparseRow:
        """The words of an article, in order."""
        start, end, *_ = self._bounds[place].tolist()
        words = self._entries[start:end]
        return _row(words[np.argsort(words & TERM_MASK)])

    def names(self, place: int) -> NameRow:
        """Its names and numbers, in order."""
        _, start, end, *_ = self._bounds[place].tolist()
        names = self._entries[start:end]
        row = _row(names)
        return NameRow(row.indices, row.counts, (names >> (TERM_BITS + COUNT_BITS)).astype(np.uint8))

    def codes(self, place: int) -> Entries:
        """Its words as they follow upon one another."""
        return self._entries[self._bounds[place, CODES] : self._bounds[place, EDGES]]

    def pieces(self, place: int) -> Entries:
        """Names of the pieces at both ends of its text."""
        return self._entries[self._bounds[place, EDGES] : self._bounds[place, _END]]

    def _write(self, evidence: Evidence, start: int) -> tuple[int, int, int, int, int, int]:
        """Write the words, names, codes and pieces of an article from there on; answers its bounds."""
        words, names, codes = evidence.words, evidence.names, evidence.codes
        of_names = start + len(words.indices)
        of_codes = of_names + len(names.indices)
        of_pieces = of_codes + len(codes)
        end = of_pieces + len(evidence.pieces)
        if end > len(self._entries):
            self._rewrite([self._entries[:start]], end + end // GROWTH)
        self._entries[of_codes:of_pieces], self._entries[of_pieces:end] = codes, evidence.pieces
        wording = _write(
            self._entries[start:],
            (words.indices, words.counts),
            (names.indices, names.counts, names.lengths),
        )
        return start, of_names, of_codes, of_pieces, end, start + wording

    def _close_up(self) -> None:
        """Write those that are left one behind the other; the guest is not of them."""
        self._bounds[-1], self._guest, self._written = 0, None, ()
        places = np.flatnonzero(self._bounds[:, _END])
        places = places[np.argsort(self._bounds[places, 0])]
        bounds = self._bounds[places]
        lengths = bounds[:, _END] - bounds[:, 0]
        parts = [self._entries[start:end] for start, end in _runs(bounds[:, 0], bounds[:, _END])]
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
        self.by_place = self._rows()

    def _fit(self, rows: int) -> None:
        self._bounds = _resized(self._bounds, rows)
        self._published = _resized(self._published, rows)
        self._days = _resized(self._days, rows)
        self._brevities = _resized(self._brevities, rows)
        self._series = _resized(self._series, rows)
        self.by_place = self._rows()


def _runs(starts: Bounds, ends: Bounds) -> list[tuple[int, int]]:
    """Beginning and end of each run of spans that follow upon one another; they are in order."""
    if not len(starts):
        return []
    breaks = np.flatnonzero(starts[1:] != ends[:-1])
    firsts, lasts = starts[[0, *(breaks + 1)]], ends[[*breaks, -1]]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


@compiled
def _write(entries: Entries, of_words: tuple[Terms, Counts], of_names: tuple[Terms, Counts, Lengths]) -> int:
    """Write the words of a text and how often it holds them, those that are names last, then its names.

    Answers how many of its words are no names.
    """
    (words, held), (names, names_held, lengths), end, wording = of_words, of_names, 0, 0
    for named in (False, True):
        wording, at = end, 0
        for turn, word in enumerate(words):
            while at < len(names) and names[at] < word:
                at += 1
            if (at < len(names) and names[at] == word) == named:
                entries[end] = _entry(word, held[turn], lengths[at] if named else 1)
                end += 1
    for turn, name in enumerate(names):
        entries[end + turn] = _entry(name, names_held[turn], lengths[turn])
    return wording


@compiled
def _entry(term: int, count: int, length: int) -> np.uint32:
    above = np.uint32(length) << np.uint32(COUNT_BITS) | np.uint32(count)
    return above << np.uint32(TERM_BITS) | np.uint32(term)


@compiled
def count_of(entry: np.uint32) -> int:
    """How often the text holds the term of an entry."""
    return int(entry >> np.uint32(TERM_BITS) & np.uint32(MOST_COUNTED))


@compiled
def length_of(entry: np.uint32) -> int:
    """Of how many words the name is that it stands in."""
    return int(entry >> np.uint32(TERM_BITS + COUNT_BITS))


def _row(entries: Entries) -> SparseRow:
    indices = (entries & np.uint32(TERM_MASK)).view(np.int32)
    return SparseRow(indices, (entries >> TERM_BITS & MOST_COUNTED).astype(np.uint16))


def _resized(array: npt.NDArray[_Kind], rows: int) -> npt.NDArray[_Kind]:
    """With so many rows, and the guest's behind them."""
    more = np.zeros((rows + 1 - len(array), *array.shape[1:]), array.dtype)
    return np.concatenate([array[:-1], more, array[-1:]])
