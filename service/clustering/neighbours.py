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

from service.model import FloatArray

NEIGHBOURS = 16
"""How many are kept."""

Places = npt.NDArray[np.int64]
_Kind = TypeVar("_Kind", bound=np.generic)

_COLUMNS = np.arange(NEIGHBOURS)
_AT_ONCE = 8_192
"""Lists that are struck from at once."""


class Neighbour(NamedTuple):
    """An article, and the mean of its whole and lead cosine with the one it stands beside."""

    article_id: str
    cosine: float

    def rank(self) -> tuple[float, str]:
        """Sort key: most alike first, ties by id."""
        return -self.cosine, self.article_id


class Neighbours:
    """Lists by place in the table."""

    def __init__(self, rows: int, ids: Sequence[str]) -> None:
        self._ids = ids
        """Who stands, or last stood, at each place; kept by the table."""
        self.least: FloatArray = np.full(rows, np.inf, dtype=np.float32)
        """Cosine that a newcomer has to reach; infinite where there is no list, -1 where all there are stand in it."""
        self.changed = np.zeros(rows, np.int64)
        """When each list last changed, in a time that never stands still."""
        self._now = 0
        self._listed = np.zeros((rows, NEIGHBOURS), np.int32)
        self._cosines: FloatArray = np.zeros((rows, NEIGHBOURS), np.float32)
        self._counts = np.zeros(rows, np.int8)
        self._whole = np.zeros(rows, np.bool_)
        """Lists that hold all other articles, being fewer than are kept."""
        self._live = np.zeros(rows, np.bool_)
        self._known = False

    @property
    def any_known(self) -> bool:
        """Whether there has ever been any list to keep up to date."""
        return self._known

    def resize(self, rows: int) -> None:
        """Make room for so many rows, or give up what is behind them."""
        self.least = _resized(self.least, rows, np.inf)
        self.changed = _resized(self.changed, rows)
        self._listed = _resized(self._listed, rows)
        self._cosines = _resized(self._cosines, rows)
        self._counts = _resized(self._counts, rows)
        self._whole = _resized(self._whole, rows)
        self._live = _resized(self._live, rows)
        # What stands behind the known part of a list means nothing, but is looked at with the rest.
        self._listed[self._listed >= rows] = 0

    def unknown(self, places: Places) -> Places:
        """At which of these places the list has to be made; they must be tidy."""
        return places[(self._counts[places] < NEIGHBOURS) & ~self._whole[places]]

    def lists(self, places: Places) -> tuple[npt.NDArray[np.int32], FloatArray, npt.NDArray[np.int8]]:
        """As much of the lists as is known: who stands in them, with which cosine, and how many; what is behind is not.

        Arrays of shape (n, NEIGHBOURS) twice, and (n,).
        """
        return self._listed[places], self._cosines[places], self._counts[places]

    def tidy(self, places: Places) -> None:
        """Strike from these lists who has gone."""
        gone = ~self._live[self._listed[places]]
        gone &= self._counts[places, np.newaxis] > _COLUMNS
        if gone.any():
            some = gone.any(axis=1)
            self._strike(places[some], gone[some])

    def put(self, place: int, listed: Sequence[int], cosines: Sequence[float]) -> None:
        """Keep a list, at most ``NEIGHBOURS`` long and in order."""
        count = len(listed)
        self._listed[place, :count] = listed
        self._cosines[place, :count] = cosines
        self._counts[place] = count
        self._whole[place] = count < NEIGHBOURS
        self._known = True
        self._note(np.array([place]))

    def enter(self, new: int, places: Places, cosines: FloatArray) -> None:
        """Let an article enter those of these lists in which it is more alike than the last."""
        self.tidy(places)
        counts, known = self._counts[places], self._cosines[places]
        filled = counts[:, np.newaxis] > _COLUMNS
        before = filled & (known > cosines[:, np.newaxis])
        for row, column in zip(*np.nonzero(filled & (known == cosines[:, np.newaxis])), strict=True):
            before[row, column] = self._ids[self._listed[places[row], column]] < self._ids[new]
        ranks = before.sum(axis=1)
        # Who would stand behind the last of a list that is not whole is not known.
        enters = (ranks < counts) | self._whole[places]
        self._insert(new, places[enters], cosines[enters], ranks[enters])

    def _insert(self, new: int, places: Places, cosines: FloatArray, ranks: Places) -> None:
        own, behind = ranks[:, np.newaxis] == _COLUMNS, ranks[:, np.newaxis] < _COLUMNS
        for array, entered in ((self._listed, np.full(len(places), new)), (self._cosines, cosines)):
            before = array[places]
            moved = np.where(behind, np.roll(before, 1, axis=1), before)
            array[places] = np.where(own, entered[:, np.newaxis], moved)
        self._counts[places] += self._counts[places] < NEIGHBOURS
        # Who does not get into a full list is not known; so when it loses some, it is no longer whole.
        self._whole[places] &= self._counts[places] < NEIGHBOURS
        self._note(places)

    def come(self, place: int) -> None:
        """An article comes to a place."""
        self._live[place] = True

    def leave(self, place: int) -> None:
        """The article at a place goes."""
        self._live[place] = False
        self._forget(place)

    def strike_all(self) -> None:
        """Strike who has gone from all lists: their places may be given to others."""
        for start in range(0, len(self._counts), _AT_ONCE):
            self.tidy(start + np.flatnonzero(self._counts[start : start + _AT_ONCE]))

    def forget_all(self) -> None:
        """Let go of all lists; they are made again when they are asked for."""
        self._counts[:] = 0
        self._whole[:] = False
        self.least[:] = np.inf
        self._now += 1
        self.changed[:] = self._now
        self._known = False

    def _strike(self, places: Places, gone: npt.NDArray[np.bool_]) -> None:
        order = np.argsort(gone, axis=1, kind="stable")
        for array in (self._listed, self._cosines):
            array[places] = np.take_along_axis(array[places], order, axis=1)
        self._counts[places] -= gone.sum(axis=1, dtype=np.int8)
        self._note(places)

    def _forget(self, place: int) -> None:
        self._counts[place] = 0
        self._whole[place] = False
        self._note(np.array([place]))

    def _note(self, places: Places) -> None:
        """Lists have changed."""
        counts, whole = self._counts[places], self._whole[places]
        last = self._cosines[places, counts - 1]
        last[counts == 0] = np.inf
        last[whole] = -1.0
        self.least[places] = last
        self._now += 1
        self.changed[places] = self._now


def _resized(array: npt.NDArray[_Kind], rows: int, fill: float = 0) -> npt.NDArray[_Kind]:
    more = np.full((max(rows - len(array), 0), *array.shape[1:]), fill, array.dtype)
    return np.concatenate([array[:rows], more])
