"""The state of one HTTP app, and how routes are given it. Time is read here and nowhere below."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request

from service.briefings.values import Briefing
from service.delivery import Webhooks
from service.desk import Desk
from service.egress import Egress
from service.formats.calibration_json import SHIPPED
from service.front.key_locks import KeyLocks
from service.front.metrics import Metrics
from service.front.notifier import Notifier
from service.front.tail import Tail
from service.intake_queue import IntakeQueue
from service.keys.callers import Caller, caller_of
from service.polling import Polls
from service.rewriting import Rewriter

Clock = Callable[[], datetime]

READERS = 2
"""Bodies with articles read at the same time: more would only fight over the interpreter."""


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
    clock: Clock
    """Tells the time, aware."""
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
    queue: IntakeQueue | None = None
    """As long as there is a desk, as the four below."""
    webhooks: Webhooks | None = None
    polls: Polls | None = None
    egress: Egress | None = None
    rewriter: Rewriter | None = None
    """None as well where no language model is set up."""
    closing: bool = False
    """Whether the service is about to stop: nothing is taken any more."""
    notifier: Notifier = field(default_factory=Notifier)
    """Notifies at every commit."""
    tail: Tail = field(init=False)
    """The end of the event log, for those who follow it."""
    key_locks: KeyLocks = field(default_factory=KeyLocks)
    """One for each idempotency key that is in use."""
    readers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(READERS))
    """The threads in which bodies with articles are read."""

    def __post_init__(self) -> None:
        self.tail = Tail(self.notifier)

    def reworded(self, briefing: Briefing) -> Briefing:
        """Add to a briefing what a language model has worded anew, where one is set up."""
        return self.rewriter.adorn(briefing) if self.rewriter else briefing


# What is only looked up is async, so as not to go to a thread and back for it.


async def get_front(request: Request) -> Front:
    """Give what the app holds."""
    front: Front = request.app.state.front
    return front


FrontDep = Annotated[Front, Depends(get_front)]


async def get_now(front: FrontDep) -> datetime:
    """Tell the time of this request, the same for all it does."""
    return front.clock()


async def get_caller(request: Request) -> Caller:
    """Give who sent the request."""
    return caller_of(request.scope)


NowDep = Annotated[datetime, Depends(get_now)]
CallerDep = Annotated[Caller, Depends(get_caller)]
