"""Searching the rows of the vector table, exactly.

Looking through a large table takes longer than all else that is done with an article after its encoding. So queries go
through it together, through rough copies of its rows (:mod:`service.clustering.tables.rough`) that tell what a score is
at most (:mod:`service.clustering.tables.ceilings`). What may be near by that is ranked by products of the rows
themselves, taken one by one, which depend on nothing but the two articles (:mod:`service.clustering.tables.nearest`).
"""

from dataclasses import dataclass, field

import numpy as np

from embeddings.compiled import compiled
from embeddings.lanes import SIXTEEN
from service.clustering.tables.blocks import Blocks, Places
from service.clustering.tables.ceilings import Ceilings, leave_out, look, resized, room
from service.clustering.tables.nearest import Nearest, brought_up_to_date, nearer, nearest, nearest_of_each
from service.clustering.tables.neighbour_lists import Mask
from service.clustering.tables.neighbours import Neighbours
from service.clustering.tables.rough import Copies, RoughTable, copied, copy_row
from service.clustering.tables.rounded import Multiples, Rounded, multiples
from service.model import FloatArray

_LIKELY = 2
"""Rows looked at closely for each of the nearest, to find about as many that are among the nearest or nearly so."""
_NO_LISTS: Nearest = (np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(1, np.int64))


@dataclass(slots=True)
class Queries:
    """What is looked for: whole and lead, one behind the other."""

    embeddings: Multiples
    """Rounded as the rows are, so that it makes no difference which of two articles is looked for."""
    copies: Copies
    ceilings: Ceilings
    """What the score of each with each row of the table is at most."""
    lists: Nearest = _NO_LISTS
    """The nearest of each, and all that are as near as the last of them, as they were when they were looked for."""
    asked: int = 0
    """How many were looked for; there are fewer where there were no more articles."""
    come: list[int] = field(default_factory=list)
    """Where those stand who have come since."""


class Search:
    """Looks through the rows of some blocks."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._rough = RoughTable(blocks.kept)

    def resize(self, rows: int, queries: Queries) -> None:
        """Have room for so many rows, and have it in what these queries know of them."""
        self._rough.resize(rows)
        queries.ceilings = resized(queries.ceilings, rows)

    def come(self, place: int, queries: Queries) -> None:
        """A row has come to a place; these queries go through it."""
        if queries.asked:
            queries.come.append(place)
        _come(place, self._blocks.kept, self._rough.copies, queries.copies, queries.ceilings)

    def leave(self, place: int, queries: Queries) -> None:
        """The row at a place goes; these queries know it."""
        self._rough.leave(place)
        sixteen = place // SIXTEEN
        look(queries.copies, self._rough.copies, sixteen, sixteen + 1, queries.ceilings)

    def queries(self, embeddings: FloatArray) -> Queries:
        """Queries that have been through all rows: ``embeddings`` is of shape (queries, 2 * d)."""
        exact, rows = multiples(embeddings), self._blocks.rows
        copies, found = copied(exact), room(len(embeddings), rows)
        look(copies, self._rough.copies, 0, rows // SIXTEEN, found)
        return Queries(exact, copies, found)

    def nearest(self, queries: Queries, row: int, count: int, live: Mask) -> tuple[Places, FloatArray]:
        """The ``count`` nearest to the query in that row, best first, ties by id, and their cosines.

        What is asked of one will be asked of all, so they are all looked for at once; who has come since is compared.
        ``live`` tells at which places somebody stands.
        """
        if not len(self._blocks):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if queries.asked < count:
            queries.lists = nearest_of_each(*self._known(queries), self._counts(count))
            queries.asked, queries.come = count, []
        places, cosines, ties, is_right = brought_up_to_date(
            queries.embeddings,
            queries.ceilings,
            row,
            queries.lists,
            self._blocks.kept,
            (np.array(queries.come, np.int64), live),
            min(count, len(self._blocks)),
        )
        if not is_right:
            return self._searched(queries, row, count)
        return self._ordered(places, cosines, ties, count)

    def nearest_but(self, queries: Queries, row: int, count: int, but: int) -> tuple[Places, FloatArray]:
        """The same, where who stands at ``but`` is not counted; the query is not asked for anything else after that."""
        leave_out(queries.ceilings, row, but)
        return self._searched(queries, row, min(count, len(self._blocks) - 1))

    def _searched(self, queries: Queries, row: int, count: int) -> tuple[Places, FloatArray]:
        """Look for one alone."""
        if not count:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        known, table = self._known(queries)
        return self._ordered(*nearest(known, row, table, self._counts(count)), count)

    def _known(self, queries: Queries) -> tuple[tuple[Multiples, Copies, Ceilings], tuple[Rounded, Copies]]:
        return (
            (queries.embeddings, queries.copies, queries.ceilings),
            (self._blocks.kept, self._rough.copies),
        )

    def _counts(self, count: int) -> tuple[int, int]:
        """How many are asked for, and how many are looked at closely at first."""
        live = len(self._blocks)
        return min(count, live), min(_LIKELY * count, live)

    def _ordered(
        self, places: Places, cosines: FloatArray, ties: Places, count: int
    ) -> tuple[Places, FloatArray]:
        """As many as are asked for; of those as near as others, which ``ties`` names, the lower ids come first."""
        ids = self._blocks.ids
        for behind in ties.tolist():
            # Those before are in order already: it goes as far up among them as its id takes it.
            at = behind
            while at and cosines[at - 1] == cosines[at] and ids[places[at]] < ids[places[at - 1]]:
                places[at - 1], places[at] = places[at], places[at - 1]
                at -= 1
        return places[:count], cosines[:count]

    def nearer(self, queries: Queries, row: int, lists: Neighbours) -> tuple[Places, FloatArray]:
        """Into whose list of neighbours the query in that row may belong, and how alike they are."""
        known, table = self._known(queries)
        return nearer(*known, row, *table, (lists.least, lists.lowest))


@compiled
def _come(place: int, kept: Rounded, rows: Copies, queries: Copies, ceilings: Ceilings) -> None:
    """Copy a row, and write what the scores with it are at most."""
    copy_row(kept, place, rows)
    look(queries, rows, place // SIXTEEN, place // SIXTEEN + 1, ceilings)
