"""Stories: the list, and one of them."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from service.api.caching import conditional
from service.api.dependencies import DeskDep
from service.api.documentation.openapi import NOT_MODIFIED, problems
from service.api.parsing.paging import Cursor, position, stories_page
from service.api.parsing.parameters import MinOrigins, Moment, PageLimit, Sought, Words
from service.api.schemas import stories as story_schemas
from service.desk import Desk
from service.formats.json_bytes import json_bytes
from service.formats.story_json import story_json
from service.front.front import NowDep
from service.ports import StoryQuery

router = APIRouter(prefix="/v1/stories", tags=["stories"])


def _query(  # noqa: PLR0913, PLR0917 - one for each parameter of the list
    now: NowDep,
    since: Annotated[Moment | None, Query(description="Newest report at or after")] = None,
    until: Annotated[Moment | None, Query(description="Newest report before")] = None,
    q: Sought = None,
    source: Words = None,
    language: Words = None,
    min_origins: MinOrigins = 1,
    storyline: Annotated[Words, Query(description="Only stories of this storyline")] = None,
    limit: PageLimit = 50,
    cursor: Cursor = None,
) -> StoryQuery:
    """Gather the parameters of the list."""
    return StoryQuery(now, since, until, q, source, language, min_origins, limit, position(cursor), storyline)


@router.get(
    "",
    summary="Stories, newest first",
    response_model=story_schemas.StoriesOut,
    responses={**NOT_MODIFIED, **problems(400, 422)},
)
def list_stories(request: Request, query: Annotated[StoryQuery, Depends(_query)], desk: DeskDep) -> Response:
    """List stories by their newest report; to see all of them, follow `next_cursor` until it is null.

    Stories that stay where they are come once. A story that a new report moves to the front meanwhile can be missed,
    and one whose newest report is taken out of it comes twice: the event log has both.
    """
    found = desk.stories(replace(query, limit=query.limit + 1))
    return conditional(request, json_bytes(stories_page(found, query.limit)))


@router.get(
    "/{story_id:path}",
    summary="One story with its articles",
    response_model=story_schemas.StoryOut,
    responses={**NOT_MODIFIED, **problems(308, 404, 410, 422)},
)
def get_story(request: Request, story_id: str, desk: DeskDep, now: NowDep) -> Response:
    """Show the story; the id of a merged one redirects to the story it became part of."""
    return conditional(request, story_bytes(desk, story_id, now))


def story_bytes(desk: Desk, story_id: str, now: datetime) -> bytes:
    """Show one story as it stands. Raises NotFound, Moved, Gone."""
    outline, _ = desk.story(story_id, now)
    return json_bytes(story_json(outline, desk.constraints(outline, now)))
