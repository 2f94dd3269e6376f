"""The embeddings of the live articles, side by side, searched exactly.

Looking through a large table takes longer than all else that is done with an article after its encoding. So the queries
of a batch go through it together, through rough copies of its rows (:mod:`service.clustering.tables.rough`) that tell
what a score is at most; these ceilings (:mod:`service.clustering.tables.ceilings`) are kept up to date while articles
come and go. The likeliest of the rows by them show how near one has to be; what may be as near makes the short list.
Those on it are ranked by products of the rows themselves, taken one by one, which depend on nothing but the two
articles.

Where the rows stand is said in :mod:`service.clustering.tables.blocks`; beside each of them stand its neighbours, see
:mod:`service.clustering.tables.neighbours`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.lanes import SIXTEEN
from service.clustering.tables import ceilings
from service.clustering.tables.awaited import AT_ONCE, Awaited
from service.clustering.tables.blocks import Blocks, Places
from service.clustering.tables.ceilings import LOWEST, Ceilings
from service.clustering.tables.neighbours import NEIGHBOURS, Neighbours
from service.clustering.tables.rough import Copies, RoughTable, copied
from service.model import FloatArray, Vectors

SLACK = 1e-4
"""How far scores may be off by rounding; float32 products of unit vectors are off by about 1e-6, and cosines are kept
to five places."""
_CLASSES = 8
"""Classes of ceilings for each of the nearest: of each the highest stands for all, so thousands are never ordered."""
_MOST_OF_A_CLASS = 64
_LIKELY = 2
"""Rows looked at closely for each of the nearest, to find about as many that are among the nearest or nearly so."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the last search found: the ``count`` nearest, best first, by place, with their cosines."""

    vectors: Vectors | None
    count: int
    places: list[int]
    cosines: list[float]


@dataclass(slots=True)
class _Queries:
    """What is looked for: whole and lead, one behind the other."""

    embeddings: FloatArray
    copies: Copies
    ceilings: Ceilings
    """What the score of each with each row of the table is at most."""


