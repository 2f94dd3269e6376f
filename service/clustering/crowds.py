"""How alike the nearest neighbours of each article are: its crowd, [-1, 1], a mean cosine.

Copies count once, and an article's own copies not at all: forty reprints are no crowd.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.neighbours import Listed, Lists, Places
from service.clustering.told import Told
from service.clustering.vectors import VectorTable
from service.model import FloatArray

CROWD = 4
"""Neighbours that make up an article's crowd."""
LONELY = 0.3
"""Cosine that stands in for a neighbour where there is none, as in a new service's first hour: that of two reports
taken at random from one beat."""

Floats = npt.NDArray[np.float64]


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
        crowds = self._of_any(self._vectors.places([one.article_id for one in articles]))
        for new in np.flatnonzero(np.isnan(crowds)).tolist():
            crowds[new] = self._of_new(articles[new])
        return crowds

    def means(self, groups: Sequence[Told]) -> Floats:
        """The crowd of each group on the mean, of which there is one or more and none is empty."""
        crowds = self._of_any(np.concatenate([group.places for group in groups]))
        sizes = np.array([len(group.sample) for group in groups])
        new = np.isnan(crowds)
        if new.any():
            crowds[new] = self.of([one for group in groups for one in group.sample if one.place < 0])
        means: Floats = np.add.reduceat(crowds, sizes.cumsum() - sizes) / sizes
        return means

    def _fit(self) -> None:
        more = len(self._vectors.neighbourhood.least) - len(self._crowds)
        if more > 0:
            self._origins = np.concatenate([self._origins, np.zeros(more, np.int64)])
            self._crowds = np.concatenate([self._crowds, np.zeros(more)])
            self._as_of = np.concatenate([self._as_of, np.full(more, -1)])

    def of_live(self, places: Places) -> Floats:
        """The crowds of who stands at these places, in the same order."""
        lists = self._vectors.neighbourhood
        lists.tidy(places)
        if _hear(places, CROWD, self._origins, lists.lists, self._crowds, self._as_of):
            self._vectors.know_neighbours(places[self._as_of[places] != lists.lists.changed[places]])
            _hear(places, 0, self._origins, lists.lists, self._crowds, self._as_of)
        return self._crowds[places]

    def _of_any(self, places: Places) -> Floats:
        """The same; NaN for -1."""
        live = places >= 0
        crowds: Floats = np.full(len(places), np.nan)
        crowds[live] = self.of_live(places[live])
        return crowds

    def _of_new(self, evidence: Evidence) -> float:
        listed, cosines = self._vectors.neighbour_places(evidence.vectors)
        crowd, _ = _crowd(
            hash(evidence.origin_id),
            self._origins,
            np.array(listed, np.int32),
            np.array(cosines, np.float32),
        )
        return crowd


@compiled
def _hear(places: Places, least: int, origins: Places, lists: Lists, crowds: Floats, as_of: Places) -> bool:
    """Work out the crowds at those places where the list has changed, if ``least`` voices or more are known there.

    Answers whether there are some where there are not.
    """
    short = False
    for place in places:
        if as_of[place] != lists.changed[place]:
            known = lists.counts[place]
            listed, cosines = lists.who[place, :known], lists.cosines[place, :known]
            crowd, voices = _crowd(origins[place], origins, listed, cosines)
            if voices >= least:
                crowds[place], as_of[place] = crowd, lists.changed[place]
            else:
                short = True
    return short


@compiled
def _crowd(own: int, origins: Places, listed: Listed, cosines: FloatArray) -> tuple[float, int]:
    """The crowd by the origins and cosines of neighbours, nearest first, and of how many voices they are."""
    total, voices = 0.0, 0
    for column in range(len(listed)):
        heard = origins[listed[column]]
        same = heard == own
        for earlier in listed[:column]:
            same |= origins[earlier] == heard
        if not same and voices < CROWD:
            total += cosines[column]
            voices += 1
    return (total + LONELY * (CROWD - voices)) / CROWD, voices
