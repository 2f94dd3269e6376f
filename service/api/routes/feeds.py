"""The briefing as a feed, for readers that ask again and again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from service.api.caching import conditional
from service.api.dependencies import DeskDep
from service.api.documentation.openapi import NOT_MODIFIED, problems
from service.api.routes.choosing import ChoiceDep, SiteDep
from service.api.schemas.briefing import JsonFeedOut
from service.briefings.values import BriefingRequest
from service.desk import Desk
from service.formats.json_bytes import document_bytes
from service.formats.outputs import atom, json_feed
from service.formats.outputs.feed import Feed, feed_of
from service.formats.outputs.site import Site

router = APIRouter(prefix="/feeds", tags=["feeds"])

_SETTLED = timedelta(minutes=1)
"""How old the last change must be for its time to tell versions apart: HTTP dates have whole seconds, and a change
bears the time at which it was asked for (RFC 9110, section 8.8.2.2)."""


class JsonFeedResponse(JSONResponse):
    """Says in the document which media type is answered."""

    media_type = json_feed.MEDIA_TYPE


@router.get(
    "/briefing.atom",
    summary="The briefing as Atom",
    response_class=Response,
    responses={
        200: {
            # No schema describes XML, and generators of clients stumble over its media type.
            "description": f"An Atom feed (RFC 4287), as {atom.MEDIA_TYPE}",
        },
        **NOT_MODIFIED,
        **problems(422),
    },
)
def get_atom(request: Request, wanted: ChoiceDep, desk: DeskDep, site: SiteDep) -> Response:
    """Write each story as an entry, last changed first: its summary, with links to the sources cited.

    An entry keeps the story's id for as long as the story lives; `updated` changes when its content does.
    """
    return _answer(request, wanted, desk, site, atom.MEDIA_TYPE, atom.atom_feed)


@router.get(
    "/briefing.json",
    summary="The briefing as JSON Feed",
    response_class=JsonFeedResponse,
    response_model=JsonFeedOut,
    responses={**NOT_MODIFIED, **problems(422)},
)
def get_json_feed(request: Request, wanted: ChoiceDep, desk: DeskDep, site: SiteDep) -> Response:
    """Write the same as `briefing.atom`, as JSON Feed 1.1."""
    return _answer(request, wanted, desk, site, json_feed.MEDIA_TYPE, json_feed.json_feed)


def _answer(
    request: Request,
    wanted: BriefingRequest,
    desk: Desk,
    site: Site,
    media_type: str,
    write: Callable[[Feed], object],
) -> Response:
    briefing = desk.brief(wanted)
    query = urlencode(request.query_params.multi_items())
    address = site.address(request.scope["route"].path + (f"?{query}" if query else ""))
    body = document_bytes(write(feed_of(briefing, site, address)))
    return conditional(request, body, media_type=media_type, modified=_settled(briefing.as_of, wanted.now))


def _settled(changed: datetime | None, now: datetime) -> datetime | None:
    return changed if changed is not None and now - changed >= _SETTLED else None
