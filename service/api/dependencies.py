"""What the routes are given: the desk, the time, the raw body. Time is read here and nowhere below."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, TypeVar

from anyio import CapacityLimiter
from fastapi import Depends, Request

from service.api.metrics import Metrics
from service.api.notifier import Notifier
from service.api.parsing.idempotency import KeyLocks, Once
from service.api.problems import Problem, ProblemError
from service.api.tail import Tail
from service.delivery import Webhooks
from service.desk import Desk
from service.egress import Egress
from service.formats.calibration_json import SHIPPED
from service.intake_queue import IntakeQueue
from service.polling import Polls
from service.rewriting import Rewriter

Clock = Callable[[], datetime]

# A client that is cut off while it is still sending does not read the answer: so much more of a body that is too
# large is read, and thrown away, before the answer that says so.
PATIENCE = 4
READERS = 2
"""Bodies with articles read at the same time: more would only fight over the interpreter."""

_Thing = TypeVar("_Thing")


def utc_now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may bring."""

    body_bytes: int
    batch: int


@dataclass(slots=True)
class Front:
    """What the HTTP edge of one app holds; lies in ``app.state.front``."""

    limits: Limits
    metrics: Metrics
    clock: Clock = utc_now
    superdesk_secret: str = ""
    """What Superdesk signs its pushes with; empty: none are taken."""
    public_url: str = ""
    """Where readers reach the service; empty: where each request came to."""
    calibration: str = SHIPPED
    """Where the desk's calibration comes from: ``shipped``, or a file."""
    evaluations: str = ""
    """The file that ``newsfold evaluate`` adds its results to; empty: there is none."""
    desk: Desk | None = None
    """None until the model is loaded and the window rebuilt, and after shutdown."""
    webhooks: Webhooks | None = None
    """As long as there is a desk."""
    polls: Polls | None = None
    """As long as there is a desk."""
    rewriter: Rewriter | None = None
    """As long as there is a desk, where a language model is set up."""
    egress: Egress | None = None
    """As long as there is a desk."""
    closing: bool = False
    """Whether the service is about to stop: nothing is taken any more."""
    queue: IntakeQueue | None = None
    """As long as there is a desk."""
    notifier: Notifier = field(default_factory=Notifier)
    """Notifies at every commit."""
    tail: Tail = field(init=False)
    """The end of the event log, for those who follow it."""
    key_locks: KeyLocks = field(default_factory=KeyLocks)
    readers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(READERS))
    """The threads in which bodies with articles are read."""

    def __post_init__(self) -> None:
        self.tail = Tail(self.notifier)


# What is only looked up is async, so as not to go to a thread and back for it.


async def get_front(request: Request) -> Front:
    """Give what the app holds."""
    front: Front = request.app.state.front
    return front


FrontDep = Annotated[Front, Depends(get_front)]


def needed(thing: _Thing | None) -> _Thing:
    """Give what there is as long as there is a desk; a problem of status 503 while there is none."""
    if thing is None:
        raise ProblemError(NOT_READY)
    return thing


async def get_desk(front: FrontDep) -> Desk:
    """Give the desk."""
    return needed(front.desk)


async def get_webhooks(front: FrontDep) -> Webhooks:
    """Give those who are told."""
    return needed(front.webhooks)


async def get_polls(front: FrontDep) -> Polls:
    """Give the feeds that are polled."""
    return needed(front.polls)


async def get_now(front: FrontDep) -> datetime:
    """Tell the time of this request, the same for all it does."""
    return front.clock()


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
NowDep = Annotated[datetime, Depends(get_now)]
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
    remedy="send the request again in a few seconds; /readyz tells when",
    retry_after=5,
)


def too_large(limit: int) -> Problem:
    """Word the refusal of a body that is longer than ``limit``."""
    return Problem(
        name="body-too-large",
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title="The body is too large",
        detail=f"the body is longer than the {limit} bytes that are taken",
        remedy="send fewer articles in one request, or raise NEWSFOLD_MAX_BODY_BYTES",
    )
