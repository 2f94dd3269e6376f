"""The embeddings of the live articles, side by side, searched exactly.

The queries of a batch are looked for together (:mod:`service.clustering.tables.search`): those at hand have been
through all rows, and what they know of them is kept up to date while articles come and go.

Where the rows stand is said in :mod:`service.clustering.tables.blocks`; beside each of them stand its neighbours, see
:mod:`service.clustering.tables.neighbours`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.clustering.tables.awaited import AT_ONCE, Awaited
from service.clustering.tables.blocks import Blocks, Places
from service.clustering.tables.neighbour_lists import KEPT, NEIGHBOURS
from service.clustering.tables.neighbours import Neighbours
from service.clustering.tables.rounded import Rounded
from service.clustering.tables.search import Search
from service.model import FloatArray, Vectors


@dataclass(frozen=True, slots=True)
class _Found:
    """What the last search found: the ``count`` nearest, best first, by place, with their cosines."""

    vectors: Vectors | None
    count: int
    places: Places
    cosines: FloatArray


class VectorTable:
    """Unit vectors by article id: rows of 2 * dimension numbers, whole and lead next to each other."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._blocks = Blocks(2 * dimension)
        self._awaited = Awaited()
        self._search = Search(self._blocks)
        self._queries = self._search.queries(np.zeros((0, 2 * dimension), np.float32))
        """Those that are at hand."""
        self.neighbourhood = Neighbours(0, self._blocks.ids)
        self._last: _Found | None = None
        """Holds until an article comes or goes."""

    def __len__(self) -> int:
        return len(self._blocks)

    def add(self, article_id: str, vectors: Vectors) -> int:
        """Take an article in; answers where it stands."""
        place = self._blocks.take(article_id, _joined(vectors))
        if self._blocks.rows > self._rows:
            self._fit()
        self._search.come(place, self._queries)
        self._enter(place, vectors)
        self.neighbourhood.come(place)
        found = self._last
        if found and found.vectors is vectors and found.count >= KEPT:
            self.neighbourhood.put(place, found.places[:KEPT], found.cosines[:KEPT])
        self._last = None
        return place

    def remove(self, article_id: str) -> None:
        """Take an article out."""
        place = self._blocks.leave(article_id)
        self.neighbourhood.leave(place)
        self._search.leave(place, self._queries)
        self._last = None

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._blocks

    def place(self, article_id: str) -> int:
        """Where a live article stands."""
        return self._blocks.place(article_id)

    def place_if_live(self, article_id: str) -> int:
        """Where an article stands, -1 if it is not live."""
        return self._blocks.place_if_live(article_id)

    @property
    def ids(self) -> Sequence[str]:
        """Who stands, or last stood, at each place."""
        return self._blocks.ids

    def nearest_places(self, vectors: Vectors, count: int) -> list[int]:
        """As :meth:`nearest`, where they stand."""
        found: list[int] = self._find(vectors, count).places[:count].tolist()
        return found

    def places(self, article_ids: Sequence[str]) -> Places:
        """Where these articles stand, -1 for those that are not live."""
        return self._blocks.places(article_ids)

    @property
    def kept(self) -> Rounded:
        """The rows by place, as they are kept."""
        return self._blocks.kept

    def row(self, place: int) -> FloatArray:
        """Whole and lead of who stands at a place, next to each other."""
        row: FloatArray = self.rows(np.array([place]))[0]
        return row

    def rows(self, places: Places) -> FloatArray:
        """The same of several, one below the other."""
        return self._blocks.side_by_side(places)

    def expect(self, queries: Sequence[Vectors]) -> None:
        """Prepare for these queries; it makes :meth:`nearest` faster for them and changes no answer."""
        self._prepare(self._awaited.announce(queries))

    def nearest(self, vectors: Vectors, count: int) -> list[str]:
        """Ids of the ``count`` articles with the highest mean of whole and lead cosine, best first, ties by id."""
        return [self._blocks.ids[place] for place in self.nearest_places(vectors, count)]

    def neighbour_places(self, vectors: Vectors) -> tuple[Places, FloatArray]:
        """Where the ``NEIGHBOURS`` nearest stand, and their mean cosines."""
        found = self._find(vectors, KEPT)
        return found.places[:NEIGHBOURS], found.cosines[:NEIGHBOURS]

    def know_neighbours(self, places: Places) -> None:
        """Have the ``NEIGHBOURS`` nearest, or all there are, in the lists at these places."""
        self.neighbourhood.tidy(places)
        unknown = self.neighbourhood.unknown(places)
        for start in range(0, len(unknown), AT_ONCE):
            self._look_up(unknown[start : start + AT_ONCE])

    def give_back(self) -> None:
        """Let places that were left be given away again, where they are many.

        Until then the vectors of those who left are still there.
        """
        if self._blocks.many_left:
            self._prepare(())
            self.neighbourhood.strike_all()
            self._blocks.give_back()
            if self._blocks.rows < self._rows:
                self._fit()

    def _fit(self) -> None:
        """Have copies, neighbours and ceilings for as many rows as there are."""
        rows = self._blocks.rows
        self._search.resize(rows, self._queries)
        self.neighbourhood.resize(rows)

    @property
    def _rows(self) -> int:
        """For how many rows there are copies, neighbours and ceilings."""
        return len(self.neighbourhood.least)

    def _prepare(self, queries: Sequence[Vectors]) -> None:
        self._awaited.take(queries)
        joined = np.array([_joined(query) for query in queries], np.float32)
        self._queries = self._search.queries(joined.reshape(-1, 2 * self._dimension))

    def _find(self, vectors: Vectors, count: int) -> _Found:
        found = self._last
        if found is None or found.vectors is not vectors or found.count < count:
            row = self._expectation(vectors)
            places, cosines = self._search.nearest(self._queries, row, count, self.neighbourhood.live)
            self._last = found = _Found(vectors, count, places, cosines)
        return found

    def _look_up(self, places: Places) -> None:
        queries = self._search.queries(self._blocks.side_by_side(places))
        for row, place in enumerate(places.tolist()):
            self.neighbourhood.put(place, *self._search.nearest_but(queries, row, KEPT, place))

    def _enter(self, place: int, vectors: Vectors) -> None:
        """Enter a new row into the lists that it belongs in."""
        if not self.neighbourhood.any_known:
            return
        row = self._awaited.row(vectors)
        queries = self._search.queries(_joined(vectors)[np.newaxis]) if row is None else self._queries
        nearer, cosines = self._search.nearer(queries, row or 0, self.neighbourhood)
        if len(nearer):
            self.neighbourhood.enter(place, nearer, cosines)

    def _expectation(self, vectors: Vectors) -> int:
        """The row of these among the queries that are at hand; they are from here on."""
        row = self._awaited.row(vectors)
        if row is None:
            self._prepare(self._awaited.together_with(vectors))
        return row or 0


def _joined(vectors: Vectors) -> FloatArray:
    return np.concatenate([vectors.whole, vectors.lead])
