"""The event log as server-sent events: what happens, as it happens, and what happened since one last looked."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from service.api.bell import Bell
from service.api.callers import CallerDep
from service.api.dependencies import DeskDep, FrontDep
from service.api.documentation import problems
from service.api.jsontext import json_bytes
from service.api.paging import LARGEST_PLACE
from service.api.problems import ProblemError, invalid_parameter
from service.desk import Desk
from service.formats.event_json import event_json
from service.keys.callers import Caller

router = APIRouter(prefix="/v1", tags=["events"])

AT_ONCE = 100
"""Events read at once: a consumer that is far behind, or slow, holds no more than these in memory."""
LOOK_SECONDS = 1.0
"""How often the log is looked at unasked: another process may have written to it."""
RETRY_MILLISECONDS = 1_000

After = Annotated[
    int | None,
    Query(
        ge=0,
        le=LARGEST_PLACE,
        description="Begin after this place in the log; 0 is the beginning, none is now",
    ),
]
LastEventId = Annotated[
    str | None,
    Header(alias="Last-Event-ID", description="The id of the last event received; goes before `after`"),
]


def _beginning(desk: DeskDep, after: After = None, last_event_id: LastEventId = None) -> int:
    """Where in the log to begin."""
    if last_event_id is None or not last_event_id.strip():
        return desk.newest_event() if after is None else after
    name = last_event_id.strip()
    if not (name.isascii() and name.isdecimal() and int(name) <= LARGEST_PLACE):
        raise ProblemError(invalid_parameter(f"Last-Event-ID: {name[:40]!r} is no place in the log"))
    return int(name)


@router.get(
    "/events/stream",
    summary="What happens, as it happens",
    response_class=EventSourceResponse,
    responses=problems(422),
)
async def stream_events(
    front: FrontDep, desk: DeskDep, caller: CallerDep, place: Annotated[int, Depends(_beginning)]
) -> AsyncIterator[ServerSentEvent]:
    """Send events as they are written, each with its place in the log as id.

    A client that comes back with `Last-Event-ID` misses nothing, however long it was away. When its key is revoked,
    the stream ends.
    """
    yield ServerSentEvent(retry=RETRY_MILLISECONDS, comment=f"after {place}")
    async for event in _follow(desk, front.bell, caller, place):
        yield event


async def _follow(desk: Desk, bell: Bell, caller: Caller, place: int) -> AsyncIterator[ServerSentEvent]:
    while not bell.closed and caller.still_may():
        found = await run_in_threadpool(desk.events, place, AT_ONCE)
        for logged in found:
            if not caller.still_may():  # a slow consumer takes its time over the events that were found
                return
            place = logged.sequence
            text = json_bytes(event_json(logged)).decode()
            yield ServerSentEvent(raw_data=text, event=logged.event.type.value, id=str(place))
        if len(found) < AT_ONCE:
            await bell.wait(LOOK_SECONDS)
