"""The live articles by runs of words: finds what a text may be a reprint of, however many articles there are.

Embeddings place a text among all that is about the same; among a thousand quake reports the original of a scanned or
reordered one need not be of the nearest. Its runs of three words (shingles) hardly occur anywhere else. Of each text
those few are kept whose hashes are smallest, a sketch; a shingle is kept or dropped alike in whatever text it stands,
so sketches overlap about as the texts do (bottom-k sketches; Broder 1997, Cohen and Kaplan 2007).

A shared shingle counts the more, the fewer articles have it: forms share theirs with all their kind.
"""

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int32]

SKETCH = 32
"""Shingles kept of one text."""
LEAST_SHARED = 2
FIRST_ROWS = 256
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HIGH = np.uint64(32)
LEAST_UNSORTED = 256
UNSORTED_SHARE = 64
"""A new order is due when more rows than that, and more than one in so many, have changed since the last."""
_NONE = np.uint32(0)
"""Fills the rows of texts that have fewer shingles."""
_NO_ROWS: Rows = np.zeros(0, dtype=np.int32)


def shingles(codes: Codes) -> Hashes:
    """Hash each run of three words: shape (max(0, words - 2),)."""
    wide = codes.astype(np.uint64)
    return ((wide[:-2] * _MIX + wide[1:-1]) * _MIX + wide[2:]) * _MIX


def pairs(codes: Codes) -> Hashes:
    """Name each run of two words, the same either way round: shape (max(0, words - 1),)."""
    wide = codes.astype(np.uint64)
    return np.minimum(wide[:-1], wide[1:]) << _HIGH | np.maximum(wide[:-1], wide[1:])


class _Sorted:
    """Shingles of the first rows in order, each with its row: finds a shingle without looking at the others."""

    def __init__(self, rows: Codes) -> None:
        order = np.argsort(rows, axis=None, kind="stable")
        self._hashes: Codes = rows.ravel()[order]
        self._rows: Rows = (order // SKETCH).astype(np.int32)

    def meetings(self, sketch: Codes) -> tuple[Rows, Codes]:
        """Every row that holds a shingle of ``sketch`` (in order, unique), and the shingle."""
        starts = np.searchsorted(self._hashes, sketch, side="left")
        ends = np.searchsorted(self._hashes, sketch, side="right")
        rows = [self._rows[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        return np.concatenate([*rows, _NO_ROWS]), np.repeat(sketch, ends - starts)


class ShingleTable:
    """Sketches by article id: uint32 of shape (rows, SKETCH).

    They are sorted every now and then; rows that have changed since are looked at one by one.
    """

    def __init__(self) -> None:
        self._rows: Codes = np.full((FIRST_ROWS, SKETCH), _NONE)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._sorted = _Sorted(self._rows[:0])
        self._changed = np.zeros(FIRST_ROWS, np.bool_)
        """Rows that differ from those that were sorted."""
        self._changes = 0
        self._fresh: dict[int, list[int]] = {}
        """By shingle, the rows that it has come into since; it may have gone again."""

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, article_id: str, codes: Codes) -> None:
        """Append an article by its words."""
        place = len(self._ids)
        if place == len(self._rows):
            self._rows = np.concatenate([self._rows, np.full_like(self._rows, _NONE)])
            self._changed = np.concatenate([self._changed, np.zeros_like(self._changed)])
        kept = _sketch(codes)
        self._rows[place, : len(kept)] = kept
        self._rows[place, len(kept) :] = _NONE
        self._ids.append(article_id)
        self._places[article_id] = place
        self._note(place)

    def remove(self, article_id: str) -> None:
        """Take an article out; the last one moves into its place."""
        place, last = self._places.pop(article_id), self._ids.pop()
        if last != article_id:
            self._rows[place] = self._rows[len(self._ids)]
            self._ids[place], self._places[last] = last, place
            self._note(place)
        self._rows[len(self._ids)] = _NONE
        self._note(len(self._ids))

    def sharing(self, codes: Codes, count: int) -> list[str]:
        """Ids of at most ``count`` articles that share the rarest shingles with these words, best first, ties by id."""
        sketch = _sketch(codes)
        places, shared = self._shared(sketch)
        held = np.bincount(np.searchsorted(sketch, shared), minlength=len(sketch))
        worth = (1_000_000 // np.maximum(held, 1))[np.searchsorted(sketch, shared)]
        met, which, times = np.unique(places, return_inverse=True, return_counts=True)
        # Summed in whole numbers, so that no order of summation shows.
        scores = np.zeros(len(met), dtype=np.int64)
        np.add.at(scores, which, worth)
        listed = np.flatnonzero(times >= LEAST_SHARED)
        ids = [self._ids[place] for place in met[listed].tolist()]
        ranked = sorted(zip((-scores[listed]).tolist(), ids, strict=True))
        return [article_id for _, article_id in ranked[:count]]

    def _shared(self, sketch: Codes) -> tuple[Rows, Codes]:
        """Every meeting with a shingle of ``sketch``: the row, and the shingle."""
        if self._changes > max(LEAST_UNSORTED, len(self) // UNSORTED_SHARE):
            self._sort()
        rows, met = self._sorted.meetings(sketch)
        current = ~self._changed[rows]
        fresh = [
            (row, shingle)
            for shingle in sketch.tolist()
            for row in set(self._fresh.get(shingle, ()))
            if shingle in self._rows[row]
        ]
        return (
            np.concatenate([rows[current], np.array([row for row, _ in fresh], np.int32)]),
            np.concatenate([met[current], np.array([shingle for _, shingle in fresh], np.uint32)]),
        )

    def _note(self, row: int) -> None:
        """A row has changed."""
        self._changed[row] = True
        self._changes += 1
        for shingle in filter(None, self._rows[row].tolist()):
            self._fresh.setdefault(shingle, []).append(row)

    def _sort(self) -> None:
        self._sorted = _Sorted(self._rows[: len(self)])
        self._changed[:] = False
        self._changes, self._fresh = 0, {}


def _sketch(codes: Codes) -> Codes:
    """The smallest hashes, in order, none of them ``_NONE``."""
    hashes: Codes = np.unique((shingles(codes) >> _HIGH).astype(np.uint32))
    kept: Codes = hashes[hashes != _NONE][:SKETCH]
    return kept
