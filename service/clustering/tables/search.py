"""Searching the rows of the vector table, exactly.

Looking through a large table takes longer than all else that is done with an article after its encoding. So queries go
through it together, through rough copies of its rows (:mod:`service.clustering.tables.rough`) that tell what a score is
at most (:mod:`service.clustering.tables.ceilings`). The likeliest of the rows by them show how near one has to be; what
may be as near makes the short list. Those on it are ranked by products of the rows themselves, taken one by one, which
depend on nothing but the two articles.
"""

from dataclasses import dataclass

import numpy as np

from embeddings.lanes import SIXTEEN
from service.clustering.tables import ceilings
from service.clustering.tables.blocks import Blocks, Places
from service.clustering.tables.ceilings import LOWEST, Ceilings
from service.clustering.tables.neighbours import Neighbours
from service.clustering.tables.rough import Copies, RoughTable, copied
from service.clustering.tables.rounded import Multiples, multiples
from service.model import FloatArray

SLACK = 1e-4
"""How far scores may be off by rounding; ceilings are off by about 1e-6, and cosines are kept to five places."""
_CLASSES = 8
"""Classes of ceilings for each of the nearest: of each the highest stands for all, so thousands are never ordered."""
_MOST_OF_A_CLASS = 64
_LIKELY = 2
"""Rows looked at closely for each of the nearest, to find about as many that are among the nearest or nearly so."""


@dataclass(slots=True)
class Queries:
    """What is looked for: whole and lead, one behind the other."""

    embeddings: Multiples
    """Rounded as the rows are, so that it makes no difference which of two articles is looked for."""
    copies: Copies
    ceilings: Ceilings
    """What the score of each with each row of the table is at most."""


class Search:
    """Looks through the rows of some blocks."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._rough = RoughTable(blocks.kept)

    def resize(self, rows: int, queries: Queries) -> None:
        """Have room for so many rows, and have it in what these queries know of them."""
        self._rough.resize(rows)
        queries.ceilings = ceilings.resized(queries.ceilings, rows)

    def come(self, place: int) -> None:
        """A row has come to a place."""
        self._rough.put(place)

    def leave(self, place: int) -> None:
        """The row at a place goes."""
        self._rough.leave(place)

    def queries(self, embeddings: FloatArray) -> Queries:
        """Queries that have been through all rows: ``embeddings`` is of shape (queries, 2 * d)."""
        exact, rows = multiples(embeddings), self._blocks.rows
        copies, found = copied(exact), ceilings.room(len(embeddings), rows)
        ceilings.look(copies, self._rough.copies, 0, rows // SIXTEEN, found)
        return Queries(exact, copies, found)

    def look_again(self, queries: Queries, place: int) -> None:
        """Somebody has come to a place, or has gone."""
        sixteen = place // SIXTEEN
        if len(queries.embeddings.units):
            ceilings.look(queries.copies, self._rough.copies, sixteen, sixteen + 1, queries.ceilings)

    def nearest(
        self, queries: Queries, row: int, count: int, but: int | None = None
    ) -> tuple[list[int], list[float]]:
        """The ``count`` nearest to the query in that row, best first, ties by id, and their cosines.

        Who stands at ``but`` is not counted.
        """
        count = min(count, len(self._blocks) - (but is not None))
        if not count:
            return [], []
        if but is not None:
            ceilings.leave_out(queries.ceilings, row, but)
        known, copies = queries.ceilings, self._rough.copies
        reached = max(_reached(known, row, min(_LIKELY * count, len(self._blocks))), int(LOWEST))
        places = ceilings.likeliest(queries.copies, row, copies, known, reached, count)
        cosines = self.exact(queries, row, places)
        low = 2 * (float(cosines.min()) - SLACK)
        more = ceilings.others(queries.copies, row, copies, known, low, places)
        also = self.exact(queries, row, more)
        return self._ranked(np.concatenate([places, more]), np.concatenate([cosines, also]), count)

    def nearer(self, queries: Queries, row: int, lists: Neighbours) -> Places:
        """Into whose list of neighbours the query in that row may belong."""
        return ceilings.reaching(
            queries.copies, row, self._rough.copies, queries.ceilings, lists.least, lists.lowest, SLACK
        )

    def exact(self, queries: Queries, row: int, places: Places) -> FloatArray:
        """Mean cosines that depend on nothing but the two articles."""
        return self._blocks.mean_cosines(queries.embeddings, row, places)

    def _ranked(self, places: Places, cosines: FloatArray, count: int) -> tuple[list[int], list[float]]:
        best = cosines >= np.partition(cosines, len(cosines) - count)[len(cosines) - count]
        listed, distances = places[best].tolist(), (-cosines[best]).tolist()
        ids = self._blocks.ids
        ranked = sorted(zip(distances, [ids[place] for place in listed], listed, strict=True))[:count]
        return [place for _, _, place in ranked], [-distance for distance, *_ in ranked]


def _reached(known: Ceilings, row: int, count: int) -> int:
    """What ``count`` or more ceilings reach, in units: so many classes of them have their highest there or above."""
    several = known.highest.shape[1] >= _CLASSES * count
    highest = known.highest[row] if several else known.each[:, row].reshape(-1)
    classes = max(min(len(highest), _CLASSES * count), len(highest) // _MOST_OF_A_CLASS)
    each = len(highest) // classes
    highest = highest[: each * classes].reshape(each, classes).max(axis=0)
    return int(np.partition(highest, classes - count)[classes - count])
