"""The embeddings of the live articles, side by side, searched exactly.

Looking through the whole table is what takes longest of all that is done with an article after its encoding. So the
queries of a batch go through it in one matrix product, whose scores are kept up to date while articles come and go.
Such a product may differ in the last bits with the batch and the place in the table. Therefore it only makes the short
list; those on it are ranked by products taken row by row, which depend on nothing but the two articles.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from service.model import FloatArray, Vectors

FIRST_ROWS = 256
SLACK = 1e-4
"""How far the scores of the short list may be off; float32 products of unit vectors are off by about 1e-6."""


class VectorTable:
    """Unit vectors by article id: float32 of shape (rows, 2 * dimension), whole and lead next to each other."""

    def __init__(self, dimension: int) -> None:
        self._rows: FloatArray = np.zeros((FIRST_ROWS, 2 * dimension), dtype=np.float32)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._expected: list[Vectors] = []
        self._queries: FloatArray = np.zeros((0, 2 * dimension), dtype=np.float32)
        self._scores: FloatArray = np.zeros((0, FIRST_ROWS), dtype=np.float32)
        """Score of each expected query with each row: shape (queries, rows)."""

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, article_id: str, vectors: Vectors) -> None:
        """Append an article."""
        place = len(self._ids)
        if place == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)], axis=1)
        row = np.concatenate([vectors.whole, vectors.lead], out=self._rows[place])
        if self._expected:
            self._scores[:, place] = self._queries @ row
        self._ids.append(article_id)
        self._places[article_id] = place

    def remove(self, article_id: str) -> None:
        """Take an article out; the last one moves into its place."""
        place, last = self._places.pop(article_id), self._ids.pop()
        if last != article_id:
            self._rows[place] = self._rows[len(self._ids)]
            self._scores[:, place] = self._scores[:, len(self._ids)]
            self._ids[place], self._places[last] = last, place

    def expect(self, queries: Sequence[Vectors]) -> None:
        """Prepare for these queries; it makes :meth:`nearest` faster for them and changes no answer."""
        self._expected = list(queries)
        width = self._rows.shape[1]
        self._queries = np.array([_joined(query) for query in queries], np.float32).reshape(-1, width)
        self._scores = np.zeros((len(queries), len(self._rows)), dtype=np.float32)
        np.matmul(self._queries, self._rows[: len(self)].T, out=self._scores[:, : len(self)])

    def nearest(self, vectors: Vectors, count: int) -> Sequence[str]:
        """Ids of the ``count`` articles with the highest mean of whole and lead cosine, best first, ties by id."""
        place = self._expectation(vectors)
        listed = _short_list(self._scores[place, : len(self)], count)
        scores = np.round(np.einsum("ij,j->i", self._rows[listed], self._queries[place]), 5)
        ranked = sorted(zip((-scores).tolist(), [self._ids[one] for one in listed.tolist()], strict=True))
        return [article_id for _, article_id in ranked[:count]]

    def _expectation(self, vectors: Vectors) -> int:
        place = next((place for place, query in enumerate(self._expected) if query is vectors), None)
        if place is None:
            self.expect([vectors])
        return place or 0


def _joined(vectors: Vectors) -> FloatArray:
    return np.concatenate([vectors.whole, vectors.lead])


def _short_list(scores: FloatArray, count: int) -> npt.NDArray[np.int64]:
    """Places of all that may be among the ``count`` highest."""
    if count >= len(scores):
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    places: npt.NDArray[np.int64] = np.flatnonzero(scores >= least - SLACK)
    return places
