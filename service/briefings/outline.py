"""A story as a list shows it, worked out from the articles that may be shown at a given time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.briefings.as_told import as_told
from service.briefings.headline import headline_within
from service.briefings.origins import count_independent, count_recent, count_sources
from service.briefings.representative import choose_representative, reason
from service.briefings.values import Outline, Overtaken
from service.model import FiledArticle, Story, StoryFile
from service.ports import StorySize


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a story is and when it was told: all that filtering and ranking ask for, and cheap."""

    articles: tuple[FiledArticle, ...]
    """Those visible, in order of arrival; at least one."""
    source_count: int
    origin_count: int
    first_published_at: datetime
    latest_published_at: datetime

    @property
    def article_count(self) -> int:
        """How many articles may be shown."""
        return len(self.articles)


def measure(file: StoryFile, now: datetime) -> Extent | None:
    """Measure what may be shown of the story at ``now``; None where nothing may."""
    visible = tuple(filed for filed in file.articles if filed.visible(now))
    if not visible:
        return None
    return Extent(
        articles=visible,
        source_count=count_sources(visible),
        origin_count=count_independent(visible),
        first_published_at=min(filed.at for filed in visible),
        latest_published_at=max(filed.shown_from for filed in visible),
    )


def size_of(story: Story, extent: Extent, recent: datetime) -> StorySize:
    """What the database counts of a story, counted from its articles; its recent texts are those from ``recent``."""
    return StorySize(
        story.id,
        story.storyline_id,
        len(extent.articles),
        extent.origin_count,
        count_recent(extent.articles, recent),
        extent.latest_published_at,
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """Which article stands for a story, why, and the headline."""

    representative: str
    why: str
    headline: str


def tell(
    articles: Sequence[FiledArticle],
    pinned: str | None,
    preferred: Sequence[str] = (),
    overtaken: Overtaken | None = None,
) -> Telling:
    """Choose representative and headline from the articles that may be shown, at least one.

    What of them has been ``overtaken`` is found out where it is not known and matters.
    """
    choice = choose_representative(articles, pinned, preferred)
    return Telling(choice.article.id, reason(choice), headline_within(choice, articles, overtaken))


def outline(file: StoryFile, now: datetime, preferred: Sequence[str] = ()) -> Outline | None:
    """Outline the story as it may be shown at ``now``; None where nothing of it may.

    ``preferred`` names the sources from which the representative is rather taken, the best one first.
    """
    extent = measure(file, now)
    if extent is None:
        return None
    reports = list(map(as_told, extent.articles))
    return outline_within(file.story, extent, tell(reports, file.story.pinned, preferred))


def outline_within(story: Story, extent: Extent, telling: Telling) -> Outline:
    """Outline a story of which everything is known already."""
    # An editor can choose a report that is still under embargo: until its time the rule chooses, and nothing is said.
    if story.pinned not in {None, *(filed.id for filed in extent.articles)}:
        story = replace(story, pinned=None)
    return Outline(
        story=story,
        headline=telling.headline,
        representative=next(filed for filed in extent.articles if filed.id == telling.representative),
        why=telling.why,
        articles=extent.articles,
        source_count=extent.source_count,
        origin_count=extent.origin_count,
        first_published_at=extent.first_published_at,
        latest_published_at=extent.latest_published_at,
    )
