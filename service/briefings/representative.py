"""Which article stands for a story, and why that one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from statistics import median

from service.briefings.opinions import is_opinion
from service.briefings.origins import by_origin, one_per_origin_first, origin_of
from service.briefings.terms import Bag, content, mean_cosines, words
from service.briefings.titles import Tone, tone
from service.model import FiledArticle

MOST_COMPARED = 60
"""Origins compared with each other at most; more would not move the centre of a story."""

CHARACTERS_READ = 600
"""Of each text: a report tells what it is about in its first paragraphs."""

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
    ranked = sorted(articles, key=weighing.precedence)
    for filed in ranked:
        if filed.id == pinned:
            return weighing.choice(filed, Rule.PINNED)
    reports = list(islice((filed for filed in ranked if not is_opinion(filed.article)), 2)) or ranked[:2]
    if len(reports) == 1:
        return weighing.choice(reports[0], Rule.ONLY)
    return weighing.choice(reports[0], weighing.what_decided(*reports))


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


class _Weighing:
    """What speaks for each of the articles, beside the others."""

    def __init__(self, articles: Sequence[FiledArticle], preferred: Sequence[str]) -> None:
        self._centrality = _centrality(articles)
        self._usual = median(len(filed.article.text) for filed in articles)
        self._compared = len(articles)
        self._origins = len({origin_of(filed) for filed in articles})
        self._places = {
            name.strip().casefold(): place for place, name in reversed(list(enumerate(preferred)))
        }
        self._unpreferred = len(preferred)

    def precedence(self, filed: FiledArticle) -> tuple[int, float, int, int, float, str]:
        """Sort key."""
        return (
            self._preference(filed),
            -self._central(filed),
            -tone(filed.article),
            -self._useful_length(filed),
            filed.at.timestamp(),
            filed.id,
        )

    def what_decided(self, first: FiledArticle, second: FiledArticle) -> Rule:
        """Tell why the first goes before the second."""
        if self._preference(first) < self._preference(second):
            return Rule.PREFERRED
        if self._central(first) > self._central(second):
            return Rule.CENTRAL
        one, other = ((tone(filed.article), self._useful_length(filed)) for filed in (first, second))
        return Rule.COMPLETE if one > other else Rule.EARLIEST

    def choice(self, filed: FiledArticle, rule: Rule) -> Choice:
        """Put together what spoke for it."""
        return Choice(
            article=filed,
            rule=rule,
            centrality=self._central(filed),
            tone=tone(filed.article),
            useful_length=self._useful_length(filed),
            compared=self._compared,
            origins=self._origins,
            preference=self._preference(filed),
        )

    def _central(self, filed: FiledArticle) -> float:
        return self._centrality.get(origin_of(filed), -1.0)

    def _useful_length(self, filed: FiledArticle) -> int:
        return min(len(filed.article.text), int(3 * self._usual))

    def _preference(self, filed: FiledArticle) -> int:
        if not self._places or 3 * len(filed.article.text) < self._usual:
            return self._unpreferred
        return self._places.get((filed.article.source or "").strip().casefold(), self._unpreferred)


def _centrality(articles: Sequence[FiledArticle]) -> dict[str, float]:
    """Measure it by origin, within the limit; in hundredths, so that a hair's breadth does not decide."""
    heads = [group[0] for group in by_origin(articles).values()]
    if len(heads) <= _EVEN:
        return {origin_of(head): 0.0 for head in heads}
    if len(heads) > MOST_COMPARED:
        heads = one_per_origin_first(heads, MOST_COMPARED)
    means = mean_cosines(
        [_counted(head.article.title, head.article.text[:CHARACTERS_READ]) for head in heads]
    )
    return {origin_of(head): round(float(mean), 2) for head, mean in zip(heads, means, strict=True)}


@lru_cache(maxsize=4_096)
def _counted(title: str, text: str) -> Bag:
    """Read what centrality goes by; a growing story is looked at again with each of its reports."""
    return Bag(content(words(f"{title}\n{text}")))
