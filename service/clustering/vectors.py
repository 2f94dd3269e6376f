"""The embeddings of the live articles, side by side, searched exactly.

Looking through the whole table is what takes longest of all that is done with an article after its encoding. So the
queries of a batch go through it in one matrix product, whose scores are kept up to date while articles come and go.
Such a product may differ in the last bits with the batch and the place in the table. Therefore it only makes the short
list; those on it are ranked by products taken row by row, which depend on nothing but the two articles.

Beside each row stand its neighbours: see :mod:`service.clustering.neighbours`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.clustering.neighbours import NEIGHBOURS, Neighbour, Neighbours
from service.model import FloatArray, Vectors

FIRST_ROWS = 256
SLACK = 1e-4
"""How far the scores of the short list may be off; float32 products of unit vectors are off by about 1e-6."""
_LOOKED_UP_AT_ONCE = 64
_BLOCK = 64
"""Scores of which the highest stands for all, to find the short list without ordering thousands of others."""

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the last search found: the ``count`` nearest, best first."""

    vectors: Vectors
    count: int
    neighbours: Sequence[Neighbour]


class VectorTable:
    """Unit vectors by article id: float32 of shape (rows, 2 * dimension), whole and lead next to each other."""

    def __init__(self, dimension: int) -> None:
        self._rows: FloatArray = np.zeros((FIRST_ROWS, 2 * dimension), dtype=np.float32)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._awaited: list[Vectors] = []
        self._expected: list[Vectors] = []
        """Those of the awaited queries whose scores are at hand, or another."""
        self._queries: FloatArray = np.zeros((0, 2 * dimension), dtype=np.float32)
        self._scores: FloatArray = np.zeros((0, FIRST_ROWS), dtype=np.float32)
        """Score of each expected query with each row: shape (queries, rows)."""
        self._neighbours = Neighbours(FIRST_ROWS)
        self._last: _Found | None = None
        """Holds until an article comes or goes."""

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, article_id: str, vectors: Vectors) -> None:
        """Append an article."""
        place = len(self._ids)
        if place == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)], axis=1)
            self._neighbours.grow()
        row = np.concatenate([vectors.whole, vectors.lead], out=self._rows[place])
        if self._expected:
            self._scores[:, place] = self._queries @ row
        self._ids.append(article_id)
        self._places[article_id] = place
        self._enter(place, vectors)
        if self._last and self._last.vectors is vectors and self._last.count >= NEIGHBOURS:
            self._neighbours.put(place, self._last.neighbours[:NEIGHBOURS])
        self._last = None

    def remove(self, article_id: str) -> None:
        """Take an article out; the last one moves into its place."""
        place, last = self._places.pop(article_id), self._ids.pop()
        self._neighbours.leave(article_id, place, len(self._ids))
        self._last = None
        if last != article_id:
            self._rows[place] = self._rows[len(self._ids)]
            self._scores[:, place] = self._scores[:, len(self._ids)]
            self._ids[place], self._places[last] = last, place

    def expect(self, queries: Sequence[Vectors]) -> None:
        """Prepare for these queries; it makes :meth:`nearest` faster for them and changes no answer.

        They are taken through the table a few at a time, as their turn comes: scores of all would fill the memory.
        """
        self._awaited = list(queries)
        self._score(self._awaited[:_LOOKED_UP_AT_ONCE])

    def _score(self, queries: Sequence[Vectors]) -> None:
        self._expected = list(queries)
        width = self._rows.shape[1]
        self._queries = np.array([_joined(query) for query in queries], np.float32).reshape(-1, width)
        self._scores = np.zeros((len(queries), len(self._rows)), dtype=np.float32)
        np.matmul(self._queries, self._rows[: len(self)].T, out=self._scores[:, : len(self)])

    def nearest(self, vectors: Vectors, count: int) -> list[str]:
        """Ids of the ``count`` articles with the highest mean of whole and lead cosine, best first, ties by id."""
        return [neighbour.article_id for neighbour in self._search(vectors, count)]

    def neighbours(self, vectors: Vectors) -> Sequence[Neighbour]:
        """The ``NEIGHBOURS`` articles that :meth:`nearest` finds, each with its mean cosine."""
        return self._search(vectors, NEIGHBOURS)

    def neighbours_of(self, article_ids: Sequence[str]) -> list[Sequence[Neighbour]]:
        """The neighbours of each of these articles, itself left out."""
        unknown = [one for one in article_ids if self._neighbours.of(self._places[one]) is None]
        for start in range(0, len(unknown), _LOOKED_UP_AT_ONCE):
            self._look_up([self._places[one] for one in unknown[start : start + _LOOKED_UP_AT_ONCE]])
        return [self._neighbours.of(self._places[one]) or () for one in article_ids]

    def nearest_of(self, article_ids: Sequence[str]) -> list[Sequence[Neighbour]]:
        """The nearest of each of these articles, as far as they are known: :meth:`neighbours_of` has all."""
        return [self._neighbours.nearest_of(self._places[one]) for one in article_ids]

    def _search(self, vectors: Vectors, count: int) -> Sequence[Neighbour]:
        found = self._last
        if found is None or found.vectors is not vectors or found.count < count:
            place = self._expectation(vectors)
            ranked = self._ranked(self._queries[place], self._scores[place, : len(self)], count)
            self._last = found = _Found(vectors, count, ranked)
        return found.neighbours[:count]

    def _look_up(self, places: list[int]) -> None:
        scores = self._rows[places] @ self._rows[: len(self)].T
        for place, row in zip(places, scores, strict=True):
            found = self._ranked(self._rows[place], row, NEIGHBOURS + 1)
            own = self._ids[place]
            self._neighbours.put(place, [one for one in found if one.article_id != own][:NEIGHBOURS])

    def _enter(self, place: int, vectors: Vectors) -> None:
        """Enter a new row into the lists that it belongs in."""
        if not self._neighbours.any_known:
            return
        query = self._expected_place(vectors)
        scores = self._rows[:place] @ self._rows[place] if query is None else self._scores[query, :place]
        nearer = self._neighbours.nearer_than_their_last(scores / np.float32(2) + np.float32(SLACK))
        for other, cosine in zip(nearer.tolist(), self._exact(self._rows[place], nearer), strict=True):
            self._neighbours.insert(other, Neighbour(self._ids[place], cosine))

    def _ranked(self, query: FloatArray, scores: FloatArray, count: int) -> list[Neighbour]:
        """The ``count`` nearest, best first, ties by id."""
        listed = _short_list(scores, count)
        distances = [-cosine for cosine in self._exact(query, listed)]
        ranked = sorted(zip(distances, [self._ids[place] for place in listed.tolist()], strict=True))
        return [Neighbour(article_id, -distance) for distance, article_id in ranked[:count]]

    def _exact(self, query: FloatArray, places: Places) -> list[float]:
        """Mean cosines that depend on nothing but the two articles."""
        cosines: list[float] = np.round(np.einsum("ij,j->i", self._rows[places], query) / 2, 5).tolist()
        return cosines

    def _expectation(self, vectors: Vectors) -> int:
        """The place of these among the queries whose scores are at hand."""
        place = self._expected_place(vectors)
        if place is None:
            awaited = next((turn for turn, query in enumerate(self._awaited) if query is vectors), None)
            turns = slice(awaited, awaited + _LOOKED_UP_AT_ONCE) if awaited is not None else None
            self._score(self._awaited[turns] if turns else [vectors])
        return place or 0

    def _expected_place(self, vectors: Vectors) -> int | None:
        return next((place for place, query in enumerate(self._expected) if query is vectors), None)


def _joined(vectors: Vectors) -> FloatArray:
    return np.concatenate([vectors.whole, vectors.lead])


def _short_list(scores: FloatArray, count: int) -> Places:
    """Places of all that may be among the ``count`` highest."""
    if count >= len(scores):
        return np.arange(len(scores))
    likely = np.flatnonzero(scores >= _reached(scores, count) - SLACK)
    least = np.partition(scores[likely], len(likely) - count)[len(likely) - count]
    places: Places = likely[scores[likely] >= least - SLACK]
    return places


def _reached(scores: FloatArray, count: int) -> float:
    """A score that ``count`` or more reach: so many blocks have their highest there or above. Near the last of them."""
    blocks = len(scores) // _BLOCK
    if blocks < count:
        return float(scores.min())
    highest = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    return float(np.partition(highest, blocks - count)[blocks - count])
