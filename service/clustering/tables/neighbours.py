"""For each row of the vector table, the few articles most like it: its neighbours.

A list is made when it is first asked for. From then on it is kept up to date: an article that comes enters the lists
it belongs in, and one that goes is struck from those it stood in. What is left of a list are still the nearest there
are, in order; who would come behind them is found out by a search when it is asked for, and seldom is. So a list is at
any time what a search through the whole table would find, whatever came and went before.

Lists are rows of arrays. One that goes is not looked for: it is struck from a list when that is next looked at, and
from all of them before its place is given to another.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from embeddings.lanes import SIXTEEN
from service.clustering.tables.blocks import Places
from service.clustering.tables.neighbour_lists import (
    KEPT,
    NEIGHBOURS,
    Lists,
    any_gone,
    enter,
    insert,
    note,
    put,
    rank,
    strike,
)
from service.model import FloatArray

_Kind = TypeVar("_Kind", bound=np.generic)


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
            who=np.zeros((rows, KEPT), np.int32),
            cosines=np.zeros((rows, KEPT), np.float32),
            counts=np.zeros(rows, np.int8),
            changed=np.zeros(rows, np.int64),
        )
        self._now = 0
        self.whole = np.zeros(rows, np.bool_)
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
        self.whole = _resized(self.whole, rows)
        self.live = _resized(self.live, rows)

    def unknown(self, places: Places) -> Places:
        """At which of these places the list has to be made, telling of too few; they must be tidy."""
        return places[(self.lists.counts[places] < NEIGHBOURS) & ~self.whole[places]]

    def tidy(self, places: Places) -> None:
        """Strike from these lists who has gone."""
        if any_gone(places, self.live, self.lists.who, self.lists.counts):
            self._note(strike(places, self.live, self.lists))

    def put(self, place: int, listed: Places, cosines: FloatArray) -> None:
        """Keep a list, at most ``KEPT`` long and in order."""
        self._known = True
        self._now += 1
        put(place, (listed, cosines), self._now, self.whole, self.lists, (self.least, self.lowest))

    def enter(self, new: int, places: Places, cosines: FloatArray) -> None:
        """Let an article enter those of these lists in which it is more alike than the last."""
        self._now += 1
        kept = self._now, self.whole, self.lists, (self.least, self.lowest)
        if enter(new, (places, cosines), self.live, *kept):
            return
        ranks, ties = rank(places, cosines, self.lists)
        for row in ties.tolist():
            # Of those as much alike the lower id stands before the higher.
            place, alike = places[row], cosines[row]
            listed = self.lists.who[place, ranks[row] : self.lists.counts[place]].tolist()
            equal = int(np.count_nonzero(self.lists.cosines[place, ranks[row] :][: len(listed)] == alike))
            ranks[row] += sum([self._ids[other] < self._ids[new] for other in listed[:equal]])
        insert(new, (places, cosines, ranks), *kept)

    def come(self, place: int) -> None:
        """An article comes to a place."""
        self.live[place] = True

    def leave(self, place: int) -> None:
        """The article at a place goes."""
        self.live[place] = False
        self.lists.counts[place] = 0
        self.whole[place] = False
        self._note(np.array([place]))

    def strike_all(self) -> None:
        """Strike who has gone from all lists: their places may be given to others."""
        self.tidy(np.flatnonzero(self.lists.counts))

    def forget_all(self) -> None:
        """Let go of all lists; they are made again when they are asked for."""
        self.lists.counts[:] = 0
        self.whole[:] = False
        self._note(np.arange(len(self.least)))
        self._known = False

    def _note(self, places: Places) -> None:
        """Lists have changed."""
        self._now += 1
        note(places, self._now, self.whole, self.lists, self.least, self.lowest)


def _resized(array: npt.NDArray[_Kind], rows: int, fill: float = 0) -> npt.NDArray[_Kind]:
    more = np.full((max(rows - len(array), 0), *array.shape[1:]), fill, array.dtype)
    return np.concatenate([array[:rows], more])
