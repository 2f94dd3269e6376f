"""The briefing: ranked stories over a period, for programs, for people and for what they read with."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.api.caching import conditional
from service.api.dependencies import DeskDep
from service.api.documentation.openapi import NOT_MODIFIED, problems
from service.api.parsing.seen_before import SeenBefore, seen_by
from service.api.routes.choosing import ChoiceDep, SiteDep
from service.api.schemas.briefing import BriefingOut, NinjsOut, SlackOut
from service.formats.json_bytes import JSON, document_bytes
from service.formats.outputs.styles import Style
from service.formats.outputs.writing import WRITERS
from service.front.front import FrontDep

router = APIRouter(prefix="/v1", tags=["briefing"])

_BY_ACCEPT: Mapping[str, Style] = {
    WRITERS[style].media_type: style for style in (Style.JSON, Style.MARKDOWN, Style.HTML, Style.MAIL)
}
_TEXT = {"schema": {"type": "string"}}


@router.get(
    "/briefing",
    summary="Ranked stories over a period",
    response_model=BriefingOut | SlackOut | NinjsOut,
    responses={
        200: {"content": {media_type: _TEXT for media_type in _BY_ACCEPT if media_type != JSON}},
        **NOT_MODIFIED,
        **problems(422),
    },
)
def get_briefing(
    request: Request,
    wanted: ChoiceDep,
    desk: DeskDep,
    front: FrontDep,
    site: SiteDep,
    seen_before: SeenBefore = None,
    format: Annotated[Style | None, Query(description="By default what Accept asks for, or json")] = None,
) -> Response:
    """Summarise each story in sentences quoted from its sources, the most important story first.

    Without `since` or `hours`, it covers the 72 hours up to `until`, or to the newest report. `mail` is a message in
    HTML and plain text: add From and To, and send it. `slack` is for chat.postMessage and incoming webhooks; `ninjs` is
    a package of ninjs 3.0, with an item for each story.
    """
    writer = WRITERS[format or _accepted(request.headers.get("accept", ""))]
    briefing = front.reworded(desk.brief(replace(wanted, seen_before=seen_by(desk, seen_before))))
    document = writer.write(briefing, site)
    return conditional(request, document_bytes(document), media_type=writer.media_type, vary="Accept")


def _accepted(accept: str) -> Style:
    """Pick the format that the Accept header prefers; JSON where it has no preference."""
    best, best_quality = Style.JSON, 0.0
    for part in accept.lower().split(","):
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        quality = _quality(parameters)
        if media_type in _BY_ACCEPT and quality > best_quality:
            best, best_quality = _BY_ACCEPT[media_type], quality
    return best


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
