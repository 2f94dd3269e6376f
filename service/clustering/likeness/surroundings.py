"""What lies around an article: those most like it, how telling terms are among them, and the form they may share."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.likeness.forms import Marks, words_of_family
from service.clustering.likeness.twins import words_of_twins
from service.clustering.sides.crowds import origin_number
from service.clustering.sides.scales import NEAREST, Bare, Scales, scale
from service.clustering.tables.blocks import Places
from service.clustering.tables.neighbours import NEIGHBOURS
from service.clustering.tables.terms import Bounds, Entries
from service.clustering.window import Window

LIKE = 0.3
"""Mean cosine of whole and lead from which on an article shows how reports of its kind are worded."""


class Surroundings:
    """An article, those most like it, and what can be told from them together."""

    def __init__(self, article: Evidence, near: Sequence[int], like: int, window: Window) -> None:
        self.article = article
        self.near = near
        """Where the live articles nearest to it stand, nearest first."""
        self.filled = min((1 + len(near)) / NEAREST, 1.0)
        """Share of the surroundings that there are articles for: less than 1 in a new service's first hour."""
        self.missing = 1.0 - min(self.filled, (1 + like) / NEIGHBOURS)
        """Share of the reports that are missing by which one sees how little wording tells: too few are around, or too
        few that are ``like`` it, as around the first ferry accident in weeks."""
        self.scales = Scales(article, near, window.terms)
        """How telling words and names are among them."""
        self._window = window

    @cached_property
    def form(self) -> Marks | None:
        """The words of the form that the article and some of those around it were made from, if they were."""
        (entries, bounds, *_), scales, crowds = self.scales.texts, self.scales, self._window.crowds
        words = _words_of_form(
            (entries, bounds),
            scales.places,
            scales.both,
            crowds.origins,
            origin_number(self.article),
        )
        return words if len(words) else None


@compiled
def _words_of_form(
    texts: tuple[Entries, Bounds], places: Places, both: tuple[Bare, Bare], origins: Places, own: int
) -> Marks:
    """As a family shows them, or else twins; nothing where neither does."""
    scales = scale(both[0]), scale(both[1])
    words = words_of_family(texts, places, scales, origins, own)
    if not words.any():
        words = words_of_twins(texts, places, scales, origins, own)
    return words if words.any() else words[:0]


def look_around(article: Evidence, window: Window) -> Surroundings:
    """See what lies around an article, be it in the window or not yet."""
    near, own = window.vectors.nearest_places(article.vectors, NEAREST), window.place_of(article.article_id)
    nearest, cosines = window.vectors.neighbour_places(article.vectors)
    like = int(np.count_nonzero((cosines >= LIKE) & (nearest != own)))
    return Surroundings(article, [place for place in near if place != own][: NEAREST - 1], like, window)
