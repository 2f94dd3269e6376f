"""Before something is done: what it would do, to be looked at and confirmed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.briefings.outline import outline
from service.briefings.values import Outline
from service.desk import Desk
from service.errors import Moved, NewsfoldError
from service.formats.outputs.names import source_of, title_of
from service.front.front import NowDep
from service.model import StoryFile
from service.ports import StoryQuery
from service.web.cards import time_of
from service.web.dependencies import DeskDep
from service.web.error_pages import PageError, PageRoute
from service.web.filters import Words
from service.web.naming import Names
from service.web.rendering import Page, page
from service.web.reports import row_of

router = APIRouter(include_in_schema=False, route_class=PageRoute)

MOST_FOUND = 12
Ids = Annotated[list[str] | None, Query(max_length=1000)]
Number = Annotated[int | None, Query(ge=0, le=2**63 - 1)]


@router.get("/merge")
def ask_merge(request: Request, desk: DeskDep, now: NowDep, story: Ids = None, q: Words = None) -> Response:
    """Show the stories that are to be one, and others that could be added."""
    chosen = living(desk, story or [], now)
    others = candidates(desk, chosen, now, q)
    keep = max(chosen, key=lambda one: (one.article_count, one.story.id)).story.id if chosen else ""
    return page(request, Page("merge.html", {"chosen": chosen, "keep": keep, "others": others, "q": q or ""}))


@router.get("/split")
def ask_split(
    request: Request,
    desk: DeskDep,
    now: NowDep,
    story: str,
    article: Ids = None,
    revision: Number = None,
    place: Number = None,
) -> Response:
    """Show both halves of a story, as they would be."""
    whole, *halves = halves_of(desk, story, set(article or ()), now)
    names = Names(desk, now)
    values = {
        "whole": whole,
        "sides": [(half, [row_of(one, half, names) for one in half.articles[:50]]) for half in halves],
        "going": [one.id for one in halves[1].articles],
        "revision": whole.story.revision if revision is None else revision,
        "place": desk.newest_event() if place is None else place,
    }
    return page(request, Page("split.html", values))


@router.get("/withdraw")
def ask_withdraw(request: Request, desk: DeskDep, now: NowDep, article: str) -> Response:
    """Ask for the reason, and whether it is meant."""
    filed = desk.article(article, now)
    values = {
        "filed": filed,
        "title": title_of(filed.article),
        "source": source_of(filed.article),
        "at": time_of(filed),
    }
    return page(request, Page("withdraw.html", values))


def halves_of(
    desk: Desk, story_id: str, going: Collection[str], now: datetime
) -> tuple[Outline, Outline, Outline]:
    """A story, what would stay of it without those that are going, and these. Raises PageError, NotFound, Gone."""
    whole, file = desk.story(story_id, now)
    stays, goes = (
        outline(
            StoryFile(file.story, tuple(one for one in file.articles if (one.id in going) is leaves)), now
        )
        for leaves in (False, True)
    )
    if stays is None or goes is None:
        raise PageError(
            422,
            "A split has two sides",
            "Select at least one report to go, and leave at least one.",
            "Go back to the story, and tick the reports that are another story.",
        )
    return whole, stays, goes


def living(desk: Desk, story_ids: Sequence[str], now: datetime) -> list[Outline]:
    """The stories with these ids, each once; for one that was merged, that which it went into."""
    return list({one.story.id: one for one in (_living(desk, name, now) for name in story_ids)}.values())


def _living(desk: Desk, story_id: str, now: datetime) -> Outline:
    try:
        return desk.story(story_id, now)[0]
    except Moved as moved:
        return desk.story(moved.successor, now)[0]


def candidates(desk: Desk, chosen: Sequence[Outline], now: datetime, words: str | None) -> list[Outline]:
    """Stories that could be merged with those that are chosen."""
    ids = {one.story.id for one in chosen}
    found = _found(desk, chosen, StoryQuery(now, text=words, limit=MOST_FOUND + len(ids)))
    return [one for one in found if one.story.id not in ids][:MOST_FOUND]


def _found(desk: Desk, chosen: Sequence[Outline], query: StoryQuery) -> list[Outline]:
    """Find what was looked for; else the stories of the same storylines first, then the newest."""
    if query.text:
        return desk.stories(query)
    found: dict[str, Outline] = {}
    for storyline_id in dict.fromkeys(one.story.storyline_id for one in chosen):
        try:
            found |= {one.story.id: one for one in desk.storyline(storyline_id, query)}
        except NewsfoldError:  # it has become part of another meanwhile
            continue
    return list(
        (found | {one.story.id: one for one in desk.stories(query) if one.story.id not in found}).values()
    )
