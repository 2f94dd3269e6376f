"""Some articles beside each other, ready to be compared: each is weighed once, however often it is.

What one arrival has compared is nearly always the same few stories: those around it. So the articles that they are
compared through are laid side by side at once.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from service.clustering.daynames import Days
from service.clustering.evidence import Evidence
from service.clustering.terms import NAMES, WORDS, TermTable
from service.clustering.told import Told
from service.clustering.weighed import Floats, Groups, Weights, no_rows, weigh_rows

Key = tuple[str, ...]
"""The ids of a group of articles, in order."""


class Field:
    """Unit rows of articles, of their words and names by some weights, group by group as they were brought in."""

    def __init__(self, table: TermTable, words: Weights, names: Weights) -> None:
        self._table = table
        self._weights = words, names
        self._expected: dict[Key, Sequence[Evidence]] = {}
        self._groups: dict[Key, tuple[int, int]] = {}
        """Where each begins and ends."""
        self.words = no_rows()
        self.names = no_rows()
        self.published: Floats = np.zeros(0)
        """In seconds since 1970, NaN where unknown."""
        self.days: Days = np.zeros(0, np.uint8)
        """Weekdays named."""

    def expect(self, groups: Iterable[Told]) -> None:
        """Prepare for these groups, to lay out all at once."""
        self._expected |= {told.key: told.sample for told in groups if told.key not in self._groups}

    def groups(self, groups: Sequence[Told]) -> Groups:
        """Where the samples of groups of articles stand; those that do not yet are brought in."""
        self.expect(groups)
        if any([told.key in self._expected for told in groups]):
            self._lay_out()
        return np.array([self._groups[told.key] for told in groups])

    def _lay_out(self) -> None:
        """Bring in all that are expected."""
        end = len(self.days)
        for key in self._expected:
            self._groups[key] = end, end + len(key)
            end += len(key)
        articles = [article for group in self._expected.values() for article in group]
        self._expected = {}
        (words, names), rows = self._weights, self._table.rows(articles)
        self.words = self.words.followed_by(weigh_rows(rows, WORDS, words(rows, WORDS)))
        self.names = self.names.followed_by(weigh_rows(rows, NAMES, names(rows, NAMES)))
        self.published = np.concatenate([self.published, rows.published])
        self.days = np.concatenate([self.days, rows.days])
