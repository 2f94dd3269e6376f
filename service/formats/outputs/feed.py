"""A briefing as a feed, before it is written as Atom or as JSON Feed.

An entry is a story, and its id the story's: it is the same as long as the story lives, and in a merge the surviving
one is kept. ``updated`` moves when what the story tells has changed. No text in a feed depends on the time it is asked
for, so that it changes only with its stories.
"""

from dataclasses import dataclass
from datetime import datetime

from service.briefings.values import Briefing, BriefingRequest, BriefItem
from service.formats.outputs.characters import one_line
from service.formats.outputs.sheets import StorySheet, lay_out
from service.formats.outputs.site import Site
from service.formats.outputs.templating import fill

AUTHOR = "newsfold"


@dataclass(frozen=True, slots=True)
class Entry:
    """One story."""

    id: str
    title: str
    link: str | None
    """The report that stands for it, or the story's page where that has no address."""
    address: str
    """The story itself, for programs."""
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    """The sources that report it, by name."""
    language: str
    summary: str
    """Plain text; empty where there is no sentence to cite."""
    content: str
    """HTML: the summary with links to its sources, and all of these."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Stories, the last changed first."""

    id: str
    title: str
    address: str
    """Where it was got."""
    page: str
    """The same for people."""
    updated: datetime
    entries: tuple[Entry, ...]


def feed_of(briefing: Briefing, site: Site, address: str) -> Feed:
    """Make a feed of a briefing; ``address`` is that of the feed."""
    told = zip(briefing.items, lay_out(briefing).stories, strict=True)
    entries = sorted(
        (_entry(item, story, site) for item, story in told),
        key=lambda entry: (entry.updated, entry.id),
        reverse=True,
    )
    return Feed(
        id=site.briefing_id(briefing.request),
        title=_title(briefing.request),
        address=address,
        page=site.page(briefing.request),
        updated=entries[0].updated if entries else briefing.request.until,
        entries=tuple(entries),
    )


def _entry(item: BriefItem, story: StorySheet, site: Site) -> Entry:
    outline = item.outline
    return Entry(
        id=site.story_id(outline.story),
        title=story.headline,
        link=story.link or site.story_page(outline.story) or None,
        address=site.story_address(outline.story),
        published=outline.first_published_at,
        updated=outline.story.updated_at,
        authors=tuple(dict.fromkeys(source.name for source in story.sources if source.named)),
        language=story.language,
        summary=story.summary,
        content=str(fill("feed_entry.html", {"story": story})),
    )


def _title(request: BriefingRequest) -> str:
    chosen = [one_line(name) for name in (request.source, request.language) if name]
    chosen += [f"{request.min_origins} independent sources or more"] if request.min_origins > 1 else []
    return ", ".join(["Briefing", *chosen])
