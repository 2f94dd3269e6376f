"""What becomes of updates: articles of a window sent again with another figure in their opening.

The dead are counted anew, a rate is corrected: the first number of one to three digits in the opening of a text that is
no date is replaced by a larger one. Where several articles are forms filled in for many events, the next of these is
made as well; so the last column is no mistake by itself.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from service.model import Article, Decision, Relation
from tests.benchmarks.outcomes import Row

UPDATED = 300
"""Articles that are sent again."""
OPENING = 350
"""Characters in which the number stands."""
MOST_MORE = 60
Known = Callable[[str], Decision]
"""What was decided of an article."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_NUMBERS = re.compile(
    rf"\b{_MONTH}[.,]* \d+|\b\d+ {_MONTH}|(?<![\d.,:/-])\b(?P<count>\d{{1,3}})\b(?![\d.,:/-])", re.IGNORECASE
)


def counted_anew(articles: Sequence[Article], random: Random) -> list[tuple[Article, Article]]:
    """(article, its update) for those that have a number in their opening, at most :data:`UPDATED` drawn at random."""
    counting = [one for one in articles if _count_in(one.text)]
    chosen = random.sample(counting, min(UPDATED, len(counting)))
    return [(one, replace(one, id=f"{one.id}/update", text=_anew(one.text, random))) for one in chosen]


def row(pairs: Sequence[tuple[Article, Article]], decisions: Mapping[str, Decision], known: Known) -> Row:
    """Lay out what the updates were taken for, beside what is known of the articles."""
    kinds = [*_kinds(pairs, decisions, known)]
    shares = {
        kind: kinds.count(kind) / max(1, len(kinds)) for kind in ("update", "copy", "same story", "apart")
    }
    return Row(updates=len(kinds), **shares)


def _count_in(text: str) -> re.Match[str] | None:
    return next((one for one in _NUMBERS.finditer(text[:OPENING]) if one["count"]), None)


def _anew(text: str, random: Random) -> str:
    found = _count_in(text)
    if found is None:
        return text
    more = int(found["count"]) + random.randrange(1, MOST_MORE)
    return f"{text[: found.start()]}{more}{text[found.end() :]}"


def _kinds(
    pairs: Sequence[tuple[Article, Article]], decisions: Mapping[str, Decision], known: Known
) -> Iterator[str]:
    for original, update in pairs:
        before, decision = known(original.id), decisions[update.id]
        if decision.relation in (Relation.EXACT_DUPLICATE, Relation.NEAR_DUPLICATE):
            yield "copy"
        elif decision.origin_id == before.origin_id:
            yield "update"
        else:
            yield "same story" if decision.story_id == before.story_id else "apart"
