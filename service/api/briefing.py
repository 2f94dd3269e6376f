"""The briefing: ranked stories over a period, for programs, for people and for the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from service.api import schemas
from service.api.caching import conditional
from service.api.dependencies import DeskDep, NowDep
from service.api.documentation import NOT_MODIFIED, problems
from service.api.jsontext import JSON, json_bytes
from service.api.parameters import MinOrigins, Moment, PageLimit, before
from service.api.problems import ProblemError, invalid_parameter
from service.briefings.values import Briefing, BriefingRequest
from service.formats.briefing_json import briefing_json
from service.formats.html import briefing_html
from service.formats.markdown import briefing_markdown

router = APIRouter(prefix="/v1", tags=["briefing"])

DEFAULT_SPAN = timedelta(hours=72)
_MOST_HOURS = 24 * 366 * 10


class Format(StrEnum):
    """How a briefing is written."""

    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Writer:
    """One way to write a briefing."""

    media_type: str
    write: Callable[[Briefing], bytes]


_WRITERS: Mapping[Format, Writer] = {
    Format.JSON: Writer(JSON, lambda briefing: json_bytes(briefing_json(briefing))),
    Format.MARKDOWN: Writer("text/markdown", lambda briefing: _utf8(briefing_markdown(briefing))),
    Format.HTML: Writer("text/html", lambda briefing: _utf8(briefing_html(briefing))),
}

Hours = Annotated[
    float | None, Query(gt=0, le=_MOST_HOURS, description="So many hours back from this minute")
]


def _request(
    desk: DeskDep,
    now: NowDep,
    since: Annotated[Moment | None, Query(description="Reports at or after")] = None,
    hours: Hours = None,
    limit: PageLimit = 20,
    min_origins: MinOrigins = 1,
    seen_before: Annotated[Moment | None, Query(description="When you last looked; fills new_since")] = None,
) -> BriefingRequest:
    """Gather the parameters; without a period it is the 72 hours up to the newest report on file."""
    if since is not None and hours is not None:
        raise ProblemError(invalid_parameter("since and hours exclude each other"))
    start, end = _period(desk.newest(), now, since, hours)
    return BriefingRequest(now, start, end, limit, min_origins, seen_before=seen_before)


@router.get(
    "/briefing",
    summary="Ranked stories over a period",
    response_model=schemas.BriefingOut,
    responses={
        200: {"content": {"text/markdown": {}, "text/html": {}}},
        **NOT_MODIFIED,
        **problems(422),
    },
)
def get_briefing(
    request: Request,
    wanted: Annotated[BriefingRequest, Depends(_request)],
    desk: DeskDep,
    format: Annotated[Format | None, Query(description="Otherwise as Accept asks, else json")] = None,
) -> Response:
    """Tell each story in a few sentences of its sources, each cited; the most important first."""
    writer = _WRITERS[format or _accepted(request.headers.get("accept", ""))]
    body = writer.write(desk.brief(wanted))
    return conditional(request, body, media_type=writer.media_type, vary="Accept")


def _period(
    newest: datetime | None, now: datetime, since: datetime | None, hours: float | None
) -> tuple[datetime, datetime]:
    """Half-open, so it ends just behind the newest report; by whole minutes, so that a repeat finds the same."""
    end = (newest or now.replace(second=0, microsecond=0)) + timedelta.resolution
    if hours is not None:
        since = before(now.replace(second=0, microsecond=0), timedelta(hours=hours))
    start = since if since is not None else before(end, DEFAULT_SPAN)
    return start, max(start, end)


def _accepted(accept: str) -> Format:
    """Pick the format that the Accept header prefers; JSON where it has no preference."""
    offered = {writer.media_type: name for name, writer in _WRITERS.items()}
    best, best_quality = Format.JSON, 0.0
    for part in accept.split(","):
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        quality = _quality(parameters)
        if media_type in offered and quality > best_quality:
            best, best_quality = offered[media_type], quality
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


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
