"""Storylines: the stories that belong to one running subject."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service.api.caching import conditional
from service.api.dependencies import DeskDep
from service.api.documentation.openapi import NOT_MODIFIED, problems
from service.api.parsing.paging import Cursor, position, stories_page
from service.api.parsing.parameters import PageLimit
from service.api.schemas import stories as story_schemas
from service.formats.json_bytes import json_bytes
from service.front.front import NowDep
from service.ports import StoryQuery

router = APIRouter(prefix="/v1/storylines", tags=["stories"])


def _query(now: NowDep, limit: PageLimit = 50, cursor: Cursor = None) -> StoryQuery:
    """Gather the parameters, with one story more than the page has, to tell whether there is another page."""
    return StoryQuery(now, limit=limit + 1, after=position(cursor))


@router.get(
    "/{storyline_id:path}",
    summary="The stories of one running subject, newest first",
    response_model=story_schemas.StorylineOut,
    responses={**NOT_MODIFIED, **problems(308, 400, 404, 410, 422)},
)
def get_storyline(
    request: Request, storyline_id: str, query: Annotated[StoryQuery, Depends(_query)], desk: DeskDep
) -> Response:
    """List the stories linked under a storyline; the id of one that became part of another redirects there."""
    found = desk.storyline(storyline_id, query)
    content = {"storyline_id": storyline_id, **stories_page(found, query.limit - 1)}
    return conditional(request, json_bytes(content))
