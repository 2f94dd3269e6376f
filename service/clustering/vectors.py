"""The embeddings of the live articles, side by side, searched exactly.

Looking through the whole table is what takes longest of all that is done with an article after its encoding. So the
queries of a batch go through it in one matrix product, whose scores are kept up to date while articles come and go.
Such a product may differ in the last bits with the batch and the place in the table. Therefore it only makes the short
list; those on it are ranked by products taken row by row, which depend on nothing but the two articles.

Where the rows stand is said in :mod:`service.clustering.blocks`; beside each of them stand its neighbours, see
:mod:`service.clustering.neighbours`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.clustering.blocks import Blocks, Places
from service.clustering.neighbours import NEIGHBOURS, Neighbour, Neighbours
from service.model import FloatArray, Vectors

SLACK = 1e-4
"""How far the scores of the short list may be off; float32 products of unit vectors are off by about 1e-6."""
_LOOKED_UP_AT_ONCE = 64
_BLOCK = 64
"""Scores of which the highest stands for all, to find the short list without ordering thousands of others."""
_NOBODY = np.float32(-9.0)
"""Score of a place where no article stands: below that of any."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the last search found: the ``count`` nearest, best first, by place, with their cosines."""

    vectors: Vectors | None
    count: int
    places: list[int]
    cosines: list[float]


