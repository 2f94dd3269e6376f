"""Extractive summaries: sentences of the sources, word for word, each with its citations."""

from collections.abc import Sequence

from service.briefings.origins import chronological, origin_of
from service.briefings.summary.arranging import reading_order
from service.briefings.summary.budget import Budget
from service.briefings.summary.candidate import Candidate, quoted_text
from service.briefings.summary.candidates import gather
from service.briefings.summary.material import Material
from service.briefings.summary.salience import Salience, shipped_salience
from service.briefings.summary.selection import choose
from service.briefings.values import NOTHING_OVERTAKEN, Citation, CitedSentence, Overtaken
from service.model import FiledArticle

DEFAULT_BUDGET = Budget()

__all__ = ["DEFAULT_BUDGET", "Budget", "summarise"]


def summarise(
    articles: Sequence[FiledArticle],
    budget: Budget = DEFAULT_BUDGET,
    salience: Salience | None = None,
    *,
    overtaken: Overtaken = NOTHING_OVERTAKEN,
    headline: str = "",
) -> tuple[CitedSentence, ...]:
    """Summarise the ``articles`` of one story, all of them visible: whatever is passed in may be quoted.

    What has been ``overtaken`` is quoted only where there is nothing else, and what the latest turn has passed is not
    read first. It opens with what the ``headline`` says, if another sentence that it may open with would say hardly any
    of that. The outcome does not depend on the order of ``articles``. Fewer sentences come where the story has no more
    to say; none where it has no sentence that may be quoted.
    """
    candidates = gather(articles, overtaken)
    if not candidates:
        return ()
    material = Material(candidates, budget, headline)
    chosen = choose(material, salience or shipped_salience())
    everything = chronological(articles)
    return tuple(cite(candidates[index], everything) for index in reading_order(material, chosen, overtaken))


def cite(candidate: Candidate, articles: Sequence[FiledArticle]) -> CitedSentence:
    """Cite the sentence's own article, then every copy of the same origin that holds it word for word."""
    own = Citation(candidate.filed.id, *candidate.span)
    copies = []
    for filed in articles:
        if filed.id != candidate.filed.id and origin_of(filed) == candidate.origin:
            start = quoted_text(filed.article).find(candidate.text)
            if start >= 0:
                copies.append(Citation(filed.id, start, start + len(candidate.text)))
    return CitedSentence(candidate.text, (own, *copies))
