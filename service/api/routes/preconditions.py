"""``If-Match``: an edit of a story is done only while the story is what the editor has seen (RFC 9110, 13.1.1)."""

from collections.abc import Callable
from datetime import datetime

from fastapi import Request

from service.api.caching import etag_of, tags
from service.api.routes.stories import story_bytes
from service.desk import Desk
from service.errors import NotFound, Stale
from service.model import Story

HEADER = "if-match"


def if_match(request: Request, desk: Desk, now: datetime) -> Callable[[Story], None] | None:
    """Make the condition that a request sets; None where it sets none.

    The header names the ``ETag`` that ``GET /v1/stories/{id}`` gave, or the ``revision`` in it. The condition is to be
    asked while nobody else can change the story, and raises Stale.
    """
    if HEADER not in request.headers:
        return None
    named = tags(request.headers.getlist(HEADER))

    def guard(story: Story) -> None:
        revision = str(story.revision)
        if named & {"*", revision, f'"{revision}"'}:
            return
        if _etag(desk, story.id, now) not in named:
            raise Stale("story", story.id, story.revision)

    return guard


def _etag(desk: Desk, story_id: str, now: datetime) -> str | None:
    try:
        return etag_of(story_bytes(desk, story_id, now))
    except NotFound:  # all of it is under embargo: nobody can have read it
        return None
