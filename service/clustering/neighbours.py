"""For each row of the vector table, the few articles most like it: its neighbours.

A list is made when it is first asked for. From then on it is kept up to date: an article that comes enters the lists
it belongs in, and one that goes leaves those it stood in. What is left of a list are still the nearest there are, in
order; who would come behind them is found out by a search when it is asked for, and seldom is. So a list is at any time
what a search through the whole table would find, whatever came and went before.
"""

from bisect import insort
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from service.model import FloatArray

NEIGHBOURS = 16
"""How many are kept."""


class Neighbour(NamedTuple):
    """An article, and the mean of its whole and lead cosine with the one it stands beside."""

    article_id: str
    cosine: float

    def rank(self) -> tuple[float, str]:
        """Sort key: most alike first, ties by id."""
        return -self.cosine, self.article_id


class Neighbours:
    """Lists by place in the table."""

    def __init__(self, rows: int) -> None:
        self._last: FloatArray = np.full(rows, np.inf, dtype=np.float32)
        """Cosine that a newcomer has to reach; infinite where there is no list, -1 where all there are stand in it."""
        self._lists: dict[int, tuple[Neighbour, ...]] = {}
        self._whole: set[int] = set()
        """Lists that hold all other articles, being fewer than are kept."""
        self._standing: dict[str, set[int]] = {}
        """In which lists an article stands."""

    @property
    def any_known(self) -> bool:
        """Whether there is any list to keep up to date."""
        return bool(self._lists)

    def grow(self) -> None:
        """Make room for twice as many rows."""
        self._last = np.concatenate([self._last, np.full_like(self._last, np.inf)])

    def of(self, place: int) -> tuple[Neighbour, ...] | None:
        """The list beside a row, most alike first; None where it has to be made. A change makes another list."""
        kept = self._lists.get(place, ())
        return kept if len(kept) == NEIGHBOURS or place in self._whole else None

    def nearest_of(self, place: int) -> tuple[Neighbour, ...]:
        """As much of the list as is known, from its beginning."""
        return self._lists.get(place, ())

    def put(self, place: int, neighbours: Sequence[Neighbour]) -> None:
        """Keep a list, at most ``NEIGHBOURS`` long and in order."""
        self._forget(place)
        self._lists[place] = tuple(neighbours)
        if len(neighbours) < NEIGHBOURS:
            self._whole.add(place)
        for neighbour in neighbours:
            self._standing.setdefault(neighbour.article_id, set()).add(place)
        self._note_last(place)

    def nearer_than_their_last(self, cosines: FloatArray) -> npt.NDArray[np.int64]:
        """Places of the lists that an article with these cosines to the rows may have to enter."""
        places: npt.NDArray[np.int64] = np.flatnonzero(cosines >= self._last[: len(cosines)])
        return places

    def insert(self, place: int, neighbour: Neighbour) -> None:
        """Let an article enter a list, if it is more alike than the last."""
        kept = list(self._lists[place])
        if self.of(place) is None and kept[-1].rank() < neighbour.rank():
            return
        insort(kept, neighbour, key=Neighbour.rank)
        self._standing.setdefault(neighbour.article_id, set()).add(place)
        if len(kept) > NEIGHBOURS:
            self._standing[kept.pop().article_id].discard(place)
            self._whole.discard(place)
        self._lists[place] = tuple(kept)
        self._note_last(place)

    def leave(self, article_id: str, place: int, last: int) -> None:
        """An article goes, and the row at ``last`` moves to its ``place``."""
        for listed in self._standing.pop(article_id, ()):
            self._strike(listed, article_id)
        self._forget(place)
        if last != place and (moved := self._lists.get(last)) is not None:
            whole = last in self._whole
            self._forget(last)
            self.put(place, moved)
            if not whole:
                self._whole.discard(place)
                self._note_last(place)
        self._last[last] = np.inf

    def _strike(self, place: int, article_id: str) -> None:
        """An article leaves a list."""
        kept = tuple(one for one in self._lists[place] if one.article_id != article_id)
        if kept or place in self._whole:
            self._lists[place] = kept
            self._note_last(place)
        else:
            self._forget(place)

    def _forget(self, place: int) -> None:
        for neighbour in self._lists.pop(place, ()):
            if standing := self._standing.get(neighbour.article_id):
                standing.discard(place)
        self._whole.discard(place)
        self._last[place] = np.inf

    def _note_last(self, place: int) -> None:
        kept = self._lists[place]
        has_room = place in self._whole and len(kept) < NEIGHBOURS
        self._last[place] = -1.0 if has_room else kept[-1].cosine
