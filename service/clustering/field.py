"""Some articles beside each other, ready to be compared: each is weighed once, however often it is.

What one arrival has compared is nearly always the same few dozen reports: those around it, and those that their stories
are compared through. So these are laid side by side at once.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from service.clustering.background import TermWeights
from service.clustering.daynames import Days
from service.clustering.evidence import Evidence
from service.clustering.terms import TermTable
from service.clustering.told import Told
from service.clustering.weekdays import days_named
from service.clustering.weighed import Floats, Places, no_rows, weigh_entries


class Field:
    """Unit rows of articles, of their words and names by some weights, in the order in which they were brought in."""

    def __init__(self, article: Evidence, table: TermTable, words: TermWeights, names: TermWeights) -> None:
        self._table = table
        self._weights = words, names
        self._expected = {article.article_id: article}
        self._places: dict[str, int] = {}
        self._groups: dict[Told, Places] = {}
        self.words = no_rows()
        self.names = no_rows()
        self.published: Floats = np.zeros(0)
        """In seconds since 1970, NaN where unknown."""
        self.days: Days = np.zeros(0, np.uint8)
        """Weekdays named."""

    def expect(self, articles: Iterable[Evidence]) -> None:
        """Prepare for these articles, to lay out all at once."""
        self._expected.update([(article.article_id, article) for article in articles])

    def group(self, told: Told) -> Places:
        """Where the sample of a group of articles stands; who does not yet is brought in."""
        places = self._groups.get(told)
        if places is None:
            self._groups[told] = places = self.places(told.sample)
        return places

    def places(self, articles: Sequence[Evidence]) -> Places:
        """Where the articles stand; those that do not yet are brought in."""
        places = self._places
        if any([article.article_id not in places for article in articles]):
            self.expect(articles)
            self._lay_out([one for name, one in self._expected.items() if name not in places])
            self._expected.clear()
        return np.array([places[article.article_id] for article in articles])

    def _lay_out(self, articles: Sequence[Evidence]) -> None:
        self._places |= {
            article.article_id: place for place, article in enumerate(articles, len(self._places))
        }
        words, names = self._weights
        spans = self._table.spans(articles)
        self.words = self.words.followed_by(weigh_entries(spans.entries, spans.starts, spans.words, words))
        self.names = self.names.followed_by(
            weigh_entries(spans.entries, spans.starts + spans.words, spans.names, names)
        )
        times = [one.published_at.timestamp() if one.published_at else np.nan for one in articles]
        self.published = np.concatenate([self.published, times])
        self.days = np.concatenate([self.days, days_named(articles)])
