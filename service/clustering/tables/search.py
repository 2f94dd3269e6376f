"""Searching the rows of the vector table, exactly.

Looking through a large table takes longer than all else that is done with an article after its encoding. So queries go
through it together, through rough copies of its rows (:mod:`service.clustering.tables.rough`) that tell what a score is
at most (:mod:`service.clustering.tables.ceilings`). The likeliest of the rows by them show how near one has to be; what
may be as near makes the short list. Those on it are ranked by products of the rows themselves, taken one by one, which
depend on nothing but the two articles.
"""

from dataclasses import dataclass, field

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
from service.clustering.tables.neighbours import Mask, Neighbours
from service.clustering.tables.rough import Copies, RoughTable, copied, copy_row
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

Nearest = tuple[Places, FloatArray, Places]
"""Places and cosines of those nearest to some queries, one list behind the other; and where each begins and ends."""
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
        _come(place, (self._blocks.kept, self._rough.copies), (queries.copies, queries.ceilings))

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
            queries.lists = _nearest_of_each(*self._known(queries), self._counts(count))
            queries.asked, queries.come = count, []
        places, cosines, tied, is_right = _brought_up_to_date(
            (queries.embeddings, row, queries.lists),
            self._blocks.kept,
            (np.array(queries.come, np.int64), live),
            min(count, len(self._blocks)),
        )
        if not is_right:
            return self._searched(queries, row, count)
        return self._ordered(places, cosines, tied, count)

    def nearest_but(self, queries: Queries, row: int, count: int, but: int) -> tuple[Places, FloatArray]:
        """The same, where who stands at ``but`` is not counted; the query is not asked for anything else after that."""
        leave_out(queries.ceilings, row, but)
        return self._searched(queries, row, min(count, len(self._blocks) - 1))

    def _searched(self, queries: Queries, row: int, count: int) -> tuple[Places, FloatArray]:
        """Look for one alone."""
        if not count:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        known, table = self._known(queries)
        return self._ordered(*_nearest(known, row, table, self._counts(count)), count)

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
        self, places: Places, cosines: FloatArray, tied: bool, count: int
    ) -> tuple[Places, FloatArray]:
        """As many as are asked for, of those as near as others the lower ids first."""
        if tied:
            ids = [self._blocks.ids[place] for place in places.tolist()]
            order = [turn for *_, turn in sorted(zip((-cosines).tolist(), ids, range(len(ids)), strict=True))]
            places, cosines = places[order], cosines[order]
        return places[:count], cosines[:count]

    def nearer(self, queries: Queries, row: int, lists: Neighbours) -> tuple[Places, FloatArray]:
        """Into whose list of neighbours the query in that row may belong, and how alike they are."""
        known, table = self._known(queries)
        return _nearer(known, row, table, (lists.least, lists.lowest))


@compiled
def _come(place: int, table: tuple[Rounded, Copies], queries: tuple[Copies, Ceilings]) -> None:
    """Copy a row, and write what the scores with it are at most."""
    copy_row(table[0], place, table[1])
    look(queries[0], table[1], place // SIXTEEN, place // SIXTEEN + 1, queries[1])


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
    of_more = mean_cosines(numbers, row, kept, more)
    return _best(np.concatenate((first, more)), np.concatenate((of_first, of_more)), count)


@compiled
def _best(places: Places, cosines: FloatArray, count: int) -> tuple[Places, FloatArray, bool]:
    """Of some the nearest, as :func:`_nearest` gives them."""
    order = np.argsort(-cosines)
    places, cosines, many, tied = places[order], cosines[order], 1, False
    while many < len(cosines) and (many < count or cosines[many] == cosines[many - 1]):
        tied |= cosines[many] == cosines[many - 1]
        many += 1
    return places[:many], cosines[:many], tied


@compiled
def _nearest_of_each(
    queries: tuple[Multiples, Copies, Ceilings], table: tuple[Rounded, Copies], counts: tuple[int, int]
) -> Nearest:
    """The nearest of all queries."""
    starts = np.zeros(len(queries[0].units) + 1, np.int64)
    places, cosines = (
        np.empty(len(starts) * counts[0], np.int64),
        np.empty(len(starts) * counts[0], np.float32),
    )
    for row in range(len(starts) - 1):
        its, alike, _ = _nearest(queries, row, table, counts)
        start, end = starts[row], starts[row] + len(its)
        while end > len(places):
            places, cosines = np.concatenate((places, places)), np.concatenate((cosines, cosines))
        places[start:end], cosines[start:end], starts[row + 1] = its, alike, end
    return places, cosines, starts


@compiled
def _brought_up_to_date(
    query: tuple[Multiples, int, Nearest], kept: Rounded, since: tuple[Places, Mask], count: int
) -> tuple[Places, FloatArray, bool, bool]:
    """As :func:`_nearest`, by the lists and who has come since; and whether that is right: nobody listed has gone."""
    (numbers, row, (places, cosines, starts)), (come, live) = query, since
    places, cosines = places[starts[row] : starts[row + 1]], cosines[starts[row] : starts[row + 1]]
    new = come[live[come]]
    found = _best(
        np.concatenate((places, new)),
        np.concatenate((cosines, mean_cosines(numbers, row, kept, new))),
        count,
    )
    return found[0], found[1], found[2], bool(live[places].all())


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
