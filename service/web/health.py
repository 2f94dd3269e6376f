"""How the service is faring: what it compares with, what comes in, who is told, which feeds are polled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from service.delivery import Webhooks
from service.desk import Desk
from service.events import TELLING
from service.formats.feed_json import feed_record_json
from service.formats.times import rfc3339
from service.front.front import CallerDep, FrontDep, NowDep
from service.intake_queue import QueueStatus
from service.keys import Scope
from service.outbox import Delivery, DeliveryState, Webhook
from service.web.dependencies import DeskDep
from service.web.error_pages import PageError, PageRoute
from service.web.forms import FormDep
from service.web.rendering import Page, page, root_of
from service.web.sparkline import Sparkline, sparkline
from service.web.trust import MOST_RUNS, trust_in, trust_json

router = APIRouter(include_in_schema=False, route_class=PageRoute)

DAY = timedelta(hours=24)
MOST_EVENTS = 20_000
"""Events of the last day that are looked at."""
MOST_DELIVERIES = 20
"""Deliveries shown of each webhook and state."""
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in over a day."""

    last_hour: int
    last_day: int
    spark: Sparkline


@dataclass(frozen=True, slots=True)
class Receiver:
    """One webhook. Its address is shown without its path, which often holds a secret."""

    id: str
    host: str
    state: str
    failures: int
    pending: Sequence[Delivery]
    given_up: Sequence[Delivery]


@router.get("/health")
def show_health(
    request: Request, desk: DeskDep, front: FrontDep, now: NowDep, caller: CallerDep, sent: str = ""
) -> Response:
    """Show it to people."""
    may_see = Scope.EDIT in caller.scopes
    values = {
        "encoder": desk.encoder,
        "window": desk.window_size,
        "newest": desk.newest(now),
        "events": desk.newest_event(),
        "intake": _intake(desk, now),
        "receivers": _receivers(front.webhooks, now) if front.webhooks and may_see else (),
        "may_see": may_see,
        "feeds": front.polls.all() if front.polls else (),
        "queue": front.queue.status() if front.queue else None,
        "sent": sent[:40],
        "trust": trust_in(desk.calibration, front),
        "runs": MOST_RUNS,
    }
    return page(request, Page("health.html", values))


@router.get("/health.json")
def twin(desk: DeskDep, front: FrontDep, now: NowDep, caller: CallerDep) -> Response:
    """Tell the same to programs; more of webhooks is at /v1/webhooks, of feeds at /v1/feeds, figures at /metrics."""
    intake, newest, may_see = _intake(desk, now), desk.newest(now), Scope.EDIT in caller.scopes
    content = {
        "encoder": {"name": desk.encoder.name, "digest": desk.encoder.digest},
        "window_articles": desk.window_size,
        "newest_report": rfc3339(newest) if newest else None,
        "events": desk.newest_event(),
        "received_last_hour": intake.last_hour,
        "received_last_day": intake.last_day,
        "queue": _queue(front.queue.status()) if front.queue else None,
        "feeds": [
            feed_record_json(record, feed.name) for feed, record in (front.polls.all() if front.polls else ())
        ],
        "webhooks": [
            _receiver_json(one)
            for one in (_receivers(front.webhooks, now) if front.webhooks and may_see else ())
        ],
        **trust_json(trust_in(desk.calibration, front)),
    }
    return JSONResponse(content, headers={"Cache-Control": "private, no-cache"})


def _queue(queue: QueueStatus) -> dict[str, float]:
    return {
        "articles": queue.held.articles,
        "articles_at_most": queue.most.articles,
        "bytes": queue.held.size,
        "oldest_seconds": round(queue.oldest_seconds, 3),
        "articles_per_second": round(queue.per_second, 1),
        "last_batch": queue.last_batch,
    }


@router.post("/health/redeliver")
def redeliver(request: Request, form: FormDep, front: FrontDep, now: NowDep) -> Response:
    """Send one event to one webhook again."""
    sequence = form.number("sequence")
    if front.webhooks is None or sequence is None:
        raise PageError(422, "Something is missing", "The form came without the event to send again.")
    front.webhooks.redeliver(form.need("webhook", "the webhook"), sequence, now)
    return Response(status_code=303, headers={"Location": f"{root_of(request)}/health?sent={sequence}"})


def _intake(desk: Desk, now: datetime) -> Intake:
    """Count the reports that were told of in the last day, by the event log."""
    begin, end = desk.place_at(now - DAY), desk.newest_event()
    place = max(begin, end - MOST_EVENTS)
    times: list[datetime] = []
    while found := desk.events(place, _AT_ONCE):
        times += [one.event.at for one in found if one.event.type in TELLING and one.event.article_id]
        place = found[-1].sequence
    lately = sum(time > now - timedelta(hours=1) for time in times)
    return Intake(lately, len(times), sparkline(times, now - DAY, now))


def _receivers(webhooks: Webhooks, now: datetime) -> list[Receiver]:
    return [
        Receiver(
            one.id,
            urlsplit(one.url).hostname or "",
            _state(one, now),
            one.failures,
            webhooks.deliveries(one.id, MOST_DELIVERIES, None, DeliveryState.PENDING),
            webhooks.deliveries(one.id, MOST_DELIVERIES, None, DeliveryState.GIVEN_UP),
        )
        for one in webhooks.all()
    ]


def _state(webhook: Webhook, now: datetime) -> str:
    if webhook.disabled_at is not None:
        return f"disabled: {webhook.disabled_reason or 'by hand'}"
    if webhook.resting_until is not None and webhook.resting_until > now:
        return "resting after failures"
    return "well" if not webhook.failures else "failing"


def _receiver_json(one: Receiver) -> dict[str, Any]:
    return {
        "webhook_id": one.id,
        "host": one.host,
        "state": one.state,
        "failures": one.failures,
        "pending": [delivery.logged.sequence for delivery in one.pending],
        "given_up": [delivery.logged.sequence for delivery in one.given_up],
    }
