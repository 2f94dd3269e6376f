"""Which article stands for a story, and why that one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from service.briefings.origins import by_origin, one_per_origin_first, origin_of
from service.briefings.terms import content, mean_cosine, tfidf, words
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
    titled: bool
    useful_length: int
    """Characters of text, counted up to three times the median of the story."""
    compared: int
    """How many articles were in the running."""


def choose_representative(articles: Sequence[FiledArticle], pinned: str | None) -> Choice:
    """Choose among the ``articles`` that may be shown: pinned, else central, complete, earliest; ties by id.

    Copies of one origin are one voice when centrality is measured, and share the result. The outcome does not
    depend on the order of ``articles``.

    Raises
    ------
    ValueError
        There are no articles.
    """
    if not articles:
        raise ValueError("no article to choose a representative from; ask only for stories that may be shown")
    ranked = sorted(_weigh(articles), key=_precedence)
    for choice in ranked:
        if choice.article.id == pinned:
            return _decided(choice, Rule.PINNED)
    if len(ranked) == 1:
        return _decided(ranked[0], Rule.ONLY)
    first, second = ranked[0], ranked[1]
    if first.centrality > second.centrality:
        return first
    complete = (first.titled, first.useful_length) > (second.titled, second.useful_length)
    return _decided(first, Rule.COMPLETE if complete else Rule.EARLIEST)


def _precedence(choice: Choice) -> tuple[float, bool, int, float, str]:
    filed = choice.article
    return -choice.centrality, not choice.titled, -choice.useful_length, filed.at.timestamp(), filed.id


def _decided(choice: Choice, rule: Rule) -> Choice:
    return Choice(
        choice.article, rule, choice.centrality, choice.titled, choice.useful_length, choice.compared
    )


def _weigh(articles: Sequence[FiledArticle]) -> list[Choice]:
    centrality = _centrality(articles)
    useful = int(3 * median(len(filed.article.text) for filed in articles))
    return [
        Choice(
            article=filed,
            rule=Rule.CENTRAL,
            centrality=centrality.get(origin_of(filed), -1.0),
            titled=bool(filed.article.title.strip()),
            useful_length=min(len(filed.article.text), useful),
            compared=len(articles),
        )
        for filed in articles
    ]


def _centrality(articles: Sequence[FiledArticle]) -> dict[str, float]:
    """Measure it by origin, within the limit; in hundredths, so that a hair's breadth does not decide."""
    heads = [group[0] for group in by_origin(articles).values()]
    if len(heads) <= _EVEN:
        return {origin_of(head): 0.0 for head in heads}
    heads = one_per_origin_first(heads, MOST_COMPARED)
    bags = [content(words(f"{h.article.title}\n{h.article.text[:CHARACTERS_READ]}")) for h in heads]
    means = mean_cosine(tfidf(bags))
    return {origin_of(head): round(float(mean), 2) for head, mean in zip(heads, means, strict=True)}
