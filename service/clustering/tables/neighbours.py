"""For each row of the vector table, the few articles most like it: its neighbours.

A list is made when it is first asked for. From then on it is kept up to date: an article that comes enters the lists
it belongs in, and one that goes is struck from those it stood in. What is left of a list are still the nearest there
are, in order; who would come behind them is found out by a search when it is asked for, and seldom is. So a list is at
any time what a search through the whole table would find, whatever came and went before.

Lists are rows of arrays. One that goes is not looked for: it is struck from a list when that is next looked at, and
from all of them before its place is given to another.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lanes import SIXTEEN
from service.model import FloatArray

NEIGHBOURS = 16
"""How many are kept."""

Places = npt.NDArray[np.int64]
Listed = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]
_Kind = TypeVar("_Kind", bound=np.generic)


class Lists(NamedTuple):
    """Lists of neighbours by place; what stands behind the known part of one means nothing."""

    who: Listed
    """Places of those who stand in them, nearest first: shape (rows, NEIGHBOURS)."""
    cosines: FloatArray
    """With which cosine: shape (rows, NEIGHBOURS)."""
    counts: Counts
    """How many are known: shape (rows,)."""
    changed: Places
    """When each list last changed, in a time that never stands still: shape (rows,)."""


class Neighbours:
    """Lists by place in the table."""

    def __init__(self, rows: int, ids: Sequence[str]) -> None:
        self._ids = ids
        """Who stands, or last stood, at each place; kept by the table."""
        self.least: FloatArray = np.full(rows, np.inf, np.float32)
        """Cosine that a newcomer has to reach; infinite where there is no list, -1 where all there are stand in it."""
        self.lowest: FloatArray = np.full(rows // SIXTEEN, np.inf, np.float32)
        """The lowest of these in each sixteen places."""
        self.lists = Lists(
            who=np.zeros((rows, NEIGHBOURS), np.int32),
            cosines=np.zeros((rows, NEIGHBOURS), np.float32),
            counts=np.zeros(rows, np.int8),
            changed=np.zeros(rows, np.int64),
        )
        self._now = 0
        self._whole = np.zeros(rows, np.bool_)
        """Lists that hold all other articles, being fewer than are kept."""
        self.live = np.zeros(rows, np.bool_)
        """At which places somebody stands."""
        self._known = False

    @property
    def any_known(self) -> bool:
        """Whether there has ever been any list to keep up to date."""
        return self._known

    def resize(self, rows: int) -> None:
        """Make room for so many rows, or give up what is behind them."""
        lists = self.lists
        self.least = _resized(self.least, rows, np.inf)
        self.lowest = _resized(self.lowest, rows // SIXTEEN, np.inf)
        self.lists = Lists(
            who=_resized(lists.who, rows),
            cosines=_resized(lists.cosines, rows),
            counts=_resized(lists.counts, rows),
            changed=_resized(lists.changed, rows),
        )
        self._whole = _resized(self._whole, rows)
        self.live = _resized(self.live, rows)

    def unknown(self, places: Places) -> Places:
        """At which of these places the list has to be made; they must be tidy."""
        return places[(self.lists.counts[places] < NEIGHBOURS) & ~self._whole[places]]

    def tidy(self, places: Places) -> None:
        """Strike from these lists who has gone."""
        if _any_gone(places, self.live, self.lists.who, self.lists.counts):
            self._note(_strike(places, self.live, self.lists))

    def put(self, place: int, listed: Places, cosines: FloatArray) -> None:
        """Keep a list, at most ``NEIGHBOURS`` long and in order."""
        self._known = True
        self._now += 1
        _put(place, (listed, cosines), self._now, self._whole, self.lists, (self.least, self.lowest))

    def enter(self, new: int, places: Places, cosines: FloatArray) -> None:
        """Let an article enter those of these lists in which it is more alike than the last."""
        self._now += 1
        kept = self._now, self._whole, self.lists, (self.least, self.lowest)
        if _enter(new, (places, cosines), self.live, *kept):
            return
        ranks, ties = _ranks(places, cosines, self.lists)
        for row in ties.tolist():
            # Of those as much alike the lower id stands before the higher.
            place, alike = places[row], cosines[row]
            listed = self.lists.who[place, ranks[row] : self.lists.counts[place]].tolist()
            equal = int(np.count_nonzero(self.lists.cosines[place, ranks[row] :][: len(listed)] == alike))
            ranks[row] += sum([self._ids[other] < self._ids[new] for other in listed[:equal]])
        _insert(new, (places, cosines, ranks), *kept)

    def come(self, place: int) -> None:
        """An article comes to a place."""
        self.live[place] = True

    def leave(self, place: int) -> None:
        """The article at a place goes."""
        self.live[place] = False
        self.lists.counts[place] = 0
        self._whole[place] = False
        self._note(np.array([place]))

    def strike_all(self) -> None:
        """Strike who has gone from all lists: their places may be given to others."""
        self.tidy(np.flatnonzero(self.lists.counts))

    def forget_all(self) -> None:
        """Let go of all lists; they are made again when they are asked for."""
        self.lists.counts[:] = 0
        self._whole[:] = False
        self._note(np.arange(len(self.least)))
        self._known = False

    def _note(self, places: Places) -> None:
        """Lists have changed."""
        self._now += 1
        _note(places, self._now, self._whole, self.lists, self.least, self.lowest)


@compiled
def _put(
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
    lists.counts[place], whole[place] = len(listed), len(listed) < NEIGHBOURS
    _note(np.array([place]), now, whole, lists, *reach)


@compiled
def _enter(
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
    if _any_gone(places, live, lists.who, lists.counts):
        _note(_strike(places, live, lists), now, whole, lists, *reach)
    ranks, ties = _ranks(places, cosines, lists)
    if not len(ties):
        _insert(new, (places, cosines, ranks), now, whole, lists, reach)
    return not len(ties)


@compiled
def _any_gone(places: Places, live: Mask, who: Listed, counts: Counts) -> bool:
    """Whether there is anybody to be struck from the lists at some places: mostly there is nobody."""
    for place in places:
        for column in range(counts[place]):
            if not live[who[place, column]]:
                return True
    return False


@compiled
def _strike(places: Places, live: Mask, lists: Lists) -> Places:
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
def _ranks(places: Places, cosines: FloatArray, lists: Lists) -> tuple[Places, Places]:
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
def _insert(
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
        count = min(lists.counts[place] + 1, NEIGHBOURS)
        for column in range(count - 1, ranks[row], -1):
            lists.who[place, column] = lists.who[place, column - 1]
            lists.cosines[place, column] = lists.cosines[place, column - 1]
        lists.who[place, ranks[row]] = new
        lists.cosines[place, ranks[row]] = cosines[row]
        lists.counts[place] = count
        # Who does not get into a full list is not known; so when it loses some, it is no longer whole.
        whole[place] &= count < NEIGHBOURS
        entered[many] = place
        many += 1
    _note(entered[:many], now, whole, lists, *reach)


@compiled
def _note(places: Places, now: int, whole: Mask, lists: Lists, least: FloatArray, lowest: FloatArray) -> None:
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


def _resized(array: npt.NDArray[_Kind], rows: int, fill: float = 0) -> npt.NDArray[_Kind]:
    more = np.full((max(rows - len(array), 0), *array.shape[1:]), fill, array.dtype)
    return np.concatenate([array[:rows], more])
