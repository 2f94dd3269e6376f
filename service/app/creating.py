"""The HTTP service, put together: settings in, an app out whose life is that of the service."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, nullcontext
from time import monotonic
from urllib.parse import urlsplit

from fastapi import FastAPI

from service.api.access.door import Door, Rules
from service.api.access.gate import SafeHeaders, install_gate
from service.api.access.key_watch import key_watch
from service.api.access.origins import origin_of
from service.api.closing import ClosedForWriting
from service.api.dependencies import Clock, Front, Limits
from service.api.documentation import page as docs_page
from service.api.documentation.naming import operation_name
from service.api.documentation.openapi import install_openapi
from service.api.handlers import install_handlers
from service.api.metrics import Metrics
from service.api.middleware.deadlines import BodyDeadline
from service.api.middleware.heads import HeadAsGet
from service.api.middleware.request_log import RequestLog
from service.api.routes import (
    articles,
    audit,
    briefing,
    editing,
    event_stream,
    events,
    feeds,
    operations,
    polled_feeds,
    push,
    stories,
    storylines,
    webhooks,
)
from service.app.opening import open_desk
from service.app.staff import erasers, followers, polled, reworded, told, working_off
from service.app.steady_clock import SteadyClock
from service.app.stopping import stand_down
from service.chores import running
from service.desk import Desk
from service.egress import Addresses, Egress
from service.keys.ring import KeyRing, open_ring
from service.polling import read_feed_list
from service.settings import Settings
from service.spare_memory import housekeeper
from service.timekeeping import timekeeper
from service.web.mishaps import refusal_page
from service.web.rooms import ROOMS as PAGES

Ticks = Callable[[], float]

_VERSION = "1"
_ABOUT = "Folds the reports a newsroom receives into stories. Errors are problem+json (RFC 9457)."


def door_of(settings: Settings, ring: KeyRing, ticks: Ticks) -> Door:
    """Build what lets requests in."""
    public = settings.public_url
    rules = Rules(
        settings.rate_limit,
        trusted_origins=frozenset([*settings.cors_origins.split(), *([origin_of(public)] if public else [])]),
        hosts=frozenset(filter(None, [settings.host.lower(), urlsplit(public).hostname])),
        signed_pushes=bool(settings.superdesk_secret.get_secret_value()),
    )
    return Door(ring, rules, ticks)


def create_app(
    settings: Settings,
    desk: Desk | None = None,
    *,
    clock: Clock | None = None,
    ticks: Ticks = monotonic,
) -> FastAPI:
    """Build the service. What can go wrong at start is raised by its lifespan, as StartupError; wrong keys at once.

    Parameters
    ----------
    desk
        A desk that is ready and belongs to the caller; without one the app opens its own at startup.
    clock
        Tells the time of each request, aware; that of the machine, so far as it is steady, where none is given.
    ticks
        Counts seconds, and is never set: for what lasts so long, where ``clock`` tells when it was.
    """
    clock = clock or SteadyClock()
    metrics = Metrics()
    ring = open_ring(settings.api_keys.get_secret_value())
    front = Front(
        Limits(settings.max_body_bytes, settings.max_batch),
        metrics,
        clock,
        settings.superdesk_secret.get_secret_value(),
        settings.public_url,
        settings.calibration,
        settings.evaluations,
    )

    metrics.watch_tray(lambda: front.tray.standing() if front.tray else None)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # Before the model is loaded: a slip in the list is told at once.
        named = read_feed_list(settings.feeds.get_secret_value())
        with nullcontext(desk) if desk else open_desk(settings, metrics) as ready:
            front.desk = ready
            ring.advise()
            metrics.watch_window(lambda: ready.window_size)
            front.bell.hang()
            ready.listen(front.bell.ring)
            egress = front.egress = Egress(Addresses(settings.allow_private_addresses))
            with (
                closing(egress),
                told(ready, egress, clock, metrics) as front.webhooks,
                working_off(ready, settings, metrics) as tray,
                polled(named, ready, tray, settings, clock, metrics) as front.polls,
                reworded(settings, ready, egress, clock) as front.rewriter,
                running(
                    timekeeper(ready, clock, ticks),
                    key_watch(ring, front.bell.ring),
                    housekeeper(),
                    *followers(ready),
                    *erasers(ready, settings, clock),
                ),
            ):
                front.tray, front.closing = tray, False
                yield
                await stand_down(front, settings.drain_seconds)
            front.tray = front.desk = front.webhooks = front.polls = front.rewriter = front.egress = None

    app = FastAPI(
        title="newsfold",
        version=_VERSION,
        description=_ABOUT,
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_name,
    )
    app.state.front = front
    app.add_middleware(HeadAsGet)
    app.add_middleware(BodyDeadline, seconds=settings.body_seconds)
    app.add_middleware(ClosedForWriting, closing=lambda: front.closing, show=refusal_page)
    # The last one added is the outermost.
    install_gate(app, door_of(settings, ring, ticks), tuple(settings.cors_origins.split()), refusal_page)
    app.add_middleware(RequestLog, metrics=metrics, show=refusal_page)
    app.add_middleware(SafeHeaders)
    install_handlers(app, refusal_page)
    for room in (
        articles,
        editing,
        audit,
        stories,
        storylines,
        briefing,
        feeds,
        event_stream,
        events,
        webhooks,
        push,
        polled_feeds,
        operations,
        docs_page,
    ):
        app.include_router(room.router)
    for router in PAGES:
        app.include_router(router)
    install_openapi(app)
    return app
