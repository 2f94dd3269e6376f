"""What lies around an article: those most like it, how telling terms are among them, and the form they may share."""

from collections.abc import Sequence
from functools import cached_property

from service.clustering.evidence import Evidence
from service.clustering.likeness.forms import Form, find_form
from service.clustering.likeness.twins import form_of_twins
from service.clustering.sides.scales import NEAREST, Scales
from service.clustering.window import Window


class Surroundings:
    """An article, those most like it, and what can be told from them together."""

    def __init__(self, article: Evidence, near: Sequence[int], window: Window) -> None:
        self.article = article
        self.near = near
        """Where the live articles nearest to it stand, nearest first."""
        self.filled = min((1 + len(near)) / NEAREST, 1.0)
        """Share of the surroundings that there are articles for: less than 1 in a new service's first hour."""
        self.missing = 1.0 - self.filled
        """The other share."""
        self.scales = Scales(article, near, window.terms)
        """How telling words and names are among them."""
        self._window = window

    @cached_property
    def form(self) -> Form | None:
        """What the article and some of those around it were made from, if they were made from one form."""
        around = self.article, [self._window.at(place) for place in self.near], self.scales
        return find_form(*around) or form_of_twins(*around)


def look_around(article: Evidence, window: Window) -> Surroundings:
    """See what lies around an article, be it in the window or not yet."""
    near, own = window.vectors.nearest_places(article.vectors, NEAREST), window.place_of(article.article_id)
    return Surroundings(article, [place for place in near if place != own][: NEAREST - 1], window)
