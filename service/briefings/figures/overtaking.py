"""Where the articles of a story give a count that has been counted anew since, and where the one that holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.briefings.figures.comparing import Standing
from service.briefings.figures.comparing.recounted import Number, number_of, recounted
from service.briefings.figures.comparing.stated import Statement
from service.briefings.figures.figure import Figure
from service.briefings.figures.reading import figures_of
from service.briefings.values import NOTHING_OVERTAKEN, Overtaken
from service.model import FiledArticle

_Place = tuple[str, str, int]
"""An article's id, its field, and where in that the sentence begins."""


@dataclass(frozen=True, slots=True)
class _Count:
    """What is counted, and its numbers: those that are past and those that hold."""

    topic: tuple[tuple[str, ...], frozenset[str]]
    past: frozenset[Number]
    holds: frozenset[Number]

    def has(self, figure: Figure, numbers: frozenset[Number]) -> bool:
        numeral = figure.quantity.numeral
        return (numeral.low, numeral.high) in numbers and _topic(figure) == self.topic


def overtaken(
    articles: Sequence[FiledArticle], compared: Sequence[tuple[Standing, Sequence[Statement]]]
) -> Overtaken:
    """Find the titles and sentences of the ``articles`` that give a number which is past in one of the groups.

    Who says beside it what holds now (``raising an earlier figure of 12``) is up to date.
    """
    counts = [_count(status, group) for status, group in compared]
    if not any(count.past for count in counts):
        return NOTHING_OVERTAKEN
    current = frozenset(_places(articles, [(count, count.holds) for count in counts]))
    past = frozenset(_places(articles, [(count, count.past) for count in counts])) - current
    return Overtaken(
        sentences=frozenset((name, start) for name, field, start in past if field == "text"),
        titles=frozenset(name for name, field, _ in past if field == "title"),
        current=frozenset(name for name, field, _ in current if field == "title"),
    )


def _count(status: Standing, group: Sequence[Statement]) -> _Count:
    past = recounted(group, status)
    return _Count(_topic(group[0].figure), past, frozenset(map(number_of, group)) - past)


def _topic(figure: Figure) -> tuple[tuple[str, ...], frozenset[str]]:
    return figure.frame.key, figure.frame.strict


def _places(
    articles: Sequence[FiledArticle], wanted: Sequence[tuple[_Count, frozenset[Number]]]
) -> Iterator[_Place]:
    for filed in articles:
        for figure in figures_of(filed.article):
            if any(count.has(figure, numbers) for count, numbers in wanted):
                yield filed.id, figure.field, figure.span.start
