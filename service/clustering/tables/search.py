"""Searching the rows of the vector table, exactly.

Looking through a large table takes longer than all else that is done with an article after its encoding. So queries go
through it together, through rough copies of its rows (:mod:`service.clustering.tables.rough`) that tell what a score is
at most (:mod:`service.clustering.tables.ceilings`). The likeliest of the rows by them show how near one has to be; what
may be as near makes the short list. Those on it are ranked by products of the rows themselves, taken one by one, which
depend on nothing but the two articles.
"""

from dataclasses import dataclass

import numpy as np

from embeddings.compiled import compiled
from embeddings.lanes import SIXTEEN
from service.clustering.tables.blocks import Blocks, Places
from service.clustering.tables.ceilings import (
    LOWEST,
    Ceilings,
    Units,
    leave_out,
    likeliest,
    look,
    others,
    reaching,
    resized,
    room,
)
from service.clustering.tables.neighbours import Neighbours
from service.clustering.tables.rough import Copies, RoughTable, copied
from service.clustering.tables.rounded import Multiples, Rounded, mean_cosines, multiples
from service.model import FloatArray

SLACK = 1e-4
"""How far scores may be off by rounding; ceilings are off by about 1e-6, and cosines are kept to five places."""
_CLASSES = 8
"""Classes of ceilings for each of the nearest: of each the highest stands for all, so thousands are never ordered."""
_MOST_OF_A_CLASS = 64
_LEAST, _MOST = np.iinfo(np.int16).min, np.iinfo(np.int16).max
"""That a ceiling in units can be."""
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
        queries.ceilings = resized(queries.ceilings, rows)

    def come(self, place: int) -> None:
        """A row has come to a place."""
        self._rough.put(place)

    def leave(self, place: int) -> None:
        """The row at a place goes."""
        self._rough.leave(place)

    def queries(self, embeddings: FloatArray) -> Queries:
        """Queries that have been through all rows: ``embeddings`` is of shape (queries, 2 * d)."""
        exact, rows = multiples(embeddings), self._blocks.rows
        copies, found = copied(exact), room(len(embeddings), rows)
        look(copies, self._rough.copies, 0, rows // SIXTEEN, found)
        return Queries(exact, copies, found)

    def look_again(self, queries: Queries, place: int) -> None:
        """Somebody has come to a place, or has gone."""
        sixteen = place // SIXTEEN
        if len(queries.embeddings.units):
            look(queries.copies, self._rough.copies, sixteen, sixteen + 1, queries.ceilings)

    def nearest(
        self, queries: Queries, row: int, count: int, but: int | None = None
    ) -> tuple[Places, FloatArray]:
        """The ``count`` nearest to the query in that row, best first, ties by id, and their cosines.

        Who stands at ``but`` is not counted.
        """
        count = min(count, len(self._blocks) - (but is not None))
        if not count:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if but is not None:
            leave_out(queries.ceilings, row, but)
        places, cosines, tied = _nearest(
            (queries.embeddings, queries.copies, queries.ceilings),
            row,
            (self._blocks.kept, self._rough.copies),
            (count, min(_LIKELY * count, len(self._blocks))),
        )
        if tied:
            ids = [self._blocks.ids[place] for place in places.tolist()]
            order = [turn for *_, turn in sorted(zip((-cosines).tolist(), ids, range(len(ids)), strict=True))]
            places, cosines = places[order], cosines[order]
        return places[:count], cosines[:count]

    def nearer(self, queries: Queries, row: int, lists: Neighbours) -> tuple[Places, FloatArray]:
        """Into whose list of neighbours the query in that row may belong, and how alike they are."""
        return _nearer(
            (queries.embeddings, queries.copies, queries.ceilings),
            row,
            (self._blocks.kept, self._rough.copies),
            (lists.least, lists.lowest),
        )


@compiled
def _nearest(
    queries: tuple[Multiples, Copies, Ceilings],
    row: int,
    table: tuple[Rounded, Copies],
    counts: tuple[int, int],
) -> tuple[Places, FloatArray, bool]:
    """The nearest, best first, and all that are as near as the last of them; and whether any are as near as others.

    ``counts`` are how many are asked for, and how many are looked at closely at first.
    """
    (numbers, copies, known), (kept, rows), (count, likely) = queries, table, counts
    reached = max(_reached(known, row, likely), int(LOWEST))
    first = likeliest(copies, row, rows, known, reached, count)
    of_first = mean_cosines(numbers, row, kept, first)
    more = others(copies, row, rows, known, 2 * (of_first.min() - SLACK), first)
    cosines = np.concatenate((of_first, mean_cosines(numbers, row, kept, more)))
    order = np.argsort(-cosines)
    places, cosines, many, tied = np.concatenate((first, more))[order], cosines[order], 1, False
    while many < len(cosines) and (many < count or cosines[many] == cosines[many - 1]):
        tied |= cosines[many] == cosines[many - 1]
        many += 1
    return places[:many], cosines[:many], tied


@compiled
def _reached(known: Ceilings, row: int, count: int) -> int:
    """What ``count`` or more ceilings reach, in units: so many classes of them have their highest there or above."""
    highest = known.highest[row]
    if len(highest) < _CLASSES * count:
        highest = known.each[:, row].copy().reshape(-1)
    classes = max(min(len(highest), _CLASSES * count), len(highest) // _MOST_OF_A_CLASS)
    best = highest[:classes].copy()
    for start in range(classes, len(highest) - classes + 1, classes):
        for turn in range(classes):
            best[turn] = max(best[turn], highest[start + turn])
    return _reached_by(best, count)


@compiled
def _reached_by(ceilings: Units, count: int) -> int:
    """The ``count``-th highest of these, narrowed down by counting: quicker than putting any of them in order."""
    low, high = _LEAST, _MOST
    while low < high:
        middle, many = (low + high + 1) // 2, 0
        for ceiling in ceilings:
            many += ceiling >= np.int16(middle)
        low, high = (middle, high) if many >= count else (low, middle - 1)
    return low


@compiled
def _nearer(
    queries: tuple[Multiples, Copies, Ceilings],
    row: int,
    table: tuple[Rounded, Copies],
    reach: tuple[FloatArray, FloatArray],
) -> tuple[Places, FloatArray]:
    """Who may be as alike as the ``reach`` of each list is, and how alike they are."""
    (numbers, copies, known), (kept, rows), (least, lowest) = queries, table, reach
    places = reaching(copies, row, rows, known, least, lowest, SLACK)
    return places, mean_cosines(numbers, row, kept, places)
