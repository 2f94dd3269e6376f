"""Where the live articles' vectors stand: rows in blocks, in which nothing is moved when articles come or go.

An article keeps its place as long as it is live, and the lowest places that are free are given away first; so blocks at
the end become empty, and are let go. A place that was left is not given away before :meth:`Blocks.give_back`: until
then its vector is still there.
"""

from collections.abc import Sequence
from heapq import heapify, heappop

import numpy as np
import numpy.typing as npt

from service.clustering.tables import rounded
from service.model import FloatArray

BLOCK_ROWS = 1_024
LEAST_GONE = 256
GONE_SHARE = 16
"""Many places are left when there are more than that, and more than one for so many live articles."""

Places = npt.NDArray[np.int64]


class Blocks:
    """Rows of ``width`` numbers by article id, rounded (see :mod:`service.clustering.tables.rounded`)."""

    def __init__(self, width: int) -> None:
        self.kept = rounded.room(0, width)
        self.ids: list[str] = []
        """Who stands, or last stood, at each place."""
        self._places: dict[str, int] = {}
        self._free: list[int] = []
        """Heap of places that may be given away."""
        self._left: list[int] = []
        """Places left that others may still name."""

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._places

    @property
    def rows(self) -> int:
        """How many there are in the blocks, whether somebody stands there or not."""
        return -(-len(self.ids) // BLOCK_ROWS) * BLOCK_ROWS

    def take(self, article_id: str, row: FloatArray) -> int:
        """Give an article a place for its row; answers where."""
        if self._free:
            place = heappop(self._free)
            self.ids[place] = article_id
        else:
            place = len(self.ids)
            self.ids.append(article_id)
            if place >= len(self.kept.units):
                rounded.resize(self.kept, self.rows)
        self._places[article_id] = place
        rounded.write(row, place, self.kept)
        return place

    def leave(self, article_id: str) -> int:
        """Let an article go; answers where it stood."""
        place = self._places.pop(article_id)
        self._left.append(place)
        return place

    def place(self, article_id: str) -> int:
        """Where a live article stands."""
        return self._places[article_id]

    def place_if_live(self, article_id: str) -> int:
        """Where an article stands, -1 if it is not live."""
        return self._places.get(article_id, -1)

    def places(self, article_ids: Sequence[str]) -> Places:
        """Where these articles stand, -1 for those that are not live."""
        return np.array([*map(self.place_if_live, article_ids)], np.int64)

    def side_by_side(self, places: Places) -> FloatArray:
        """The rows at these places as a table: float32 of shape (n, width)."""
        return rounded.read(self.kept, places)

    @property
    def many_left(self) -> bool:
        """Whether so many places were left that they are worth giving back."""
        return len(self._left) > max(LEAST_GONE, len(self) // GONE_SHARE)

    def give_back(self) -> None:
        """Let places that were left be given away again, and let blocks go in which nobody stands any more."""
        blocks = 1 + max(self._places.values(), default=0) // BLOCK_ROWS
        end = min(len(self.ids), blocks * BLOCK_ROWS)
        self._free = [place for place in (*self._free, *self._left) if place < end]
        heapify(self._free)
        self._left = []
        del self.ids[end:]
        rounded.resize(self.kept, self.rows)
