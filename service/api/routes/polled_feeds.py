"""The feeds that are polled: how each is faring, and polling one by hand."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from service.api.caching import conditional
from service.api.dependencies import PollsDep
from service.api.documentation.openapi import NOT_MODIFIED, problems
from service.api.schemas.polled_feeds import FeedOut, FeedsOut
from service.feedbook import FeedRecord
from service.formats.feed_json import feed_record_json
from service.formats.json_bytes import JSON, json_bytes
from service.polling import Feed

router = APIRouter(prefix="/v1/feeds", tags=["polled feeds"])


@router.get(
    "",
    summary="State of the polled feeds",
    response_model=FeedsOut,
    responses={**NOT_MODIFIED, **problems()},
)
def list_feeds(request: Request, polls: PollsDep) -> Response:
    """List the feeds of NEWSFOLD_FEEDS: when each was and will be polled, with what result, and what is wrong."""
    content = {"feeds": [_shown(*found) for found in polls.all()]}
    return conditional(request, json_bytes(content))


@router.post(
    "/{feed_id}/poll",
    summary="Poll a feed now",
    status_code=HTTPStatus.ACCEPTED,
    response_model=FeedOut,
    responses=problems(404, 422),
)
def poll_feed(feed_id: str, polls: PollsDep) -> Response:
    """Poll it as soon as its server is free, whatever its state; GET /v1/feeds shows the result."""
    content = json_bytes(_shown(*polls.poll_now(feed_id)))
    return Response(content, status_code=HTTPStatus.ACCEPTED, media_type=JSON)


def _shown(feed: Feed, record: FeedRecord) -> dict[str, object]:
    return feed_record_json(record, feed.name)
