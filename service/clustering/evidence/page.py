"""What of a text is its page's, and what the report's."""

from dataclasses import dataclass, replace

from service.model import Article
from service.text.edges import NO_PIECES, Edges, Pieces
from service.text.furniture import report_in


@dataclass(frozen=True, slots=True)
class Page:
    """What an article stands on."""

    edges: Edges
    repeated: Pieces = NO_PIECES
    """Those of its pieces that pages are known to repeat (:mod:`service.clustering.pages`)."""
    told: tuple[int, int] | None = None
    """Where in the text the report stands; None where no more is known of that than by form."""

    def report(self, article: Article) -> Article:
        """The article with no more text than is told."""
        return article if self.told is None else replace(article, text=article.text[slice(*self.told)])


def page_of(article: Article, edges: Edges, repeated: Pieces) -> Page:
    """The page of an article, by what pages are known to have ``repeated``."""
    by_form, told = report_in(article.text), report_in(article.text, repeated)
    return Page(edges, repeated, None if told == by_form else (told.start, told.end))
