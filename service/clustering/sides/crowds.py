"""How alike the nearest neighbours of each article are: its crowd, [-1, 1], a mean cosine.

Copies count once, and an article's own copies not at all: forty reprints are no crowd.

How many neighbours are heard depends on how many tell of what is compared. The four nearest of sixty reports of one
event word it nearly alike, whatever else happened that day; by them, all others would be strangers. So a crowd is heard
two thirds as deep as there are independent reports on both sides, from :data:`CROWD` to :data:`DEEPEST`. By how much it
is quieter there than among the nearest few is a feature of its own.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.sides.told import Groups, origin
from service.clustering.tables.blocks import Places
from service.clustering.tables.neighbour_lists import NEIGHBOURS, Counts, Listed, Mask
from service.clustering.tables.vectors import VectorTable
from service.model import FloatArray

CROWD, DEEPEST = 4, NEIGHBOURS
"""Neighbours that make up an article's crowd, at least and at most."""
_DEPTHS = DEEPEST - CROWD + 1
DEEPER = "deeper"
CROWDS = ("crowd", DEEPER)
"""Features: how alike the nearest :data:`CROWD` are; how much less alike those are who are heard beside so many."""
LONELY = 0.3
"""Cosine that stands in for a neighbour where there is none, as in a new service's first hour: that of two reports
taken at random from one beat."""
QUIET = 0.2
"""Cosine below which a neighbour counts as if it had this: on a desk of ten reports on ten matters the nearest are
nobody's neighbours, and two accidents look no more like one there than on an empty desk."""

ALL, _TOO_FEW, _SOME_GONE = range(3)
"""What there is to hear at some places: all; of too few; of some who are not live any more."""

Floats = npt.NDArray[np.float64]
Heard = tuple[Places, tuple[Mask, Mask, Listed, FloatArray, Counts, Places], tuple[Floats, Counts, Places]]
"""By place what tells origins apart; who is live, which lists are whole, and the fields of :class:`Lists`; what is
known of crowds, of how many voices, and as of when."""


class Crowds:
    """Crowds among the live articles."""

    def __init__(self, vectors: VectorTable) -> None:
        self._vectors = vectors
        self.origins = np.zeros(0, np.int64)
        """By place in the table of vectors, what tells the origin of who stands there from others."""
        self._crowds: Floats = np.zeros((1, _DEPTHS))
        """By place likewise, and behind them of an article that is not live; at each depth."""
        self._voices = np.zeros(0, np.int8)
        """Of how many neighbours they were worked out."""
        self._as_of = np.zeros(0, np.int64)
        """When the list of neighbours that it was worked out from had last changed."""

    def enter(self, evidence: Evidence) -> None:
        """An article has come into the table."""
        self._fit()
        self.origins[self._vectors.place(evidence.article_id)] = origin_number(evidence)

    def of(self, articles: Sequence[Evidence], depth: int = CROWD) -> Floats:
        """The crowds of articles, live or not yet, heard so deep, in the same order: shape (len(articles),)."""
        places = self._vectors.places([one.article_id for one in articles])
        self.look_at(places[places >= 0], depth)
        crowds: Floats = self._crowds[places, depth - CROWD]
        for new in np.flatnonzero(places < 0).tolist():
            crowds[new] = self._of_new(articles[new])[depth - CROWD]
        return crowds

    def at(self, places: Places, origins: int) -> tuple[Floats, Floats]:
        """The crowds at these places, where somebody stands.

        Of the nearest few, and heard as deep as beside so many independent reports.
        """
        depth = depth_beside(origins)
        self.look_at(places, depth)
        crowds: Floats = self._crowds[places]
        return crowds[:, 0], crowds[:, depth - CROWD]

    def welcome(self, guest: Evidence) -> None:
        """Have the crowd of an article that is not live stand at place -1."""
        self._crowds[-1] = self._of_new(guest)

    @property
    def heard(self) -> Heard:
        """What :func:`hear` goes by."""
        lists = self._vectors.neighbourhood
        return (
            self.origins,
            (lists.live, lists.whole, *lists.lists),
            (self._crowds, self._voices, self._as_of),
        )

    def _fit(self) -> None:
        more = len(self._vectors.neighbourhood.least) - len(self.origins)
        if more > 0:
            self.origins = np.concatenate([self.origins, np.zeros(more, np.int64)])
            self._crowds = np.concatenate([self._crowds, np.zeros((more, _DEPTHS))])
            self._voices = np.concatenate([self._voices, np.zeros(more, np.int8)])
            self._as_of = np.concatenate([self._as_of, np.full(more, -1)])

    def look_at(self, live: Places, depth: int) -> None:
        """Have the right crowds at these places, heard so deep."""
        heard, lists = hear(live, depth, self.heard), self._vectors.neighbourhood
        if heard == _SOME_GONE:
            lists.tidy(live)
            heard = hear(live, depth, self.heard)
        if heard == _TOO_FEW:
            self._vectors.know_neighbours(live[self._voices[live] < depth])
            hear(live, depth, self.heard)

    def _of_new(self, evidence: Evidence) -> Floats:
        listed, cosines = self._vectors.neighbour_places(evidence.vectors)
        crowd = np.empty(_DEPTHS)
        _write_crowd(origin_number(evidence), self.origins, listed.astype(np.int32), cosines, crowd)
        return crowd


