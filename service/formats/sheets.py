"""A briefing laid out for reading: what Markdown and HTML both show, before either escapes it."""

from dataclasses import dataclass
from datetime import datetime

from service.briefings.values import Briefing, BriefItem
from service.formats.links import link_target
from service.formats.times import for_people
from service.model import FiledArticle

UNNAMED = "unnamed source"


@dataclass(frozen=True, slots=True)
class Source:
    """An article in a story's list of sources. ``link`` is safe to use as a target, or None."""

    number: int
    name: str
    title: str
    time: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the summary with the numbers of the sources that have it."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StorySheet:
    """One story."""

    headline: str
    byline: str
    """Who stands for it, when, and how many reports there are."""
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    copies: str
    """One line about the duplicates; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A briefing."""

    period: str
    stories: tuple[StorySheet, ...]


def lay_out(briefing: Briefing) -> Sheet:
    """Lay out a briefing for reading."""
    request = briefing.request
    since_last = request.seen_before is not None
    stories = tuple(_story(item, since_last=since_last) for item in briefing.items)
    return Sheet(f"{for_people(request.since)} to {for_people(request.until)}", stories)


def _story(item: BriefItem, *, since_last: bool) -> StorySheet:
    cited = list(dict.fromkeys(place.article_id for sentence in item.summary for place in sentence.citations))
    copies = frozenset(item.duplicates) - frozenset(cited)
    by_id = {filed.id: filed for filed in item.outline.articles}
    shown = [by_id[article_id] for article_id in cited if article_id in by_id]
    shown += [filed for filed in by_id.values() if filed.id not in copies and filed.id not in cited]
    numbers = {filed.id: number for number, filed in enumerate(shown, start=1)}
    sentences = (
        Sentence(
            " ".join(sentence.text.split()),
            tuple(numbers[place.article_id] for place in sentence.citations if place.article_id in numbers),
        )
        for sentence in item.summary
    )
    return StorySheet(
        headline=item.outline.headline,
        byline=_byline(item, since_last=since_last),
        sentences=tuple(sentences),
        sources=tuple(_source(filed, number) for number, filed in enumerate(shown, start=1)),
        copies=_copies([filed for filed in item.outline.articles if filed.id in copies]),
    )


def _byline(item: BriefItem, *, since_last: bool) -> str:
    outline = item.outline
    parts = [
        f"{outline.representative.article.source or UNNAMED}, {_when(outline.representative)}",
        _count(outline.article_count, "report"),
        _count(outline.source_count, "source"),
        f"{outline.origin_count} independent",
    ]
    if since_last and item.new_since:
        parts.append(f"{len(item.new_since)} new since your last visit")
    return " · ".join(parts)


def _source(filed: FiledArticle, number: int) -> Source:
    article = filed.article
    return Source(number, article.source or UNNAMED, article.title, _when(filed), link_target(article.url))


def _copies(copies: list[FiledArticle]) -> str:
    if not copies:
        return ""
    names = dict.fromkeys(filed.article.source for filed in copies if filed.article.source)
    also = f": {', '.join(names)}" if names else ""
    return f"{_count(len(copies), 'copy', 'copies')} folded{also}"


def _when(filed: FiledArticle) -> str:
    time: datetime | None = filed.article.published_at
    return for_people(time) if time is not None else f"received {for_people(filed.received_at)}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
