"""The embeddings of the live articles, side by side, searched exactly."""

from collections.abc import Sequence

import numpy as np

from service.model import FloatArray, Vectors

FIRST_ROWS = 256


class VectorTable:
    """Unit vectors by article id: float32 of shape (rows, 2 * dimension), whole and lead next to each other."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._rows: FloatArray = np.zeros((FIRST_ROWS, 2 * dimension), dtype=np.float32)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._asked: Vectors | None = None
        self._scores: FloatArray = np.zeros(FIRST_ROWS, dtype=np.float32)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, article_id: str, vectors: Vectors) -> None:
        """Append an article."""
        place = len(self._ids)
        if place == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)])
        self._rows[place, : self._dimension] = vectors.whole
        self._rows[place, self._dimension :] = vectors.lead
        self._ids.append(article_id)
        self._places[article_id] = place
        if self._asked is not None:
            self._score(self._asked, slice(place, place + 1))

    def remove(self, article_id: str) -> None:
        """Take an article out; the last one moves into its place."""
        place, last = self._places.pop(article_id), self._ids.pop()
        if last != article_id:
            self._rows[place] = self._rows[len(self._ids)]
            self._scores[place] = self._scores[len(self._ids)]
            self._ids[place], self._places[last] = last, place

    def nearest(self, vectors: Vectors, count: int) -> Sequence[str]:
        """Ids of the ``count`` articles with the highest mean of whole and lead cosine, best first, ties by id.

        An article is looked up twice in a row, before and after it is placed; the scores are kept up to date, so
        that the second time costs nothing.
        """
        if vectors is not self._asked:
            self._score(vectors, slice(0, len(self._ids)))
            self._asked = vectors
        scores = np.round(self._scores[: len(self._ids)], 5)  # so that texts as good as equal tie
        if count < len(scores):
            least = np.partition(scores, len(scores) - count)[len(scores) - count]
            places = np.flatnonzero(scores >= least)
        else:
            places = np.arange(len(scores))
        ranked = sorted((-float(scores[place]), self._ids[place]) for place in places)
        return [article_id for _, article_id in ranked[:count]]

    def _score(self, vectors: Vectors, places: slice) -> None:
        """Multiply row by row (``einsum``): the product does not depend on where in the table an article stands."""
        query = np.concatenate([vectors.whole, vectors.lead])
        self._scores[places] = np.einsum("ij,j->i", self._rows[places], query)
