"""The event log by cursor."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.api.caching import conditional
from service.api.dependencies import DeskDep
from service.api.documentation.openapi import NOT_MODIFIED, problems
from service.api.parsing.paging import LARGEST_PLACE
from service.api.parsing.seen_before import reached
from service.api.schemas import articles as schemas
from service.formats.event_json import event_json
from service.formats.json_bytes import json_bytes

router = APIRouter(prefix="/v1", tags=["events"])

After = Annotated[int, Query(ge=0, le=LARGEST_PLACE, description="next_after of the previous answer")]
Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many")]


@router.get(
    "/events",
    summary="What happened, in order",
    response_model=schemas.EventsOut,
    responses={**NOT_MODIFIED, **problems(422)},
)
def list_events(request: Request, desk: DeskDep, after: After = 0, limit: Limit = 100) -> Response:
    """List events after a position in the log, oldest first. Whoever follows `next_after` misses nothing."""
    found = desk.events(after, limit)
    content = {
        "events": [event_json(logged) for logged in found],
        "next_after": found[-1].sequence if found else reached(desk, after, "after"),
    }
    return conditional(request, json_bytes(content))
