"""What of a text is its page's, and what the report's."""

from dataclasses import dataclass, replace
from functools import cached_property

from service.clustering.evidence.words import codes_of
from service.model import Article
from service.text.edges import NO_PIECES, Edges, Pieces, edges_of
from service.text.furniture import report_in
from service.text.normal import Codes
from service.text.standing import report_between


@dataclass(frozen=True)
class Scraped:
    """An article as it came, with what is its page's; looked at as far as is asked for."""

    article: Article

    @cached_property
    def edges(self) -> Edges:
        """Both ends of its text."""
        return edges_of(self.article.text)

    @cached_property
    def codes(self) -> Codes:
        """Its words in order, without what is furniture by its form."""
        return codes_of(self.article)


@dataclass(frozen=True, slots=True)
class Page:
    """What an article stands on."""

    scraped: Scraped
    repeated: Pieces = NO_PIECES
    """Those of its pieces that pages are known to repeat (:mod:`service.clustering.pages`)."""
    told: tuple[int, int] | None = None
    """Where in the text the report stands; None where what is known to be repeated tells no more than its form."""

    @property
    def report(self) -> Article:
        """The article with no more text than is told."""
        article = self.scraped.article
        return article if self.told is None else replace(article, text=article.text[slice(*self.told)])

    def tells_as(self, other: "Page") -> bool:
        """Whether the same report stands there as on another page around the same text."""
        return self._span == other._span

    @property
    def _span(self) -> tuple[int, int]:
        return self.told or report_in(self.scraped.article.text)


def page_of(scraped: Scraped, repeated: Pieces) -> Page:
    """The page of an article, by what pages are known to have ``repeated``."""
    if not repeated:
        return Page(scraped)
    text = scraped.article.text
    start, end = report_between(text, scraped.edges, repeated)
    return Page(scraped, repeated, None if (start, end) == report_in(text) else (start, end))
