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

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, article_id: str, vectors: Vectors) -> None:
        """Append an article."""
        place = len(self._ids)
        if place == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[place, : self._dimension] = vectors.whole
        self._rows[place, self._dimension :] = vectors.lead
        self._ids.append(article_id)
        self._places[article_id] = place

    def remove(self, article_id: str) -> None:
        """Take an article out; the last one moves into its place."""
        place, last = self._places.pop(article_id), self._ids.pop()
        if last != article_id:
            self._rows[place] = self._rows[len(self._ids)]
            self._ids[place], self._places[last] = last, place

    def nearest(self, vectors: Vectors, count: int) -> Sequence[str]:
        """Ids of the ``count`` articles with the highest mean of whole and lead cosine, best first, ties by id."""
        if not self._ids:
            return []
        scores = self._rows[: len(self._ids)] @ np.concatenate([vectors.whole, vectors.lead])
        scores = np.round(scores, 5)  # so that equal texts tie, wherever in the table they stand
        if count < len(scores):
            least = np.partition(scores, len(scores) - count)[len(scores) - count]
            places = np.flatnonzero(scores >= least)
        else:
            places = np.arange(len(scores))
        ranked = sorted((-float(scores[place]), self._ids[place]) for place in places)
        return [article_id for _, article_id in ranked[:count]]
