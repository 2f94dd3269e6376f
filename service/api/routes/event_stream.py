"""The event log as server-sent events: what happens, as it happens, and what happened since one last looked."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from service.api.dependencies import DeskDep
from service.api.documentation.openapi import problems
from service.api.parsing.paging import LARGEST_PLACE
from service.api.parsing.seen_before import reached
from service.api.problems import ProblemError, invalid_parameter
from service.desk import Desk
from service.front.front import CallerDep, Front, FrontDep
from service.front.tail import LOOK_SECONDS
from service.keys.callers import Caller

router = APIRouter(prefix="/v1", tags=["events"])

RETRY_MILLISECONDS = 1_000
COME_BACK_MILLISECONDS = 5_000
"""How long a client is to wait where the service has ended the stream because it stops."""
PING_SECONDS = 15.0
"""How long nothing is sent before a comment is, so that a connection that has gone is noticed."""
_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
"""Proxies are to pass on each event as it comes."""
_ITEM = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "description": "The event's position in the log"},
        "event": {"type": "string", "description": "Its type"},
        "data": {"type": "string", "description": "The event as in GET /v1/events, as JSON"},
        "retry": {"type": "integer", "minimum": 0},
    },
}

After = Annotated[
    int | None,
    Query(
        ge=0,
        le=LARGEST_PLACE,
        description="Begin after this position in the log; 0: at the beginning; none: now",
    ),
]
LastEventId = Annotated[
    str | None,
    Header(alias="Last-Event-ID", description="The id of the last event received; overrides `after`"),
]


def _beginning(desk: DeskDep, after: After = None, last_event_id: LastEventId = None) -> int:
    """Where in the log to begin."""
    if last_event_id is None or not last_event_id.strip():
        return desk.newest_event() if after is None else reached(desk, after, "after")
    name = last_event_id.strip()
    digits = name.isascii() and name.isdecimal() and len(name) <= len(str(LARGEST_PLACE))
    if not digits or int(name) > LARGEST_PLACE:
        raise ProblemError(invalid_parameter(f"Last-Event-ID: {name[:40]!r} is not a position in the log"))
    return reached(desk, int(name), "Last-Event-ID")


class EventStream(StreamingResponse):
    """A stream of our own: FastAPI's has two tasks and two queues for each consumer, and fails when one leaves."""

    media_type = "text/event-stream"


@router.get(
    "/events/stream",
    summary="What happens, as it happens",
    response_class=Response,
    responses={200: {"content": {EventStream.media_type: {"itemSchema": _ITEM}}}, **problems(422)},
)
async def stream_events(
    front: FrontDep, desk: DeskDep, caller: CallerDep, place: Annotated[int, Depends(_beginning)]
) -> Response:
    """Send events as they are written, each with its position in the log as id.

    A client that reconnects with `Last-Event-ID` misses nothing, however long it was away. If its key is revoked, the
    stream ends.
    """
    return EventStream(_follow(desk, front, caller, place), headers=_HEADERS)


async def _follow(desk: Desk, front: Front, caller: Caller, place: int) -> AsyncIterator[bytes]:
    """Give what is to be sent. A consumer that does not read stops only this: no more is read for it meanwhile."""
    notifier, now = front.notifier, asyncio.get_running_loop().time
    yield format_sse_event(retry=RETRY_MILLISECONDS, comment=f"after {place}")
    sent = now()
    while not notifier.closed and caller.still_may():
        seen = notifier.count
        found = await front.tail.after(place, desk)
        if not caller.still_may():
            return
        if found:
            place = found[-1].place
            yield b"".join(frame.data for frame in found)
            sent = now()
        elif now() - sent >= PING_SECONDS:
            yield KEEPALIVE_COMMENT
            sent = now()
        else:
            await notifier.wait(LOOK_SECONDS, seen)
    if notifier.closed:
        yield format_sse_event(retry=COME_BACK_MILLISECONDS, comment=f"the service stops; after {place}")
