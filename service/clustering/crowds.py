"""How alike the nearest neighbours of each article are: its crowd, [-1, 1], a mean cosine.

Copies count once, and an article's own copies not at all: forty reprints are no crowd.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from service.clustering.evidence import Evidence
from service.clustering.neighbours import NEIGHBOURS
from service.clustering.vectors import VectorTable

CROWD = 4
"""Neighbours that make up an article's crowd."""
LONELY = 0.3
"""Cosine that stands in for a neighbour where there is none, as in a new service's first hour: that of two reports
taken at random from one beat."""

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
_Kind = TypeVar("_Kind", np.int64, np.float32)

_EARLIER = np.tril(np.ones((NEIGHBOURS, NEIGHBOURS), np.bool_), -1)
"""Which neighbours stand before which."""


class Crowds:
    """Crowds among the live articles."""

    def __init__(self, vectors: VectorTable) -> None:
        self._vectors = vectors
        self._origins = np.zeros(0, np.int64)
        """By place in the table of vectors, what tells the origin of who stands there from others."""
        self._crowds: Floats = np.zeros(0)
        self._as_of = np.zeros(0, np.int64)
        """When the list of neighbours that it was worked out from had last changed."""

    def enter(self, evidence: Evidence) -> None:
        """An article has come into the table."""
        self._fit()
        self._origins[self._vectors.places([evidence.article_id])] = hash(evidence.origin_id)

    def of(self, articles: Sequence[Evidence]) -> Floats:
        """The crowds of articles, live or not yet, in the same order: shape (len(articles),)."""
        places = self._vectors.places([one.article_id for one in articles])
        live = places >= 0
        crowds: Floats = np.empty(len(places))
        crowds[live] = self._of_live(places[live])
        for new in np.flatnonzero(~live).tolist():
            crowds[new] = self._of_new(articles[new])
        return crowds

    def means(self, groups: Sequence[Sequence[Evidence]]) -> Floats:
        """The crowd of each group on the mean, of which there is one or more and none is empty."""
        crowds = self.of([one for group in groups for one in group])
        sizes = np.array([len(group) for group in groups])
        means: Floats = np.add.reduceat(crowds, sizes.cumsum() - sizes) / sizes
        return means

    def _fit(self) -> None:
        more = len(self._vectors.neighbourhood.changed) - len(self._crowds)
        if more > 0:
            self._origins = np.concatenate([self._origins, np.zeros(more, np.int64)])
            self._crowds = np.concatenate([self._crowds, np.zeros(more)])
            self._as_of = np.concatenate([self._as_of, np.full(more, -1)])

    def _of_live(self, places: Places) -> Floats:
        lists = self._vectors.neighbourhood
        lists.tidy(places)
        changed = places[self._as_of[places] != lists.changed[places]]
        if len(changed):
            self._work_out(changed)
        return self._crowds[places]

    def _work_out(self, places: Places) -> None:
        crowds, short = self._as_known(places)
        if short.any():
            self._vectors.know_neighbours(places[short])
            crowds[short], _ = self._as_known(places[short])
        self._crowds[places] = crowds
        self._as_of[places] = self._vectors.neighbourhood.changed[places]

    def _as_known(self, places: Places) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """The crowds by as many neighbours as are known, and whether those are too few to tell."""
        listed, cosines, counts = self._vectors.neighbourhood.lists(places)
        crowds, full = _crowds(self._origins[places], self._origins[listed], cosines, counts)
        return crowds, ~full

    def _of_new(self, evidence: Evidence) -> float:
        listed, cosines = self._vectors.neighbour_places(evidence.vectors)
        crowds, _ = _crowds(
            np.array([hash(evidence.origin_id)]),
            _padded(self._origins[listed]),
            _padded(np.array(cosines, np.float32)),
            np.array([len(listed)]),
        )
        return float(crowds[0])


def _crowds(
    own: Places, theirs: Places, cosines: npt.NDArray[np.float32], counts: npt.NDArray[np.integer]
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Crowds by the origins and cosines of neighbours, nearest first, and whether there were as many as it takes."""
    same = ((theirs[:, :, np.newaxis] == theirs[:, np.newaxis, :]) & _EARLIER).any(axis=2)
    voices = (np.arange(NEIGHBOURS) < counts[:, np.newaxis]) & ~same & (theirs != own[:, np.newaxis])
    voices &= voices.cumsum(axis=1) <= CROWD
    heard = voices.sum(axis=1)
    # Summed one after the other, so that what is behind them changes nothing.
    sums = np.where(voices, cosines, 0.0).astype(np.float64).cumsum(axis=1)[:, -1]
    return (sums + LONELY * (CROWD - heard)) / CROWD, heard == CROWD


def _padded(row: npt.NDArray[_Kind]) -> npt.NDArray[_Kind]:
    """As the only row of a table of neighbours."""
    table = np.zeros((1, NEIGHBOURS), row.dtype)
    table[0, : len(row)] = row
    return table
