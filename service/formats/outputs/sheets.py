"""A briefing laid out for reading: what all documents for people show, before each escapes it in its own way.

Texts are on one line, of characters that every format can hold.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.briefings.values import Briefing, BriefItem, CitedSentence
from service.formats.links import link_target
from service.formats.outputs.characters import one_line
from service.formats.outputs.contentions import contention_lines
from service.formats.outputs.names import UNNAMED, UNTITLED, source_of, title_of
from service.formats.times import for_people
from service.model import FiledArticle

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
"""A language tag (RFC 5646), so far as its shape goes."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article in a story's list of sources. ``link`` is safe to use as a target, or None."""

    number: int
    name: str
    named: bool
    """Whether the report names its source."""
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
    language: str
    """That of the report which stands for it; empty where it names none."""
    link: str | None
    """Where that report is."""
    byline: str
    """Who stands for it, when, and how many reports there are."""
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    copies: str
    """One line about the duplicates; empty where there are none."""
    news: tuple[Sentence, ...] = ()
    """What is new for the reader, of a story that the reader knows."""
    contentions: tuple[str, ...] = ()
    """One line for each number on which the sources differ."""

    def having(self, sentence: Sentence) -> list[Source]:
        """Tell which sources have a sentence of its summary."""
        return [self.sources[number - 1] for number in sentence.numbers]

    @property
    def cited(self) -> list[Source]:
        """The sources that have any sentence of its summary."""
        numbers = {number for sentence in self.sentences for number in sentence.numbers}
        return [source for source in self.sources if source.number in numbers]

    @property
    def summary(self) -> str:
        """Its sentences in a row."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def marked(self) -> str:
        """Its sentences in a row, each with the numbers of its sources in brackets."""
        return _marked(self.sentences)

    @property
    def marked_news(self) -> str:
        """What is new, likewise."""
        return _marked(self.news)


def _marked(sentences: tuple[Sentence, ...]) -> str:
    return " ".join(
        " ".join([sentence.text, *(f"[{number}]" for number in sentence.numbers)]) for sentence in sentences
    )


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
    cited = list(dict.fromkeys(place.article_id for sentence in item.told for place in sentence.citations))
    copies = frozenset(item.duplicates) - frozenset(cited)
    by_id = {filed.id: filed for filed in item.outline.articles}
    shown = [by_id[article_id] for article_id in cited if article_id in by_id]
    shown += [filed for filed in by_id.values() if filed.id not in copies and filed.id not in cited]
    numbers = {filed.id: number for number, filed in enumerate(shown, start=1)}
    representative = item.outline.representative.article
    return StorySheet(
        headline=one_line(item.outline.headline) or UNTITLED,
        language=_language(representative.language),
        link=link_target(representative.url),
        byline=_byline(item, since_last=since_last),
        sentences=_numbered(item.told, numbers),
        sources=tuple(_source(filed, number) for number, filed in enumerate(shown, start=1)),
        copies=_copies([filed for filed in item.outline.articles if filed.id in copies]),
        news=_numbered(item.news.sentences, numbers) if item.news else (),
        contentions=contention_lines(item),
    )


def _numbered(sentences: Sequence[CitedSentence], numbers: Mapping[str, int]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            one_line(sentence.text),
            tuple(numbers[place.article_id] for place in sentence.citations if place.article_id in numbers),
        )
        for sentence in sentences
    )


def _byline(item: BriefItem, *, since_last: bool) -> str:
    outline = item.outline
    parts = [
        f"{source_of(outline.representative.article)}, {_when(outline.representative)}",
        _count(outline.article_count, "report"),
        _count(outline.source_count, "source"),
        f"{outline.origin_count} independent",
    ]
    if since_last and item.new_since:
        whole = item.news is not None and item.news.new_story
        parts.append(
            "new since your last visit" if whole else f"{len(item.new_since)} new since your last visit"
        )
    if item.abstract and item.abstract.sentences:
        parts.append(f"reworded by {one_line(item.abstract.by)}, checked against the sources")
    return " · ".join(parts)


def _source(filed: FiledArticle, number: int) -> Source:
    article = filed.article
    name, title, link = source_of(article), title_of(article), link_target(article.url)
    return Source(number, name, name != UNNAMED, title, _when(filed), link)


def _copies(copies: list[FiledArticle]) -> str:
    if not copies:
        return ""
    names = dict.fromkeys(source_of(filed.article) for filed in copies)
    names.pop(UNNAMED, None)
    also = f": {', '.join(names)}" if names else ""
    return f"{_count(len(copies), 'copy', 'copies')} folded{also}"


def _language(name: str | None) -> str:
    """Give the name of a language as documents mark it (``pt_BR`` as ``pt-BR``); empty for what is none."""
    tag = (name or "").strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def _when(filed: FiledArticle) -> str:
    time: datetime | None = filed.article.published_at
    return for_people(time) if time is not None else f"received {for_people(filed.received_at)}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
