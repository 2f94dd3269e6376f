"""Some articles beside each other, ready to be compared: each is weighed once, however often it is.

What one arrival has compared is nearly always the same few dozen reports: those around it, and those that their stories
are compared through. So these are laid side by side at once.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from service.clustering.background import TermWeights
from service.clustering.blocks import side_by_side
from service.clustering.daynames import Days
from service.clustering.evidence import Evidence
from service.clustering.told import Told
from service.clustering.weekdays import days_named
from service.clustering.weighed import Beside, Floats, Places, weigh_rows
from service.model import FloatArray


class Embeddings:
    """Unit vectors, of shape (articles, d).

    Rows are multiplied one by one (``einsum``, not a matrix product), so that a pair has the same cosine wherever and
    among however many others it stands.
    """

    def __init__(self, rows: FloatArray) -> None:
        self._rows = rows

    def cosines(self, ones: Places) -> FloatArray:
        """Mean cosine of every row with ``ones``, which are some of them: shape (rows,)."""
        centre = self._rows[ones[0]] if len(ones) == 1 else self._rows[ones].mean(axis=0)
        products: FloatArray = np.einsum("ij,j->i", self._rows, centre)
        return products


class Field:
    """Unit rows of articles: of their embeddings, and of their words and names by some weights."""

    def __init__(self, article: Evidence, words: TermWeights, names: TermWeights) -> None:
        self._weights = words, names
        self._articles = {article.article_id: article}
        self._places: dict[str, int] = {}
        self._groups: dict[tuple[str, ...], Places] = {}
        self.tables: tuple[Embeddings | Beside, ...] = ()
        """Whole, lead, words and names."""
        self.terms: tuple[Beside, ...] = ()
        """Words and names."""
        self.published: Floats = np.zeros(0)
        """In seconds since 1970, NaN where unknown."""
        self.days: Days = np.zeros(0, np.uint8)
        """Weekdays named."""

    def expect(self, articles: Iterable[Evidence]) -> None:
        """Prepare for these articles, to lay out all at once."""
        self._articles.update([(article.article_id, article) for article in articles])

    def groups(self, groups: Sequence[Told]) -> list[Places]:
        """Where the samples of groups of articles stand; those that do not yet are brought in."""
        if any([group.key not in self._groups for group in groups]):
            self.expect([article for group in groups for article in group.sample])
            if any([name not in self._places for group in groups for name in group.key]):
                self._lay_out(list(self._articles.values()))
            places = self._places
            self._groups |= {group.key: np.array([places[name] for name in group.key]) for group in groups}
        return [self._groups[group.key] for group in groups]

    def places(self, articles: Sequence[Evidence]) -> Places:
        """Where the articles stand; those that do not yet are brought in."""
        places = self._places
        if any([article.article_id not in places for article in articles]):
            self.expect(articles)
            self._lay_out(list(self._articles.values()))
        return np.array([self._places[article.article_id] for article in articles])

    def _lay_out(self, articles: Sequence[Evidence]) -> None:
        words, names = self._weights
        self._groups.clear()
        self._places = {article.article_id: place for place, article in enumerate(articles)}
        self.terms = (
            Beside(weigh_rows([one.words for one in articles], words)),
            Beside(weigh_rows([one.names for one in articles], names)),
        )
        self.tables = (
            Embeddings(side_by_side([one.vectors.whole for one in articles])),
            Embeddings(side_by_side([one.vectors.lead for one in articles])),
            *self.terms,
        )
        times = [one.published_at.timestamp() if one.published_at else np.nan for one in articles]
        self.published = np.array(times)
        self.days = days_named(articles)
