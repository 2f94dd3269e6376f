"""How alike the nearest neighbours of each article are: its crowd, [-1, 1], a mean cosine.

Copies count once, and an article's own copies not at all: forty reprints are no crowd.
"""

from collections.abc import Mapping, Sequence
from itertools import islice

from service.clustering.evidence import Evidence
from service.clustering.neighbours import Neighbour
from service.clustering.vectors import VectorTable

CROWD = 4
"""Neighbours that make up an article's crowd."""
LONELY = 0.3
"""Cosine that stands in for a neighbour where there is none, as in a new service's first hour: that of two reports
taken at random from one beat."""


class Crowds:
    """Crowds among the live articles."""

    def __init__(self, vectors: VectorTable, live: Mapping[str, Evidence]) -> None:
        self._vectors = vectors
        self._live = live
        self._remembered: dict[str, tuple[Sequence[Neighbour], float]] = {}
        """The crowd of each article, and the neighbours that it was worked out from."""

    def of(self, articles: Sequence[Evidence]) -> list[float]:
        """The crowds of articles, live or not yet, in the same order."""
        live = [one.article_id for one in articles if one.article_id in self._live]
        known = dict(zip(live, self._vectors.nearest_of(live), strict=True))
        short = [name for name, nearest in known.items() if not self._suffices(name, nearest)]
        known |= dict(zip(short, self._vectors.neighbours_of(short), strict=True))
        return [
            self._once(one, known[one.article_id])
            if one.article_id in known
            else self._crowd(one, self._vectors.neighbours(one.vectors))
            for one in articles
        ]

    def means(self, groups: Sequence[Sequence[Evidence]]) -> list[float]:
        """The crowd of each group on the mean; none of them may be empty."""
        crowds = iter(self.of([one for group in groups for one in group]))
        return [sum(islice(crowds, len(group))) / len(group) for group in groups]

    def forget(self, article_id: str) -> None:
        """An article goes."""
        self._remembered.pop(article_id, None)

    def _suffices(self, article_id: str, nearest: Sequence[Neighbour]) -> bool:
        """Whether so many of an article's neighbours make up its crowd; those that follow are none of it."""
        remembered = self._remembered.get(article_id)
        if remembered and remembered[0] is nearest:
            return True
        origins = {self._live[neighbour.article_id].origin_id for neighbour in nearest}
        return len(origins - {self._live[article_id].origin_id}) >= CROWD

    def _once(self, evidence: Evidence, neighbours: Sequence[Neighbour]) -> float:
        """Crowd of a live article, worked out once for each list of its neighbours; lists never change."""
        of, crowd = self._remembered.get(evidence.article_id, (None, 0.0))
        if of is not neighbours:
            crowd = self._crowd(evidence, neighbours)
            self._remembered[evidence.article_id] = neighbours, crowd
        return crowd

    def _crowd(self, evidence: Evidence, neighbours: Sequence[Neighbour]) -> float:
        origins = {evidence.origin_id}
        cosines: list[float] = []
        for neighbour in neighbours:
            origin = self._live[neighbour.article_id].origin_id
            if origin not in origins:
                origins.add(origin)
                cosines.append(neighbour.cosine)
                if len(cosines) == CROWD:
                    break
        return (sum(cosines) + LONELY * (CROWD - len(cosines))) / CROWD
