"""A story as a list shows it, worked out from the articles that may be shown at a given time."""

from dataclasses import dataclass, replace
from datetime import datetime

from service.briefings.origins import origin_of
from service.briefings.quotable import without_front_matter
from service.briefings.representative import choose_representative
from service.briefings.values import Outline
from service.model import Article, FiledArticle, StoryFile
from service.text.boilerplate import is_credit
from service.text.sentences import split_sentences

HEADLINE_LENGTH = 110
"""Characters of a sentence that serves as headline."""

TITLE_LENGTH = 250
"""Characters of a title; what is longer is a paragraph in the wrong field."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a story is and when it was told: all that filtering and ranking ask for, and cheap."""

    articles: tuple[FiledArticle, ...]
    """Those visible, in order of arrival; at least one."""
    source_count: int
    origin_count: int
    first_published_at: datetime
    latest_published_at: datetime


def measure(file: StoryFile, now: datetime) -> Extent | None:
    """Measure what may be shown of the story at ``now``; None where nothing may."""
    visible = tuple(filed for filed in file.articles if filed.visible(now))
    if not visible:
        return None
    return Extent(
        articles=visible,
        source_count=_count_sources(visible),
        origin_count=len({origin_of(filed) for filed in visible}),
        first_published_at=min(filed.at for filed in visible),
        latest_published_at=max(filed.shown_from for filed in visible),
    )


def outline(file: StoryFile, now: datetime) -> Outline | None:
    """Outline the story as it may be shown at ``now``; None where nothing of it may."""
    extent = measure(file, now)
    return None if extent is None else outline_within(file, extent)


def outline_within(file: StoryFile, extent: Extent) -> Outline:
    """Outline a story whose extent is known already."""
    story = file.story
    # An editor can choose a report that is still under embargo: until its time the rule chooses, and nothing is said.
    if story.pinned not in {None, *(filed.id for filed in extent.articles)}:
        story = replace(story, pinned=None)
    representative = choose_representative(extent.articles, story.pinned).article
    return Outline(
        story=story,
        headline=headline_of(representative.article),
        representative=representative,
        articles=extent.articles,
        source_count=extent.source_count,
        origin_count=extent.origin_count,
        first_published_at=extent.first_published_at,
        latest_published_at=extent.latest_published_at,
    )


def headline_of(article: Article) -> str:
    """Give the article's title, on one line; else its first sentence without dateline, cut at a word."""
    title = " ".join(article.title[: 4 * TITLE_LENGTH].split())
    if title:
        return shorten(title, TITLE_LENGTH)
    text = article.text
    lead = next((span for span in split_sentences(text) if not is_credit(text[span.start : span.end])), None)
    if lead is None:
        return shorten(" ".join(text.split()), HEADLINE_LENGTH)
    start, end = without_front_matter(text, lead)
    return shorten(" ".join(text[start:end].split()), HEADLINE_LENGTH)


def shorten(text: str, limit: int) -> str:
    """Cut ``text`` to ``limit`` characters, ellipsis included, after a word where there is one."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in kept:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(" ,;:–—-") + "…"


def _count_sources(visible: tuple[FiledArticle, ...]) -> int:
    """Count distinct names, and each origin in which no article names a source as one more."""
    names = {name for filed in visible if (name := _source_name(filed))}
    named_origins = {origin_of(filed) for filed in visible if _source_name(filed)}
    return len(names) + len({origin_of(filed) for filed in visible} - named_origins)


def _source_name(filed: FiledArticle) -> str:
    return (filed.article.source or "").strip().casefold()
