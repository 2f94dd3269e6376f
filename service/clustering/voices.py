"""The voices of a story: its independent articles, as they are looked at to tell whether it holds one event.

All of it comes from the story's articles alone, so it holds until one comes or goes.
"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from service.clustering.blocks import side_by_side
from service.clustering.evidence import Evidence
from service.clustering.told import origin, sample
from service.clustering.weekdays import days_named

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
    def days(self) -> npt.NDArray[np.uint8]:
        """The weekdays that each of those compared names."""
        return days_named(self.compared)

    @cached_property
    def meanings(self) -> Floats:
        """Cosines of whole and of lead, of all pairs of those compared, to four places: shape (2, n, n)."""
        views = np.split(side_by_side([article.embedding for article in self.compared]), 2, axis=1)
        products: Floats = np.array([rows @ rows.T for rows in views], np.float64)
        return products.round(4)
