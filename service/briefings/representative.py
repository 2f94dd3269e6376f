"""Which article stands for a story, and why that one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
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
    ranked = sorted(_weigh(articles, preferred), key=_precedence)
    for choice in ranked:
        if choice.article.id == pinned:
            return _decided(choice, Rule.PINNED)
    ranked = [choice for choice in ranked if not is_opinion(choice.article.article)] or ranked
    if len(ranked) == 1:
        return _decided(ranked[0], Rule.ONLY)
    first, second = ranked[0], ranked[1]
    if first.preference < second.preference:
        return _decided(first, Rule.PREFERRED)
    if first.centrality > second.centrality:
        return first
    complete = (first.tone, first.useful_length) > (second.tone, second.useful_length)
    return _decided(first, Rule.COMPLETE if complete else Rule.EARLIEST)


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


def _precedence(choice: Choice) -> tuple[int, float, int, int, float, str]:
    filed = choice.article
    return (
        choice.preference,
        -choice.centrality,
        -choice.tone,
        -choice.useful_length,
        filed.at.timestamp(),
        filed.id,
    )


def _decided(choice: Choice, rule: Rule) -> Choice:
    return replace(choice, rule=rule)


def _weigh(articles: Sequence[FiledArticle], preferred: Sequence[str]) -> list[Choice]:
    centrality = _centrality(articles)
    usual = median(len(filed.article.text) for filed in articles)
    origins = len({origin_of(filed) for filed in articles})
    places = {name.strip().casefold(): place for place, name in reversed(list(enumerate(preferred)))}

    def preference(filed: FiledArticle) -> int:
        if 3 * len(filed.article.text) < usual:
            return len(preferred)
        return places.get((filed.article.source or "").strip().casefold(), len(preferred))

    return [
        Choice(
            article=filed,
            rule=Rule.CENTRAL,
            centrality=centrality.get(origin_of(filed), -1.0),
            tone=tone(filed.article),
            useful_length=min(len(filed.article.text), int(3 * usual)),
            compared=len(articles),
            origins=origins,
            preference=preference(filed),
        )
        for filed in articles
    ]


def _centrality(articles: Sequence[FiledArticle]) -> dict[str, float]:
    """Measure it by origin, within the limit; in hundredths, so that a hair's breadth does not decide."""
    heads = [group[0] for group in by_origin(articles).values()]
    if len(heads) <= _EVEN:
        return {origin_of(head): 0.0 for head in heads}
    heads = one_per_origin_first(heads, MOST_COMPARED)
    means = mean_cosines(
        [_counted(head.article.title, head.article.text[:CHARACTERS_READ]) for head in heads]
    )
    return {origin_of(head): round(float(mean), 2) for head, mean in zip(heads, means, strict=True)}


@lru_cache(maxsize=4_096)
def _counted(title: str, text: str) -> Bag:
    """Read what centrality goes by; a growing story is looked at again with each of its reports."""
    return Bag(content(words(f"{title}\n{text}")))
