"""What the routes are given beside the front: the desk and what comes with it, the raw body."""

from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from service.api.parsing.idempotency import Once
from service.api.problems import Problem, ProblemError
from service.delivery import Webhooks
from service.desk import Desk
from service.errors import Closing
from service.front.front import FrontDep
from service.polling import Polls

# A client that is cut off while it is still sending does not read the answer: so much more of a body that is too
# large is read, and thrown away, before the answer that says so.
PATIENCE = 4

_Thing = TypeVar("_Thing")


def needed(thing: _Thing | None) -> _Thing:
    """Give what there is as long as there is a desk; a problem of status 503 while there is none."""
    if thing is None:
        raise ProblemError(NOT_READY)
    return thing


# What is only looked up is async, so as not to go to a thread and back for it.


async def get_desk(front: FrontDep) -> Desk:
    """Give the desk."""
    return needed(front.desk)


async def get_webhooks(front: FrontDep) -> Webhooks:
    """Give those who are told."""
    return needed(front.webhooks)


async def get_polls(front: FrontDep) -> Polls:
    """Give the feeds that are polled."""
    return needed(front.polls)


async def read_body(request: Request, front: FrontDep) -> bytes:
    """Read the body as it streams in, at most as much as is allowed, whatever its headers claim."""
    limit = front.limits.body_bytes
    kept, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            kept.append(chunk)
        elif size > PATIENCE * limit:
            break
    if size > limit:
        raise ProblemError(too_large(limit))
    return b"".join(kept)


DeskDep = Annotated[Desk, Depends(get_desk)]
WebhooksDep = Annotated[Webhooks, Depends(get_webhooks)]
PollsDep = Annotated[Polls, Depends(get_polls)]
BodyDep = Annotated[bytes, Depends(read_body)]


async def get_once(front: FrontDep, desk: DeskDep) -> Once:
    """Give the keeper of idempotency keys."""
    return Once(desk.recall, front.key_locks)


OnceDep = Annotated[Once, Depends(get_once)]

NOT_READY = Problem(
    name="not-ready",
    status=HTTPStatus.SERVICE_UNAVAILABLE,
    title="The service is not ready",
    detail="it is starting or stopping: the model is not loaded, or the window not rebuilt",
    remedy="send the request again in a few seconds; /readyz says when",
    retry_after=Closing.seconds,
)


def too_large(limit: int) -> Problem:
    """Word the refusal of a body that is longer than ``limit``."""
    return Problem(
        name="body-too-large",
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title="The body is too large",
        detail=f"the body is longer than the limit of {limit} bytes",
        remedy="send fewer articles in one request, or raise NEWSFOLD_MAX_BODY_BYTES",
    )
