"""The voices of a live story: its independent articles, as they are looked at to tell whether it holds one event.

All of it comes from the story's articles alone, so it holds until one comes or goes.
"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from service.clustering.blocks import Places, side_by_side
from service.clustering.evidence import Evidence
from service.clustering.told import origin, sample

MOST_COMPARED = 64
"""Articles through which a large story is parted; the others follow the part they are more like."""

Floats = npt.NDArray[np.float64]


class Voices:
    """One article of each origin, the first."""

    def __init__(self, members: Iterable[Evidence]) -> None:
        self.members = tuple(members)
        """All articles of the story, by time."""
        first: dict[str, Evidence] = {}
        for member in self.members:
            first.setdefault(origin(member), member)
        self.count = len(first)
        self.compared = sample(list(first.values()), MOST_COMPARED)
        """Some of them, spread evenly over time."""
        self.origins = [origin(one) for one in self.compared]

    @cached_property
    def places(self) -> Places:
        """Where those compared stand in the tables of the window: shape (n,)."""
        return np.array([one.place for one in self.compared], np.int64)

    @cached_property
    def meanings(self) -> Floats:
        """Cosines of whole and of lead, of all pairs of those compared, to four places: shape (2, n, n)."""
        embeddings = side_by_side([article.embedding for article in self.compared])
        views = embeddings.reshape(len(embeddings), 2, -1).transpose(1, 0, 2)
        products: Floats = (views @ views.transpose(0, 2, 1)).astype(np.float64)
        return products.round(4)
