"""Who stands where among the live articles: each has one place, in every table that holds something of it.

Tables are asked by place, and only here is an id looked up. What one that has gone had left stays until
:meth:`Standing.give_back`.
"""

from collections.abc import Iterable

from service.clustering.evidence import Evidence
from service.clustering.tables.alike import Alike
from service.clustering.tables.live import LiveEvidence
from service.clustering.tables.pieces import PieceTable
from service.clustering.tables.shingles import ShingleTable
from service.clustering.tables.terms import TermTable
from service.clustering.tables.vectors import VectorTable


class Standing:
    """The tables of the live articles, and who stands at each place in them."""

    def __init__(self, dimension: int) -> None:
        self.vectors = VectorTable(dimension)
        self.terms = TermTable()
        self.shingles = ShingleTable(self.vectors.ids)
        self.pieces = PieceTable(self.vectors.ids)
        self._articles: list[LiveEvidence] = []
        """Who stands, or last stood, at each place."""
        self._by_digest = Alike[bytes]()
        self._by_url = Alike[str]()

    def __len__(self) -> int:
        return len(self.vectors)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self.vectors

    def of(self, article_id: str) -> LiveEvidence:
        """What is known of a live article."""
        return self._articles[self.vectors.place(article_id)]

    def at(self, place: int) -> LiveEvidence:
        """Who stands, or last stood, at a place."""
        return self._articles[place]

    def still(self, live: LiveEvidence) -> bool:
        """Whether it stands where it stood."""
        return live.article_id in self and self.of(live.article_id) is live

    def same_text(self, evidence: Evidence) -> list[Evidence]:
        """Articles whose text has the same words, by time."""
        return _others(self._by_digest.of(evidence.digest), evidence)

    def same_page(self, evidence: Evidence) -> list[Evidence]:
        """Articles at the same canonical address, by time."""
        return _others(self._by_url.of(evidence.url), evidence) if evidence.url else []

    def enter(self, evidence: Evidence) -> LiveEvidence:
        """Give an article a place in all tables."""
        place = self.vectors.add(evidence.article_id, evidence.vectors)
        self.terms.put(place, evidence)
        live = LiveEvidence(evidence, place, self.vectors, self.terms)
        self._articles[place : place + 1] = [live]
        self.shingles.add(place, evidence.codes)
        self.pieces.add(place, evidence.pieces)
        self._by_digest.enter(live.digest, live)
        if live.url:
            self._by_url.enter(live.url, live)
        return live

    def leave(self, live: LiveEvidence) -> None:
        """It goes."""
        self.pieces.remove(live.place, live.pieces)
        self.terms.leave(live.place)
        self.vectors.remove(live.article_id)
        self.shingles.remove(live.place)
        self._by_digest.leave(live.digest, live)
        if live.url:
            self._by_url.leave(live.url, live)

    def give_back(self) -> None:
        """Let go of what those that have gone had left, while nobody asks for it."""
        self.vectors.give_back()
        self.terms.give_back()
        del self._articles[len(self.vectors.ids) :]


def _others(found: Iterable[LiveEvidence], evidence: Evidence) -> list[Evidence]:
    return [*sorted(other for other in found if other.article_id != evidence.article_id)]
