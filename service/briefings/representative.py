"""Which article stands for a story, and why that one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from statistics import median
from typing import NamedTuple

from service.briefings.opinions import is_opinion
from service.briefings.origins import first_of_origins, one_per_origin_first, origin_of
from service.briefings.terms import Bag, content, mean_cosines, words
from service.briefings.titles import Tone, tone
from service.model import Article, FiledArticle

MOST_COMPARED = 60
"""Origins compared with each other at most; more would not move the centre of a story."""

CHARACTERS_READ = 600
"""Of each text: a report tells what it is about in its first paragraphs."""

REMEMBERED = 4_096
"""Articles of which it is kept what was read of them by themselves."""

_EVEN = 2
"""Two texts are as central as each other: cosine is symmetric."""


class Rule(StrEnum):
    """What decided."""

    PINNED = "pinned"
    ONLY = "only_article"
    PREFERRED = "preferred_source"
    CENTRAL = "most_central"
    COMPLETE = "most_complete"
    EARLIEST = "earliest"


@dataclass(frozen=True, slots=True)
class Choice:
    """The representative, with what spoke for it."""

    article: FiledArticle
    rule: Rule
    centrality: float
    """Mean TF-IDF cosine of its origin to the story's other origins, in hundredths; 0 where there is none."""
    tone: Tone
    """How well its title serves as headline."""
    useful_length: int
    """Characters of text, counted up to three times the median of the story."""
    compared: int
    """How many articles were in the running."""
    origins: int
    """How many origins they go back to."""
    preference: int
    """Place of its source among those preferred, from 0; their number where it is none of them, or tells too little."""


def choose_representative(
    articles: Sequence[FiledArticle], pinned: str | None, preferred: Sequence[str] = ()
) -> Choice:
    """Choose among the ``articles`` that may be shown.

    Pinned, else a report rather than comment, of the source ``preferred`` most, else central, with an informing title,
    complete, earliest; ties by id. A preferred source whose report is less than a third as long as the median is passed
    over: a flash must not stand for the reports that it announced.

    Copies of one origin are one voice when centrality is measured, and share the result. The outcome does not
    depend on the order of ``articles``.

    Raises
    ------
    ValueError
        There are no articles.
    """
    if not articles:
        raise ValueError("no article to choose a representative from; ask only for stories that may be shown")
    weighing = _Weighing(articles, preferred)
    ranked = sorted(map(weighing.candidate, articles))
    for candidate in ranked:
        if candidate.article_id == pinned:
            return weighing.choice(candidate, Rule.PINNED)
    reports = list(islice((one for one in ranked if not weighing.opines(one)), 2)) or ranked[:2]
    if len(reports) == 1:
        return weighing.choice(reports[0], Rule.ONLY)
    return weighing.choice(reports[0], _what_decided(*reports))


def reason(choice: Choice) -> str:
    """Say in a sentence for readers why this article stands for the story."""
    return _REASONS[choice.rule].format(reports=choice.compared, origins=choice.origins)


_REASONS = {
    Rule.PINNED: "chosen by an editor",
    Rule.ONLY: "the only report",
    Rule.PREFERRED: "of the source preferred most",
    Rule.CENTRAL: "closest to what all {origins} independent origins tell",
    Rule.COMPLETE: "the fullest of {reports} reports with an informing title",
    Rule.EARLIEST: "the earliest of {reports} equally full reports",
}


class _Reading(NamedTuple):
    """What is read of an article by itself: a growing story is looked at again with each of its reports."""

    tone: Tone
    opines: bool


@lru_cache(maxsize=REMEMBERED)
def _read(article: Article) -> _Reading:
    return _Reading(tone(article), is_opinion(article))


class _Candidate(NamedTuple):
    """What speaks for an article, in order: the less the better."""

    preference: int
    less_central: float
    less_toned: int
    less_useful: int
    at: datetime
    article_id: str


class _Weighing:
    """What speaks for each of the articles, beside the others."""

    def __init__(self, articles: Sequence[FiledArticle], preferred: Sequence[str]) -> None:
        heads = first_of_origins(articles)
        self._centrality = _centrality(heads)
        self._usual = median([len(filed.article.text) for filed in articles])
        self._longest = int(3 * self._usual)
        self._articles = {filed.id: filed for filed in articles}
        self._origins = len(heads)
        self._places = {
            name.strip().casefold(): place for place, name in reversed(list(enumerate(preferred)))
        }
        self._unpreferred = len(preferred)

    def candidate(self, filed: FiledArticle) -> _Candidate:
        """Put together what speaks for it."""
        article, length = filed.article, len(filed.article.text)
        return _Candidate(
            self._unpreferred if 3 * length < self._usual else self._preference(article),
            -self._centrality.get(origin_of(filed), -1.0),
            -_read(article).tone,
            -min(length, self._longest),
            filed.at,
            article.id,
        )

    def opines(self, candidate: _Candidate) -> bool:
        """Whether it is comment."""
        return _read(self._articles[candidate.article_id].article).opines

    def choice(self, candidate: _Candidate, rule: Rule) -> Choice:
        """Say what spoke for it."""
        return Choice(
            article=self._articles[candidate.article_id],
            rule=rule,
            centrality=-candidate.less_central,
            tone=Tone(-candidate.less_toned),
            useful_length=-candidate.less_useful,
            compared=len(self._articles),
            origins=self._origins,
            preference=candidate.preference,
        )

    def _preference(self, article: Article) -> int:
        if not self._places:
            return self._unpreferred
        return self._places.get((article.source or "").strip().casefold(), self._unpreferred)


def _what_decided(first: _Candidate, second: _Candidate) -> Rule:
    """Tell why the first goes before the second."""
    if first.preference < second.preference:
        return Rule.PREFERRED
    if first.less_central < second.less_central:
        return Rule.CENTRAL
    one, other = ((side.less_toned, side.less_useful) for side in (first, second))
    return Rule.COMPLETE if one < other else Rule.EARLIEST


def _centrality(heads: Sequence[FiledArticle]) -> dict[str, float]:
    """Measure it by origin, within the limit; in hundredths, so that a hair's breadth does not decide."""
    if len(heads) <= _EVEN:
        return {origin_of(head): 0.0 for head in heads}
    if len(heads) > MOST_COMPARED:
        heads = one_per_origin_first(heads, MOST_COMPARED)
    means = mean_cosines([_counted(head.article) for head in heads]).tolist()
    return {origin_of(head): round(mean, 2) for head, mean in zip(heads, means, strict=True)}


@lru_cache(maxsize=REMEMBERED)
def _counted(article: Article) -> Bag:
    """Read what centrality goes by."""
    return Bag(content(words(f"{article.title}\n{article.text[:CHARACTERS_READ]}")))
