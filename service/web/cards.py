"""A story of the briefing as the page shows it: a card."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from service.briefings.values import BriefingRequest, BriefItem, CitedSentence
from service.formats.outputs.characters import one_line
from service.formats.outputs.names import UNNAMED, UNTITLED, source_of, title_of
from service.model import FiledArticle
from service.web.disputes import Dispute, disputes_of
from service.web.sparkline import Sparkline, sparkline

MOST_SENTENCES = 4
MOST_NEWS = 3
MOST_ALSO = 6
"""Sources named beside those that are cited."""
MOST_SOURCES = 8
"""As many as the style sheet lights up; no fewer than there are sentences."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation: the number of the source in the card, and the place in its text."""

    number: int
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its citations."""

    text: str
    marks: tuple[Mark, ...]
    title: bool
    """Whether it is the title of a report without a text: it ends in no full stop, and has a line of its own."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report that is cited."""

    number: int
    article_id: str
    name: str
    title: str
    at: datetime
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Card:
    """One story."""

    story_id: str
    revision: int
    headline: str
    language: str
    source: str
    at: datetime
    """When the report that stands for the story was published."""
    latest: datetime
    sentences: tuple[Sentence, ...]
    reworded_by: str
    sources: tuple[Source, ...]
    reports: int
    names: int
    """How many sources there are."""
    origins: int
    copies: int
    uncited: int
    """Reports that are neither cited nor copies, nor named in ``also``."""
    also: tuple[Source, ...]
    """The latest reports of other sources, one of each: neither cited nor copies."""
    spark: Sparkline
    fresh: int
    """Reports that the reader has not seen; 0 where that is not known."""
    whole: bool
    """Whether all of the story is new for the reader."""
    news: tuple[Sentence, ...]
    disputes: tuple[Dispute, ...]
    pinned: bool


def card_of(item: BriefItem, request: BriefingRequest) -> Card:
    """Lay out a story of a briefing."""
    outline, by_id = item.outline, {filed.id: filed for filed in item.outline.articles}
    told, news = item.told[:MOST_SENTENCES], item.news.sentences[:MOST_NEWS] if item.news else ()
    numbers = _numbers([*told, *news], by_id.keys())
    sentences = _sentences(told, numbers, by_id)
    headline = one_line(outline.headline) or UNTITLED
    representative = outline.representative
    uncited = {name: filed for name, filed in by_id.items() if name not in numbers}
    for copy in item.duplicates:
        uncited.pop(copy, None)
    also = _also(uncited.values(), {source_of(by_id[name].article) for name in numbers})
    return Card(
        story_id=outline.story.id,
        revision=outline.story.revision,
        headline=headline,
        language=representative.article.language or "",
        source=source_of(representative.article),
        at=time_of(representative),
        latest=outline.latest_published_at,
        # A headline is not said again where nothing else is known.
        sentences=tuple(one for one in sentences if not (one.title and one.text == headline)),
        reworded_by=item.abstract.by if item.abstract and item.abstract.sentences else "",
        sources=_sources(numbers, by_id, sentences),
        reports=outline.article_count,
        names=outline.source_count,
        origins=outline.origin_count,
        copies=len(item.duplicates),
        uncited=len(uncited) - len(also),
        also=also,
        spark=sparkline([filed.at for filed in outline.articles], request.since, request.until),
        fresh=len(item.new_since) if item.news else 0,
        whole=bool(item.news and item.news.new_story),
        news=_sentences(news, numbers, by_id),
        disputes=disputes_of(item.disagreements),
        pinned=outline.story.pinned is not None,
    )


def _numbers(sentences: Sequence[CitedSentence], known: Collection[str]) -> dict[str, int]:
    """Number the sources in the order in which they are cited.

    Every sentence keeps its own source, which is cited first; of those that say the same there is room for some.
    """
    cited = dict.fromkeys(place.article_id for sentence in sentences for place in sentence.citations)
    own = {sentence.citations[0].article_id for sentence in sentences if sentence.citations}
    room = MOST_SOURCES - len(own)
    shown = []
    for article_id in cited:
        if article_id in known and (article_id in own or room > 0):
            room -= article_id not in own
            shown.append(article_id)
    return {article_id: number for number, article_id in enumerate(shown, start=1)}


def _sentences(
    sentences: Sequence[CitedSentence], numbers: dict[str, int], by_id: Mapping[str, FiledArticle]
) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            one_line(sentence.text),
            tuple(
                Mark(numbers[place.article_id], place.article_id, place.start, place.end)
                for place in sentence.citations
                if place.article_id in numbers
            ),
            any(
                place.article_id in by_id and not by_id[place.article_id].article.text
                for place in sentence.citations
            ),
        )
        for sentence in sentences
    )


def _sources(
    numbers: dict[str, int], by_id: dict[str, FiledArticle], sentences: Sequence[Sentence]
) -> tuple[Source, ...]:
    first: dict[str, Mark] = {}
    for sentence in sentences:
        for mark in sentence.marks:
            first.setdefault(mark.article_id, mark)
    return tuple(
        Source(
            number,
            article_id,
            source_of(by_id[article_id].article),
            title_of(by_id[article_id].article),
            time_of(by_id[article_id]),
            first.get(article_id),
        )
        for article_id, number in numbers.items()
    )


def _also(uncited: Iterable[FiledArticle], cited: Collection[str]) -> tuple[Source, ...]:
    """Name other sources that have the story, those that reported last first."""
    latest: dict[str, FiledArticle] = {}
    for filed in sorted(uncited, key=lambda one: (time_of(one), one.id), reverse=True):
        name = source_of(filed.article)
        if name != UNNAMED and name not in cited:
            latest.setdefault(name, filed)
    return tuple(
        Source(0, filed.id, name, title_of(filed.article), time_of(filed), None)
        for name, filed in islice(latest.items(), MOST_ALSO)
    )


def time_of(filed: FiledArticle) -> datetime:
    """When a report was published, else when it was received."""
    return filed.article.published_at or filed.received_at
