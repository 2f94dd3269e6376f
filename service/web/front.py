"""What the pages are given: the desk, the time, and who is looking."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Protocol

from fastapi import Depends, Request

from service.briefings.values import Briefing
from service.desk import Desk
from service.intake_queue import Standing
from service.keys.callers import Caller, caller_of
from service.model import Result, Submission
from service.outbox import Delivery, DeliveryState, Webhook
from service.web.error_pages import Mishap


class Limits(Protocol):
    """How much one request may bring."""

    @property
    def body_bytes(self) -> int:
        """Bytes of its body."""
        ...

    @property
    def batch(self) -> int:
        """Reports."""
        ...


class Rewording(Protocol):
    """A language model that words summaries anew."""

    def adorn(self, briefing: Briefing) -> Briefing:
        """Add what it has worded to a briefing."""
        ...


class Tally(Protocol):
    """Where reports are counted."""

    def count_received(self, results: Sequence[Result]) -> None:
        """Count the reports that one request brought."""
        ...

    def count_rejected(self, number: int) -> None:
        """Count reports that could not be taken."""
        ...


class IntakeQueue(Protocol):
    """Where reports are handed in. Raises TooBusy where there is no room."""

    def file(self, submissions: Sequence[Submission], now: datetime) -> Sequence[Result]:
        """File them, and wait until they are on file."""
        ...

    def check(self, submissions: Sequence[Submission], now: datetime) -> Sequence[Result]:
        """Tell what filing them would answer."""
        ...

    def standing(self) -> Standing:
        """How it stands."""
        ...


class Told(Protocol):
    """Those who are told of what happens."""

    def all(self) -> Sequence[Webhook]:
        """List them, the oldest first."""
        ...

    def deliveries(
        self, webhook_id: str, limit: int, before: int | None, state: DeliveryState | None
    ) -> Sequence[Delivery]:
        """List the deliveries of one, the newest event first."""
        ...

    def redeliver(self, webhook_id: str, sequence: int, now: datetime) -> Delivery:
        """Send one event again."""
        ...


class Fetched(Protocol):
    """What another server has answered."""

    @property
    def status(self) -> int:
        """The status of the answer."""
        ...

    @property
    def body(self) -> bytes:
        """Its body."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Its headers, by names in small letters."""
        ...


class Fetching(Protocol):
    """The way out to other servers, none of which is one that may not be called."""

    def fetch(self, url: str, *, headers: Mapping[str, str], max_bytes: int, seconds: float) -> Fetched:
        """GET. Raises Unreachable."""
        ...


class Front(Protocol):
    """What the app holds in ``app.state.front``, so far as pages need it."""

    @property
    def desk(self) -> Desk | None:
        """The desk, as long as the service is ready."""
        ...

    @property
    def queue(self) -> IntakeQueue | None:
        """Where reports are handed in, as long as the service is ready."""
        ...

    @property
    def clock(self) -> Callable[[], datetime]:
        """Tells the time, aware."""
        ...

    @property
    def calibration(self) -> str:
        """Where the desk's calibration comes from: ``shipped``, or a file."""
        ...

    @property
    def evaluations(self) -> str:
        """The file that ``newsfold evaluate`` adds its results to; empty: there is none."""
        ...

    @property
    def limits(self) -> Limits:
        """How much one request may bring."""
        ...

    @property
    def metrics(self) -> Tally:
        """Where reports are counted."""
        ...

    @property
    def rewriter(self) -> Rewording | None:
        """A language model that words summaries anew, where one is set up."""
        ...

    @property
    def egress(self) -> Fetching | None:
        """The way out to other servers, as long as the service is ready."""
        ...

    @property
    def webhooks(self) -> Told | None:
        """Those who are told of what happens, as long as the service is ready."""
        ...


# What is only looked up is async, so as not to go to a thread and back for it.


async def get_front(request: Request) -> Front:
    """Give what the app holds."""
    front: Front = request.app.state.front
    return front


FrontDep = Annotated[Front, Depends(get_front)]


async def get_desk(front: FrontDep) -> Desk:
    """Give the desk. Raises Mishap while there is none."""
    if front.desk is None:
        raise _not_ready()
    return front.desk


async def get_queue(front: FrontDep) -> IntakeQueue:
    """Give the queue. Raises Mishap while there is none."""
    if front.queue is None:
        raise _not_ready()
    return front.queue


def _not_ready() -> Mishap:
    return Mishap(
        503,
        "Not ready yet",
        "The model is being loaded, or the service is about to stop.",
        "Load this page again in a few seconds.",
    )


async def get_now(front: FrontDep) -> datetime:
    """Tell the time of this request."""
    return front.clock()


async def get_caller(request: Request) -> Caller:
    """Give who sent the request."""
    return caller_of(request.scope)


DeskDep = Annotated[Desk, Depends(get_desk)]
QueueDep = Annotated[IntakeQueue, Depends(get_queue)]
NowDep = Annotated[datetime, Depends(get_now)]
CallerDep = Annotated[Caller, Depends(get_caller)]
