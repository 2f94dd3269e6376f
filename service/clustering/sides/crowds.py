"""How alike the nearest neighbours of each article are: its crowd, [-1, 1], a mean cosine.

Copies count once, and an article's own copies not at all: forty reprints are no crowd.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.sides.told import origin
from service.clustering.tables.blocks import Places
from service.clustering.tables.neighbour_lists import Counts, Listed
from service.clustering.tables.vectors import VectorTable
from service.model import FloatArray

CROWD = 4
"""Neighbours that make up an article's crowd."""
LONELY = 0.3
"""Cosine that stands in for a neighbour where there is none, as in a new service's first hour: that of two reports
taken at random from one beat."""
QUIET = 0.2
"""Cosine below which a neighbour counts as if it had this: on a desk of ten reports on ten matters the nearest are
nobody's neighbours, and two accidents look no more like one there than on an empty desk."""

ALL, _TOO_FEW, _SOME_GONE = range(3)
"""What there is to hear at some places: all; of too few; of some who are not live any more."""

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Heard = tuple[Places, tuple[Marks, Listed, FloatArray, Counts, Places], tuple[Floats, Places]]
"""By place what tells origins apart; who is live and the fields of :class:`Lists`; what is known of crowds, and as of
when."""


class Crowds:
    """Crowds among the live articles."""

    def __init__(self, vectors: VectorTable) -> None:
        self._vectors = vectors
        self.origins = np.zeros(0, np.int64)
        """By place in the table of vectors, what tells the origin of who stands there from others."""
        self._crowds: Floats = np.zeros(1)
        """By place likewise, and behind them of an article that is not live."""
        self._as_of = np.zeros(0, np.int64)
        """When the list of neighbours that it was worked out from had last changed."""

    def enter(self, evidence: Evidence) -> None:
        """An article has come into the table."""
        self._fit()
        self.origins[self._vectors.place(evidence.article_id)] = origin_number(evidence)

    def of(self, articles: Sequence[Evidence]) -> Floats:
        """The crowds of articles, live or not yet, in the same order: shape (len(articles),)."""
        places = self._vectors.places([one.article_id for one in articles])
        self.look_at(places[places >= 0])
        crowds: Floats = self._crowds[places]
        for new in np.flatnonzero(places < 0).tolist():
            crowds[new] = self._of_new(articles[new])
        return crowds

    def by_place(self, places: Places) -> Floats:
        """Crowds by place, right at these places, where somebody stands."""
        self.look_at(places)
        return self._crowds

    def welcome(self, guest: Evidence) -> None:
        """Have the crowd of an article that is not live stand at place -1."""
        self._crowds[-1] = self._of_new(guest)

    @property
    def heard(self) -> Heard:
        """What :func:`hear` goes by."""
        lists = self._vectors.neighbourhood
        return self.origins, (lists.live, *lists.lists), (self._crowds, self._as_of)

    def _fit(self) -> None:
        more = len(self._vectors.neighbourhood.least) - len(self.origins)
        if more > 0:
            self.origins = np.concatenate([self.origins, np.zeros(more, np.int64)])
            self._crowds = np.concatenate([self._crowds, np.zeros(more)])
            self._as_of = np.concatenate([self._as_of, np.full(more, -1)])

    def look_at(self, live: Places) -> None:
        """Have the right crowds at these places."""
        heard, lists = hear(live, CROWD, self.heard), self._vectors.neighbourhood
        if heard == _SOME_GONE:
            lists.tidy(live)
            heard = hear(live, CROWD, self.heard)
        if heard == _TOO_FEW:
            self._vectors.know_neighbours(live[self._as_of[live] != lists.lists.changed[live]])
            hear(live, 0, self.heard)

    def _of_new(self, evidence: Evidence) -> float:
        listed, cosines = self._vectors.neighbour_places(evidence.vectors)
        crowd, _ = _crowd(
            origin_number(evidence),
            self.origins,
            listed.astype(np.int32),
            cosines,
        )
        return crowd


def origin_number(article: Evidence) -> int:
    """What tells the origin of an article from others, within one process."""
    return hash(origin(article))


@compiled
def hear(places: Places, least: int, by_place: Heard) -> int:
    """Work out the crowds at those places where the list has changed, if ``least`` voices or more are known there.

    Answers whether all is known by then.
    """
    origins, (live, who, cosines, counts, changed), (means, as_of) = by_place
    heard = ALL
    for place in places:
        known = counts[place]
        for other in who[place, :known]:
            if not live[other]:
                return _SOME_GONE
        if as_of[place] != changed[place]:
            crowd, voices = _crowd(origins[place], origins, who[place, :known], cosines[place, :known])
            if voices >= least:
                means[place], as_of[place] = crowd, changed[place]
            else:
                heard = _TOO_FEW
    return heard


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
            total += max(cosines[column], np.float32(QUIET))
            voices += 1
    return (total + LONELY * (CROWD - voices)) / CROWD, voices
