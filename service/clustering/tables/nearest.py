"""Which rows are nearest to a query, by what is known of all of them.

The likeliest by their ceilings show how near a row has to be; what may be as near makes the short list. Those on it are
ranked by products of the rows themselves.
"""

import numpy as np

from embeddings.compiled import compiled
from service.clustering.tables.blocks import Places
from service.clustering.tables.ceilings import LOWEST, Ceilings, Units, among, likeliest, others, reaching
from service.clustering.tables.neighbour_lists import Mask
from service.clustering.tables.rough import Copies
from service.clustering.tables.rounded import Multiples, Rounded, mean_cosines
from service.model import FloatArray

SLACK = 1e-4
"""How far scores may be off by rounding; ceilings are off by about 1e-6, and cosines are kept to five places."""
_CLASSES = 8
"""Classes of ceilings for each of the nearest: of each the highest stands for all, so thousands are never ordered."""
_MOST_OF_A_CLASS = 64
_LEAST, _MOST = np.iinfo(np.int16).min, np.iinfo(np.int16).max
"""That a ceiling in units can be."""

Nearest = tuple[Places, FloatArray, Places]
"""Places and cosines of those nearest to some queries, one list behind the other; and where each begins and ends."""


@compiled
def nearest(
    queries: tuple[Multiples, Copies, Ceilings],
    row: int,
    table: tuple[Rounded, Copies],
    counts: tuple[int, int],
) -> tuple[Places, FloatArray, Places]:
    """The nearest, best first, and all that are as near as the last of them; and which are as near as who is before.

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
def _best(places: Places, cosines: FloatArray, count: int) -> tuple[Places, FloatArray, Places]:
    """Of some the nearest, as :func:`nearest` gives them."""
    order = np.argsort(-cosines)
    places, cosines, many = places[order], cosines[order], 1
    ties, tied = np.empty(len(order), np.int64), 0
    while many < len(cosines) and (many < count or cosines[many] == cosines[many - 1]):
        ties[tied] = many
        tied += cosines[many] == cosines[many - 1]
        many += 1
    return places[:many], cosines[:many], ties[:tied]


@compiled
def nearest_of_each(
    queries: tuple[Multiples, Copies, Ceilings], table: tuple[Rounded, Copies], counts: tuple[int, int]
) -> Nearest:
    """The nearest of all queries."""
    starts = np.zeros(len(queries[0].units) + 1, np.int64)
    places, cosines = (
        np.empty(len(starts) * counts[0], np.int64),
        np.empty(len(starts) * counts[0], np.float32),
    )
    for row in range(len(starts) - 1):
        its, alike, _ = nearest(queries, row, table, counts)
        start, end = starts[row], starts[row] + len(its)
        while end > len(places):
            places, cosines = np.concatenate((places, places)), np.concatenate((cosines, cosines))
        for turn in range(len(its)):
            places[start + turn], cosines[start + turn] = its[turn], alike[turn]
        starts[row + 1] = end
    return places, cosines, starts


@compiled
def brought_up_to_date(
    numbers: Multiples,
    known: Ceilings,
    row: int,
    lists: Nearest,
    kept: Rounded,
    since: tuple[Places, Mask],
    count: int,
) -> tuple[Places, FloatArray, Places, bool]:
    """As :func:`nearest`, by the lists and who has come since; and whether that is right: nobody listed has gone."""
    (places, cosines, starts), (come, live) = lists, since
    places, cosines = places[starts[row] : starts[row + 1]], cosines[starts[row] : starts[row + 1]]
    new = come[live[come]]
    if len(places) >= count:
        new = among(known, row, new, 2 * (cosines[-1] - SLACK))
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
def nearer(
    numbers: Multiples,
    copies: Copies,
    known: Ceilings,
    row: int,
    kept: Rounded,
    rows: Copies,
    reach: tuple[FloatArray, FloatArray],
) -> tuple[Places, FloatArray]:
    """Who may be as alike as the ``reach`` of each list is, and how alike they are."""
    places = reaching(copies, row, rows, known, *reach, SLACK)
    return places, mean_cosines(numbers, row, kept, places)
