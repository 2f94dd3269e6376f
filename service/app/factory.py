"""The HTTP service, put together: settings in, an app out whose life is that of the service."""

from time import monotonic
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI

from service.api.access.control import AccessControl, AccessRules
from service.api.access.middleware import SecurityHeaders, install_access
from service.api.access.origins import origin_of
from service.api.access.rate_limits import Seconds
from service.api.closing import ClosedForWriting
from service.api.documentation import page as docs_page
from service.api.documentation.naming import operation_name
from service.api.documentation.openapi import install_openapi
from service.api.handlers import install_handlers
from service.api.middleware.deadlines import BodyDeadline
from service.api.middleware.heads import HeadAsGet
from service.api.middleware.request_log import RequestLog
from service.api.parsing.misspelt import refuse_misspelt
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
from service.app.lifespan import lifespan_of
from service.app.steady_clock import SteadyClock
from service.desk import Desk
from service.front.front import Clock, Front, Limits
from service.front.metrics import Metrics
from service.keys.ring import KeyRing, open_ring
from service.settings import Settings
from service.web.error_pages import refusal_page
from service.web.routers import ROUTERS as PAGES

VERSION = "1"
"""Of the contract over HTTP."""
DESCRIPTION = "Folds the reports a newsroom receives into stories. Errors are problem+json (RFC 9457)."
CALLS = (
    articles.router,
    editing.router,
    audit.router,
    stories.router,
    storylines.router,
    briefing.router,
    feeds.router,
    event_stream.router,
    events.router,
    webhooks.router,
    push.router,
    polled_feeds.router,
    operations.router,
    docs_page.router,
)
"""In the order in which a path is looked for."""


def create_app(
    settings: Settings,
    desk: Desk | None = None,
    *,
    clock: Clock | None = None,
    ticks: Seconds = monotonic,
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
    ring = open_ring(settings.api_keys.get_secret_value())
    front = _front_of(settings, clock or SteadyClock())
    app = FastAPI(
        title="newsfold",
        version=VERSION,
        description=DESCRIPTION,
        lifespan=lifespan_of(settings, front, ring, desk, ticks),
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_name,
    )
    app.state.front = front
    _install_middleware(app, front, settings, access_control_of(settings, ring, ticks))
    install_handlers(app, refusal_page)
    for router in CALLS:
        app.include_router(router, dependencies=[Depends(refuse_misspelt)])
    for router in PAGES:
        app.include_router(router)
    install_openapi(app)
    return app


def access_control_of(settings: Settings, ring: KeyRing, ticks: Seconds) -> AccessControl:
    """Build what lets requests in."""
    public = settings.public_url
    rules = AccessRules(
        settings.rate_limit,
        trusted_origins=frozenset([*settings.cors_origins.split(), *([origin_of(public)] if public else [])]),
        hosts=frozenset(filter(None, [settings.host.lower(), urlsplit(public).hostname])),
        signed_pushes=bool(settings.superdesk_secret.get_secret_value()),
    )
    return AccessControl(ring, rules, ticks)


def _front_of(settings: Settings, clock: Clock) -> Front:
    front = Front(
        Limits(settings.max_body_bytes, settings.max_batch),
        Metrics(),
        clock,
        settings.superdesk_secret.get_secret_value(),
        settings.public_url,
        settings.calibration,
        settings.evaluations,
    )
    front.metrics.watch_queue(lambda: front.queue.status() if front.queue else None)
    return front


def _install_middleware(app: FastAPI, front: Front, settings: Settings, access: AccessControl) -> None:
    """Put the layers around the routes; the last one added is the outermost."""
    app.add_middleware(HeadAsGet)
    app.add_middleware(BodyDeadline, seconds=settings.body_seconds)
    app.add_middleware(ClosedForWriting, closing=lambda: front.closing, show=refusal_page)
    install_access(app, access, tuple(settings.cors_origins.split()), refusal_page)
    app.add_middleware(RequestLog, metrics=front.metrics, show=refusal_page)
    app.add_middleware(SecurityHeaders)