def origin_number(article: Evidence) -> int:
    """What tells the origin of an article from others, within one process."""
    return hash(origin(article))


@compiled
def depth_beside(origins: int) -> int:
    """How deep a crowd is heard where so many independent reports are compared."""
    return min(max(2 * origins // 3, CROWD), DEEPEST)


@compiled
def hear(places: Places, depth: int, by_place: Heard) -> int:
    """Work out the crowds at those places where the list has changed.

    Answers whether they are right that deep: so many voices are known everywhere, or as many as a list can tell.
    """
    origins, (live, whole, who, cosines, counts, changed), (means, voices, as_of) = by_place
    heard = ALL
    for place in places:
        known = min(counts[place], DEEPEST)
        for other in who[place, :known]:
            if not live[other]:
                return _SOME_GONE
        if as_of[place] != changed[place]:
            voices[place] = _write_crowd(
                origins[place], origins, who[place, :known], cosines[place, :known], means[place]
            )
            as_of[place] = changed[place]
        if voices[place] < depth and known < DEEPEST and not whole[place]:
            heard = _TOO_FEW
    return heard


@compiled
def mean_crowds(by_place: Heard, groups: Groups, depths: Places) -> Floats:
    """Mean of the crowds of the first group and of each of the others: shape (groups - 1, 2).

    Of the nearest few, and heard at their depths. Both sides count alike, however many articles they have.
    """
    crowds, (places, starts) = by_place[2][0], groups
    means = np.zeros((len(depths), 2))
    for turn in range(len(depths)):
        for column, depth in enumerate((0, depths[turn] - CROWD)):
            own, other = 0.0, 0.0
            for place in places[: starts[1]]:
                own += crowds[place, depth]
            for place in places[starts[turn + 1] : starts[turn + 2]]:
                other += crowds[place, depth]
            means[turn, column] = (own / starts[1] + other / (starts[turn + 2] - starts[turn + 1])) / 2
    return means


@compiled
def _write_crowd(own: int, origins: Places, listed: Listed, cosines: FloatArray, crowd: Floats) -> int:
    """Write the crowd at each depth by the origins and cosines of neighbours, nearest first; of how many voices."""
    total, voices = 0.0, 0
    for column in range(len(listed)):
        heard = origins[listed[column]]
        same = heard == own
        for earlier in listed[:column]:
            same |= origins[earlier] == heard
        if not same:
            total += max(cosines[column], np.float32(QUIET))
            voices += 1
            if voices >= CROWD:
                crowd[voices - CROWD] = total / voices
    for depth in range(max(voices + 1, CROWD), DEEPEST + 1):
        crowd[depth - CROWD] = (total + LONELY * (depth - voices)) / depth
    return voices
