"""Some articles beside each other, ready to be compared: each is weighed once, however often it is.

What one arrival has compared is nearly always the same few dozen reports: those around it, and those that their stories
are compared through. So these are laid side by side at once.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from service.clustering.background import TermWeights
from service.clustering.evidence import Evidence
from service.clustering.weighed import Floats, unit_matrix, weigh_rows

Rows = npt.NDArray[Any]
"""Unit rows, of any kind of float."""


class Field:
    """Unit rows of articles: of their embeddings, and of their words and names by some weights."""

    def __init__(self, article: Evidence, words: TermWeights, names: TermWeights) -> None:
        self._weights = words, names
        self._articles = {article.article_id: article}
        self._places: dict[str, int] = {}
        self.tables: tuple[Rows, ...] = ()
        """Whole and lead, each of shape (articles, d); words and names, each (articles, terms that weigh anything)."""
        self.published: Floats = np.zeros(0)
        """In seconds since 1970, NaN where unknown."""

    def expect(self, articles: Iterable[Evidence]) -> None:
        """Prepare for these articles, to lay out all at once."""
        self._articles.update((article.article_id, article) for article in articles)

    def places(self, articles: Sequence[Evidence]) -> list[int]:
        """Where the articles stand; those that do not yet are brought in."""
        places = self._places
        if any([article.article_id not in places for article in articles]):
            self.expect(articles)
            self._lay_out(list(self._articles.values()))
        return [self._places[article.article_id] for article in articles]

    def _lay_out(self, articles: Sequence[Evidence]) -> None:
        words, names = self._weights
        self._places = {article.article_id: place for place, article in enumerate(articles)}
        self.tables = (
            np.array([one.vectors.whole for one in articles]),
            np.array([one.vectors.lead for one in articles]),
            unit_matrix(weigh_rows([one.words for one in articles], words)),
            unit_matrix(weigh_rows([one.names for one in articles], names)),
        )
        times = [one.published_at.timestamp() if one.published_at else np.nan for one in articles]
        self.published = np.array(times)
