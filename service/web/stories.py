"""A story: how it went, all its reports with the reason why each is here, and what was done by hand."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.audit import TrailQuery
from service.briefings.timeline import Moment, Turn, timeline
from service.briefings.values import BriefingRequest, BriefItem
from service.desk import Desk
from service.errors import NotFound
from service.formats.outputs.characters import one_line
from service.formats.outputs.names import source_of
from service.front.front import NowDep
from service.web.audit_sentences import entry_view
from service.web.cards import card_of
from service.web.dependencies import DeskDep
from service.web.error_pages import PageRoute
from service.web.naming import Names
from service.web.rendering import Page, page
from service.web.reports import groups_of

router = APIRouter(prefix="/stories", include_in_schema=False, route_class=PageRoute)

MOST_ENTRIES = 20
MOST_SIBLINGS = 8
_ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
_TURNS = {Turn.FIRST: "First report", Turn.TURNING: "Turning point", Turn.LATEST: "Latest"}

PageNumber = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]
Entry = Annotated[int | None, Query(alias="done", ge=1, le=2**63 - 1)]
From = Annotated[str | None, Query(alias="from", max_length=200)]


@router.get("/{story_id}")
def show_story(  # noqa: PLR0913, PLR0917 - one for each part of the address
    request: Request,
    story_id: str,
    desk: DeskDep,
    now: NowDep,
    number: PageNumber = 1,
    done: Entry = None,
    came_from: From = None,
    origin: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:
    """Show the story; the id of one that was merged leads to the story it went into."""
    place = desk.newest_event()
    item = told(desk, story_id, now)
    names = Names(desk, now, item.outline)
    values = {
        **story_values(desk, item, names, now, number, origin or ""),
        "place": place,
        "done": entry_view(desk.audit_entry(done), names) if done else None,
        "came_from": came_from,
        "conflict": (),
        "chosen": frozenset[str](),
    }
    return page(request, Page("story.html", values))


def told(desk: Desk, story_id: str, now: datetime) -> BriefItem:
    """Tell one story, whenever it was. Raises NotFound, Moved, Gone."""
    briefing = desk.brief_story(story_id, BriefingRequest(now, *_ALWAYS, limit=1))
    if not briefing.items:
        raise NotFound("story", story_id)
    return briefing.items[0]


def story_values(
    desk: Desk, item: BriefItem, names: Names, now: datetime, number: int = 1, origin: str = ""
) -> dict[str, object]:
    """Gather what the page of a story is filled in with."""
    outline = item.outline
    # The drawing runs from the story's own first report to its latest.
    span = BriefingRequest(now, outline.first_published_at, outline.latest_published_at)
    return {
        "card": card_of(item, span),
        "outline": outline,
        "moments": [_moment(one) for one in timeline(outline.articles)],
        "groups": groups_of(outline, names, number, origin),
        "siblings": desk.siblings(outline.story, now, MOST_SIBLINGS),
        "entries": [
            entry_view(one, names) for one in desk.audit(TrailQuery(MOST_ENTRIES, story=outline.story.id))
        ],
    }


def _moment(moment: Moment) -> dict[str, object]:
    taken_up = moment.taken_up
    return {
        "turn": _TURNS[moment.turn],
        "at": moment.filed.at,
        "source": source_of(moment.filed.article),
        "article_id": moment.filed.id,
        "text": one_line(moment.sentence.text) if moment.sentence else "",
        "citation": moment.sentence.citations[0] if moment.sentence else None,
        "taken_up": f"taken up by {taken_up} other source{'' if taken_up == 1 else 's'}" if taken_up else "",
    }