class VectorTable:
    """Unit vectors by article id: float32 rows of 2 * dimension, whole and lead next to each other."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._blocks = Blocks(2 * dimension)
        self._awaited = Awaited()
        self._rough = RoughTable(dimension)
        self._queries = self._against_all(np.zeros((0, 2 * dimension), np.float32))
        """Those that are at hand."""
        self.neighbourhood = Neighbours(0, self._blocks.ids)
        self._last: _Found | None = None
        """Holds until an article comes or goes."""

    def __len__(self) -> int:
        return len(self._blocks)

    def add(self, article_id: str, vectors: Vectors) -> int:
        """Take an article in; answers where it stands."""
        place = self._blocks.take(article_id)
        if self._blocks.rows > self._rows:
            self._fit()
        row = np.concatenate([vectors.whole, vectors.lead], out=self._blocks.row(place))
        self._rough.put(place, row)
        self._look_again(place)
        self._enter(place, vectors)
        self.neighbourhood.come(place)
        found = self._last
        if found and found.vectors is vectors and found.count >= NEIGHBOURS:
            self.neighbourhood.put(place, found.places[:NEIGHBOURS], found.cosines[:NEIGHBOURS])
        self._last = None
        return place

    def remove(self, article_id: str) -> None:
        """Take an article out."""
        place = self._blocks.leave(article_id)
        self.neighbourhood.leave(place)
        self._rough.leave(place)
        self._look_again(place)
        self._last = None

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._blocks

    def place(self, article_id: str) -> int:
        """Where a live article stands."""
        return self._blocks.place(article_id)

    @property
    def ids(self) -> Sequence[str]:
        """Who stands, or last stood, at each place."""
        return self._blocks.ids

    def nearest_places(self, vectors: Vectors, count: int) -> list[int]:
        """As :meth:`nearest`, where they stand."""
        return self._search(vectors, count).places[:count]

    def places(self, article_ids: Sequence[str]) -> Places:
        """Where these articles stand, -1 for those that are not live."""
        return self._blocks.places(article_ids)

    def row(self, place: int) -> FloatArray:
        """Whole and lead of who stands at a place, next to each other."""
        return self._blocks.row(place)

    def rows(self, places: Places) -> FloatArray:
        """The same of several, one below the other."""
        return self._blocks.side_by_side(places)

    def standing(self, places: Places) -> tuple[FloatArray, Places]:
        """A table in which these rows are, and where in it."""
        return self._blocks.standing(places)

    def expect(self, queries: Sequence[Vectors]) -> None:
        """Prepare for these queries; it makes :meth:`nearest` faster for them and changes no answer."""
        self._prepare(self._awaited.announce(queries))

    def nearest(self, vectors: Vectors, count: int) -> list[str]:
        """Ids of the ``count`` articles with the highest mean of whole and lead cosine, best first, ties by id."""
        return [self._blocks.ids[place] for place in self._search(vectors, count).places[:count]]

    def neighbour_places(self, vectors: Vectors) -> tuple[list[int], list[float]]:
        """Where the ``NEIGHBOURS`` nearest stand, and their mean cosines."""
        found = self._search(vectors, NEIGHBOURS)
        return found.places[:NEIGHBOURS], found.cosines[:NEIGHBOURS]

    def know_neighbours(self, places: Places) -> None:
        """Have whole lists of neighbours at these places."""
        self.neighbourhood.tidy(places)
        unknown = self.neighbourhood.unknown(places)
        for start in range(0, len(unknown), AT_ONCE):
            self._look_up(unknown[start : start + AT_ONCE])

    def give_back(self) -> None:
        """Let places that were left be given away again, where they are many.

        Until then the vectors of those who left are still there.
        """
        if self._blocks.many_left:
            self.neighbourhood.strike_all()
            self._blocks.give_back()
            if self._blocks.rows < self._rows:
                self._fit()

    def _fit(self) -> None:
        """Have copies, neighbours and ceilings for as many rows as there are."""
        rows = self._blocks.rows
        self._rough.resize(rows)
        self.neighbourhood.resize(rows)
        self._queries.ceilings = ceilings.resized(self._queries.ceilings, rows)

    @property
    def _rows(self) -> int:
        """For how many rows there are copies, neighbours and ceilings."""
        return len(self.neighbourhood.least)

    def _look_again(self, place: int) -> None:
        """Somebody has come to a place, or has gone."""
        queries, sixteen = self._queries, place // SIXTEEN
        if len(queries.embeddings):
            ceilings.look(queries.copies, self._rough.copies, sixteen, sixteen + 1, queries.ceilings)

    def _prepare(self, queries: Sequence[Vectors]) -> None:
        self._awaited.take(queries)
        joined = np.array([_joined(query) for query in queries], np.float32)
        self._queries = self._against_all(joined.reshape(-1, 2 * self._dimension))

    def _against_all(self, embeddings: FloatArray) -> _Queries:
        copies, rows = copied(embeddings), self._blocks.rows
        found = ceilings.room(len(embeddings), rows)
        ceilings.look(copies, self._rough.copies, 0, rows // SIXTEEN, found)
        return _Queries(embeddings, copies, found)

    def _search(self, vectors: Vectors, count: int) -> _Found:
        found = self._last
        if found is None or found.vectors is not vectors or found.count < count:
            row = self._expectation(vectors)
            places, cosines = self._nearest(self._queries, row, count)
            self._last = found = _Found(vectors, count, places, cosines)
        return found

    def _look_up(self, places: Places) -> None:
        queries = self._against_all(self._blocks.side_by_side(places))
        for row, place in enumerate(places.tolist()):
            self.neighbourhood.put(place, *self._nearest(queries, row, NEIGHBOURS, but=place))

    def _enter(self, place: int, vectors: Vectors) -> None:
        """Enter a new row into the lists that it belongs in."""
        if not self.neighbourhood.any_known:
            return
        new, row = self._blocks.row(place), self._awaited.row(vectors)
        queries = self._against_all(new[np.newaxis]) if row is None else self._queries
        least, lowest = self.neighbourhood.least, self.neighbourhood.lowest
        nearer = ceilings.reaching(
            queries.copies, row or 0, self._rough.copies, queries.ceilings, least, lowest, SLACK
        )
        if len(nearer):
            self.neighbourhood.enter(place, nearer, self._exact(new, nearer))

    def _nearest(
        self, queries: _Queries, row: int, count: int, but: int | None = None
    ) -> tuple[list[int], list[float]]:
        """The ``count`` nearest to the query in that row, best first, ties by id, and their cosines.

        Who stands at ``but`` is not counted.
        """
        count = min(count, len(self) - (but is not None))
        if not count:
            return [], []
        if but is not None:
            ceilings.leave_out(queries.ceilings, row, but)
        known, copies = queries.ceilings, self._rough.copies
        reached = max(_reached(known, row, min(_LIKELY * count, len(self))), int(LOWEST))
        places = ceilings.likeliest(queries.copies, row, copies, known, reached, count)
        cosines = self._exact(queries.embeddings[row], places)
        low = 2 * (float(cosines.min()) - SLACK)
        more = ceilings.others(queries.copies, row, copies, known, low, places)
        also = self._exact(queries.embeddings[row], more)
        return self._ranked(np.concatenate([places, more]), np.concatenate([cosines, also]), count)

    def _ranked(self, places: Places, cosines: FloatArray, count: int) -> tuple[list[int], list[float]]:
        best = cosines >= np.partition(cosines, len(cosines) - count)[len(cosines) - count]
        listed, distances = places[best].tolist(), (-cosines[best]).tolist()
        ids = self._blocks.ids
        ranked = sorted(zip(distances, [ids[place] for place in listed], listed, strict=True))[:count]
        return [place for _, _, place in ranked], [-distance for distance, *_ in ranked]

    def _exact(self, query: FloatArray, places: Places) -> FloatArray:
        """Mean cosines that depend on nothing but the two articles."""
        rows = self._blocks.side_by_side(places)
        cosines: FloatArray = np.round(np.einsum("ij,j->i", rows, query) / 2, 5)
        return cosines

    def _expectation(self, vectors: Vectors) -> int:
        """The row of these among the queries that are at hand; they are from here on."""
        row = self._awaited.row(vectors)
        if row is None:
            self._prepare(self._awaited.together_with(vectors))
        return row or 0


def _joined(vectors: Vectors) -> FloatArray:
    return np.concatenate([vectors.whole, vectors.lead])


def _reached(known: Ceilings, row: int, count: int) -> int:
    """What ``count`` or more ceilings reach, in units: so many classes of them have their highest there or above."""
    several = known.highest.shape[1] >= _CLASSES * count
    highest = known.highest[row] if several else known.each[row]
    classes = max(min(len(highest), _CLASSES * count), len(highest) // _MOST_OF_A_CLASS)
    each = len(highest) // classes
    highest = highest[: each * classes].reshape(each, classes).max(axis=0)
    return int(np.partition(highest, classes - count)[classes - count])
