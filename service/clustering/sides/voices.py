"""The voices of a live story: its independent articles, as they are looked at to tell whether it holds one event.

All of it comes from the story's articles alone, so it holds until one comes or goes.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.sides.told import origin, places_of, sample
from service.clustering.tables.blocks import Places
from service.clustering.tables.rounded import Rounded, read
from service.clustering.tables.vectors import VectorTable

MOST_COMPARED = 64
"""Articles through which a large story is parted; the others follow the part they are more like."""

Floats = npt.NDArray[np.float64]


class Voices:
    """One article of each origin, the first."""

    def __init__(self, members: Iterable[Evidence]) -> None:
        self.members = tuple(members)
        """All articles of the story, by time; they are live."""
        first: dict[str, Evidence] = {}
        for member in self.members:
            first.setdefault(origin(member), member)
        self.count = len(first)
        self.compared = sample(list(first.values()), MOST_COMPARED)
        """Some of them, spread evenly over time."""
        self.origins = [origin(one) for one in self.compared]

        self.places: Places = places_of(self.compared)
        """Where those compared stand in the tables of the window: shape (n,)."""
        self._meanings: Floats | None = None

    def meanings(self, vectors: VectorTable) -> Floats:
        """Cosines of whole and of lead, of all pairs of those compared, to four places: shape (2, n, n)."""
        if self._meanings is None:
            self._meanings = _cosines(vectors.kept, self.places)
        return self._meanings


@compiled
def _cosines(kept: Rounded, places: Places) -> Floats:
    """Of whole and of lead, which stand next to each other in a row."""
    embeddings = read(kept, places)
    many, width = len(embeddings), embeddings.shape[1] // 2
    cosines = np.empty((2, many, many))
    for view in range(2):
        rows = embeddings[:, view * width : (view + 1) * width].copy()
        products = np.dot(rows, rows.T)
        for one in range(many):
            for other in range(many):
                cosines[view, one, other] = np.rint(products[one, other] * 1e4) / 1e4
    return cosines
