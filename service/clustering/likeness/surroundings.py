"""What lies around an article: those most like it, how telling terms are among them, and the form they may share."""

from collections.abc import Sequence
from functools import cached_property

from service.clustering.evidence import Evidence
from service.clustering.likeness.forms import Form, find_form
from service.clustering.likeness.twins import form_of_twins
from service.clustering.sides.scales import NEAREST, Scales
from service.clustering.tables.terms import TermTable
from service.clustering.window import Window


class Surroundings:
    """An article, those most like it, and what can be told from them together."""

    def __init__(self, article: Evidence, near: Sequence[Evidence], table: TermTable) -> None:
        self.article = article
        self.near = near
        """The live articles nearest to it, nearest first."""
        self.filled = min((1 + len(near)) / NEAREST, 1.0)
        """Share of the surroundings that there are articles for: less than 1 in a new service's first hour."""
        self.scales = Scales(article, near, table)
        """How telling words and names are among them."""

    @cached_property
    def form(self) -> Form | None:
        """What the article and some of those around it were made from, if they were made from one form."""
        around = self.article, self.near, self.scales
        return find_form(*around) or form_of_twins(*around)


def look_around(article: Evidence, window: Window) -> Surroundings:
    """See what lies around an article, be it in the window or not yet."""
    near = window.nearest(article.vectors, NEAREST)
    others = [other for other in near if other.article_id != article.article_id]
    return Surroundings(article, others[: NEAREST - 1], window.terms)
