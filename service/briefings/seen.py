"""What a reader knows of a story from the reports of it that have been seen."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from service.briefings.latest import LEAST_SAME, words_of_head
from service.briefings.novelty import Heard
from service.briefings.summary.candidate import Candidate
from service.briefings.summary.opening import MOSTLY
from service.briefings.wording.developments import knows_turn
from service.briefings.wording.terms import content, words
from service.briefings.wording.titles import clean_title
from service.model import Article

CHARACTERS_HEARD = 20_000
"""Of each report."""

_SURNAME = re.compile(r"([A-Z][\w’'-]*[a-z])(?:[’']s)?\s[a-z]")
"""How a sentence opens whose subject may be a surname alone."""


class Seen:
    """Terms heard, turns of events known, and what the story is about.

    Parameters
    ----------
    origins
        Whose texts these are: an update of one is much the same text.
    """

    def __init__(self, articles: Sequence[Article], origins: Collection[str] = ()) -> None:
        self.heard = Heard()
        self._origins = frozenset(origins)
        self._articles = articles
        self._turns: dict[str, bool] = {}
        for article in articles:
            self.heard.hear(article.title)
            self.heard.hear(article.text[:CHARACTERS_HEARD])

    @cached_property
    def heads(self) -> tuple[frozenset[str], ...]:
        """The telling words of how each report begins."""
        return tuple(map(words_of_head, self._articles))

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(f"{one.title}\n{one.text[:CHARACTERS_HEARD]}".lower() for one in self._articles)

    def knows(self, kind: str) -> bool:
        """Whether a turn of this kind is known, in whatever form of the word."""
        if kind not in self._turns:
            self._turns[kind] = any(knows_turn(text, kind) for text in self._texts)
        return self._turns[kind]

    def has_read(self, article_id: str) -> bool:
        """Whether one of them was an earlier version of this article."""
        return any(one.id == article_id for one in self._articles)

    def has_read_most_of(self, one: Candidate) -> bool:
        """Whether one of them was an earlier version of its article, or is of the origin of its text."""
        return self.has_read(one.filed.id) or one.origin in self._origins

    def is_about(self, terms: Iterable[str]) -> bool:
        """Whether these telling words are about what the reports are about."""
        told = set(terms)
        return any(len(told & head) >= LEAST_SAME for head in self.heads)

    def tells_again(self, terms: Iterable[str]) -> bool:
        """Whether these telling words are most of what the titles name: it tells what happened once more."""
        told = self._named & set(terms)
        return len(told) >= max(LEAST_SAME, MOSTLY * len(self._named))

    @cached_property
    def _named(self) -> frozenset[str]:
        """The telling words of several titles; of the one, where there is no other."""
        titles = [set(content(words(clean_title(one)))) for one in self._articles]
        titles = [title for title in titles if title]
        held = Counter(word for title in titles for word in title)
        return frozenset(word for word, times in held.items() if times > 1 or len(titles) == 1)

    def has_met(self, one: Candidate) -> bool:
        """Whether it does not open with the surname of somebody whom only its own report has introduced."""
        opening = _SURNAME.match(one.text)
        if opening is None or not self.heard.unheard(opening[1]):
            return True
        before = one.filed.article.text[: one.span.start]
        return re.search(rf"[A-Z][\w.’'-]*\s+{re.escape(opening[1])}\b", before) is None

    def learn(self, sentence: str, kinds: Iterable[str]) -> None:
        """Take in a sentence, and turns of these kinds."""
        self.heard.hear(sentence)
        self._turns.update(dict.fromkeys(kinds, True))