class VectorTable:
    """Unit vectors by article id: float32 rows of 2 * dimension, whole and lead next to each other."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._blocks = Blocks(2 * dimension)
        self._awaited: list[Vectors] = []
        self._turns: dict[int, int] = {}
        """Which turn each of the awaited has, by its identity."""
        self._expected: dict[int, int] = {}
        """Which row of the scores each of the expected queries has, by its identity."""
        self._held: Sequence[Vectors] = ()
        """Those, so that none of them dies and leaves its identity to another."""
        self._queries: FloatArray = np.zeros((0, 2 * dimension), dtype=np.float32)
        self._scores: FloatArray = np.zeros((0, 0), dtype=np.float32)
        """Score of each expected query with each row: shape (queries, rows)."""
        self.neighbourhood = Neighbours(0, self._blocks.ids)
        self._last: _Found | None = None
        """Holds until an article comes or goes."""

    def __len__(self) -> int:
        return len(self._blocks)

    def add(self, article_id: str, vectors: Vectors) -> int:
        """Take an article in; answers where it stands."""
        place = self._blocks.take(article_id)
        if self._blocks.rows > self._scores.shape[1]:
            self._fit()
        row = np.concatenate([vectors.whole, vectors.lead], out=self._blocks.row(place))
        if len(self._queries):
            self._scores[:, place] = self._queries @ row
        self._enter(place, vectors)
        self.neighbourhood.come(place)
        found = self._last
        if found and found.vectors is vectors and found.count >= NEIGHBOURS:
            self.neighbourhood.put(place, found.places[:NEIGHBOURS], found.cosines[:NEIGHBOURS])
        self._last = None
        return place

    def remove(self, article_id: str) -> None:
        """Take an article out."""
        place = self._blocks.leave(article_id)
        self.neighbourhood.leave(place)
        self._scores[:, place] = _NOBODY
        self._last = None

    def places(self, article_ids: Sequence[str]) -> Places:
        """Where these articles stand, -1 for those that are not live."""
        return self._blocks.places(article_ids)

    def row(self, place: int) -> FloatArray:
        """Whole and lead of who stands at a place, next to each other."""
        return self._blocks.row(place)

    def expect(self, queries: Sequence[Vectors]) -> None:
        """Prepare for these queries; it makes :meth:`nearest` faster for them and changes no answer.

        They are taken through the table a few at a time, as their turn comes: scores of all would fill the memory.
        """
        self._awaited = list(queries)
        self._turns = {id(query): turn for turn, query in reversed(list(enumerate(queries)))}
        self._score(self._awaited[:_LOOKED_UP_AT_ONCE])

    def nearest(self, vectors: Vectors, count: int) -> list[str]:
        """Ids of the ``count`` articles with the highest mean of whole and lead cosine, best first, ties by id."""
        return [self._blocks.ids[place] for place in self._search(vectors, count).places[:count]]

    def neighbours(self, vectors: Vectors) -> Sequence[Neighbour]:
        """The ``NEIGHBOURS`` articles that :meth:`nearest` finds, each with its mean cosine."""
        places, cosines = self.neighbour_places(vectors)
        return [
            Neighbour(self._blocks.ids[place], cosine) for place, cosine in zip(places, cosines, strict=True)
        ]

    def neighbour_places(self, vectors: Vectors) -> tuple[list[int], list[float]]:
        """Where these stand, and their cosines."""
        found = self._search(vectors, NEIGHBOURS)
        return found.places[:NEIGHBOURS], found.cosines[:NEIGHBOURS]

    def neighbours_of(self, article_ids: Sequence[str]) -> list[Sequence[Neighbour]]:
        """The neighbours of each of these articles, itself left out."""
        places = self.places(article_ids)
        self.know_neighbours(places)
        lists = self.neighbourhood.lists
        rows = zip(
            *(array[places].tolist() for array in (lists.who, lists.cosines, lists.counts)), strict=True
        )
        return [
            [
                Neighbour(self._blocks.ids[place], cosine)
                for place, cosine in zip(listed[:count], cosines, strict=False)
            ]
            for listed, cosines, count in rows
        ]

    def know_neighbours(self, places: Places) -> None:
        """Have whole lists of neighbours at these places."""
        self.neighbourhood.tidy(places)
        unknown = self.neighbourhood.unknown(places).tolist()
        for start in range(0, len(unknown), _LOOKED_UP_AT_ONCE):
            self._look_up(unknown[start : start + _LOOKED_UP_AT_ONCE])

    def give_back(self) -> None:
        """Let places that were left be given away again, where they are many.

        Until then the vectors of those who left are still there.
        """
        if self._blocks.many_left:
            self.neighbourhood.strike_all()
            self._blocks.give_back()
            if self._blocks.rows < self._scores.shape[1]:
                self._fit()

    def _fit(self) -> None:
        """Have scores and neighbours for as many rows as there are."""
        rows = self._blocks.rows
        self.neighbourhood.resize(rows)
        more = np.full((len(self._scores), max(rows - self._scores.shape[1], 0)), _NOBODY)
        self._scores = np.concatenate([self._scores[:, :rows], more], axis=1)

    def _score(self, queries: Sequence[Vectors]) -> None:
        self._held = tuple(queries)
        self._expected = {id(query): row for row, query in reversed(list(enumerate(queries)))}
        width = 2 * self._dimension
        self._queries = np.array([_joined(query) for query in queries], np.float32).reshape(-1, width)
        self._scores = self._against_all(self._queries)

    def _against_all(self, queries: FloatArray) -> FloatArray:
        """Score of each query with each row."""
        scores = np.empty((len(queries), self._blocks.rows), dtype=np.float32)
        for start, block in self._blocks:
            np.matmul(queries, block.T, out=scores[:, start : start + len(block)])
        for empty in self._blocks.empty():
            scores[:, empty] = _NOBODY
        return scores

    def _search(self, vectors: Vectors, count: int) -> _Found:
        found = self._last
        if found is None or found.vectors is not vectors or found.count < count:
            row = self._expectation(vectors)
            self._last = found = self._ranked(vectors, self._queries[row], self._scores[row], count)
        return found

    def _look_up(self, places: list[int]) -> None:
        queries = self._blocks.side_by_side(places)
        for place, query, scores in zip(places, queries, self._against_all(queries), strict=True):
            scores[place] = _NOBODY
            found = self._ranked(None, query, scores, NEIGHBOURS, but=1)
            self.neighbourhood.put(place, found.places, found.cosines)

    def _enter(self, place: int, vectors: Vectors) -> None:
        """Enter a new row into the lists that it belongs in."""
        if not self.neighbourhood.any_known:
            return
        row = self._expected.get(id(vectors))
        scores = (
            self._against_all(self._blocks.row(place)[np.newaxis])[0] if row is None else self._scores[row]
        )
        nearer = np.flatnonzero(scores >= 2 * (self.neighbourhood.least - np.float32(SLACK)))
        if len(nearer):
            self.neighbourhood.enter(place, nearer, self._exact(self._blocks.row(place), nearer.tolist()))

    def _ranked(
        self, vectors: Vectors | None, query: FloatArray, scores: FloatArray, count: int, but: int = 0
    ) -> _Found:
        """The ``count`` nearest, best first, ties by id."""
        listed = _short_list(scores, min(count, len(self) - but)).tolist()
        ids = self._blocks.ids
        distances = (-self._exact(query, listed)).tolist()
        ranked = sorted(zip(distances, [ids[place] for place in listed], listed, strict=True))[:count]
        return _Found(
            vectors, count, [place for _, _, place in ranked], [-distance for distance, *_ in ranked]
        )

    def _exact(self, query: FloatArray, places: Sequence[int]) -> FloatArray:
        """Mean cosines that depend on nothing but the two articles."""
        cosines: FloatArray = np.round(np.einsum("ij,j->i", self._blocks.side_by_side(places), query) / 2, 5)
        return cosines

    def _expectation(self, vectors: Vectors) -> int:
        """The row of these among the queries whose scores are at hand."""
        row = self._expected.get(id(vectors))
        if row is None:
            turn = self._turns.get(id(vectors))
            self._score([vectors] if turn is None else self._awaited[turn : turn + _LOOKED_UP_AT_ONCE])
        return row or 0


def _joined(vectors: Vectors) -> FloatArray:
    return np.concatenate([vectors.whole, vectors.lead])


def _short_list(scores: FloatArray, count: int) -> Places:
    """Places of all that may be among the ``count`` highest; there are so many articles."""
    if not count:
        return np.zeros(0, np.int64)
    likely = np.flatnonzero(scores >= max(_reached(scores, count) - SLACK, float(_NOBODY) + 1))
    least = float(np.partition(scores[likely], len(likely) - count)[len(likely) - count])
    places: Places = likely[scores[likely] >= least - SLACK]
    return places


def _reached(scores: FloatArray, count: int) -> float:
    """A score that ``count`` or more reach: so many blocks have their highest there or above. Near the last of them."""
    blocks = len(scores) // _BLOCK
    if blocks < count:
        return float(scores.min())
    highest = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    return float(np.partition(highest, blocks - count)[blocks - count])
