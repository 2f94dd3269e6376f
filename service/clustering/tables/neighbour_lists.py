"""Lists of neighbours as rows of arrays: how somebody is put into some of them, and struck from them.

See :mod:`service.clustering.tables.neighbours`.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lanes import SIXTEEN
from service.clustering.tables.blocks import Places
from service.model import FloatArray

NEIGHBOURS = 32
"""How many are asked for."""
KEPT = NEIGHBOURS + 4
"""How many are kept: so many may go before those asked for have to be searched for anew."""

Listed = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]


class Lists(NamedTuple):
    """Lists of neighbours by place; what stands behind the known part of one means nothing."""

    who: Listed
    """Places of those who stand in them, nearest first: shape (rows, KEPT)."""
    cosines: FloatArray
    """With which cosine: shape (rows, KEPT)."""
    counts: Counts
    """How many are known: shape (rows,)."""
    changed: Places
    """When each list last changed, in a time that never stands still: shape (rows,)."""


@compiled
def put(
    place: int,
    found: tuple[Places, FloatArray],
    now: int,
    whole: Mask,
    lists: Lists,
    reach: tuple[FloatArray, FloatArray],
) -> None:
    """Keep a list at a place."""
    listed, cosines = found
    for column in range(len(listed)):
        lists.who[place, column], lists.cosines[place, column] = listed[column], cosines[column]
    lists.counts[place], whole[place] = len(listed), len(listed) < KEPT
    note(np.array([place]), now, whole, lists, *reach)


@compiled
def enter(
    new: int,
    found: tuple[Places, FloatArray],
    live: Mask,
    now: int,
    whole: Mask,
    lists: Lists,
    reach: tuple[FloatArray, FloatArray],
) -> bool:
    """Tidy the lists at some places, and put somebody into them; not so where some are as much alike, which is told."""
    places, cosines = found
    if any_gone(places, live, lists.who, lists.counts):
        note(strike(places, live, lists), now, whole, lists, *reach)
    ranks, ties = rank(places, cosines, lists)
    if not len(ties):
        insert(new, (places, cosines, ranks), now, whole, lists, reach)
    return not len(ties)


@compiled
def any_gone(places: Places, live: Mask, who: Listed, counts: Counts) -> bool:
    """Whether there is anybody to be struck from the lists at some places: mostly there is nobody."""
    for place in places:
        for column in range(counts[place]):
            if not live[who[place, column]]:
                return True
    return False


@compiled
def strike(places: Places, live: Mask, lists: Lists) -> Places:
    """Strike from the lists at some places who is not live; answers at which of them there was anybody."""
    struck, many = np.empty(len(places), np.int64), 0
    for place in places:
        left = 0
        for column in range(lists.counts[place]):
            who = lists.who[place, column]
            if live[who]:
                lists.who[place, left] = who
                lists.cosines[place, left] = lists.cosines[place, column]
                left += 1
        if left < lists.counts[place]:
            lists.counts[place] = left
            struck[many] = place
            many += 1
    return struck[:many]


@compiled
def rank(places: Places, cosines: FloatArray, lists: Lists) -> tuple[Places, Places]:
    """How many in the list at each place are more alike than somebody new, and in which rows some are as much alike."""
    ranks, ties, many = np.zeros(len(places), np.int64), np.empty(len(places), np.int64), 0
    for row, place in enumerate(places):
        equal = 0
        for column in range(lists.counts[place]):
            ranks[row] += lists.cosines[place, column] > cosines[row]
            equal += lists.cosines[place, column] == cosines[row]
        ties[many] = row
        many += equal > 0
    return ranks, ties[:many]


@compiled
def insert(
    new: int,
    found: tuple[Places, FloatArray, Places],
    now: int,
    whole: Mask,
    lists: Lists,
    reach: tuple[FloatArray, FloatArray],
) -> None:
    """Put somebody into the lists at some places, with these cosines, at these ranks, where they are known so far.

    The last of a full list falls out.
    """
    (places, cosines, ranks), entered, many = found, np.empty(len(found[0]), np.int64), 0
    for row, place in enumerate(places):
        # Who would stand behind the last of a list that is not whole is not known.
        if ranks[row] >= lists.counts[place] and not whole[place]:
            continue
        count = min(lists.counts[place] + 1, KEPT)
        for column in range(count - 1, ranks[row], -1):
            lists.who[place, column] = lists.who[place, column - 1]
            lists.cosines[place, column] = lists.cosines[place, column - 1]
        lists.who[place, ranks[row]] = new
        lists.cosines[place, ranks[row]] = cosines[row]
        lists.counts[place] = count
        # Who does not get into a full list is not known; so when it loses some, it is no longer whole.
        whole[place] &= count < KEPT
        entered[many] = place
        many += 1
    note(entered[:many], now, whole, lists, *reach)


@compiled
def note(places: Places, now: int, whole: Mask, lists: Lists, least: FloatArray, lowest: FloatArray) -> None:
    """Write down that the lists at some places have changed, and what a newcomer has to reach there."""
    for place in places:
        lists.changed[place] = now
        if whole[place]:
            least[place] = -1.0
        else:
            count = lists.counts[place]
            least[place] = lists.cosines[place, count - 1] if count else np.inf
        sixteen = place // SIXTEEN
        lowest[sixteen] = least[SIXTEEN * sixteen : SIXTEEN * (sixteen + 1)].min()
