"""The one place where things are constructed: settings in, a running service out."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, nullcontext
from datetime import timedelta
from urllib.parse import urlsplit

from fastapi import FastAPI

from embeddings import WeightsError, load_encoder
from service.api import (
    articles,
    audit,
    briefing,
    docs_page,
    editing,
    event_stream,
    events,
    feeds,
    operations,
    push,
    stories,
    storylines,
    webhooks,
)
from service.api.dependencies import Clock, Front, Limits, utc_now
from service.api.documentation import install_openapi
from service.api.door import Door, Rules
from service.api.gate import SafeHeaders, install_gate
from service.api.handlers import install_handlers
from service.api.key_watch import key_watch
from service.api.metrics import Metrics, TimedEncoder
from service.api.origins import origin_of
from service.api.request_log import RequestLog
from service.chores import running
from service.delivery.webhooks import Surroundings, Webhooks
from service.desk import Desk
from service.egress import Addresses, Egress
from service.errors import StartupError
from service.formats.calibration_json import calibration_for
from service.keys.ring import KeyRing, open_ring
from service.rewriting import Allowance, LanguageModel, Rewriter
from service.settings import Settings
from service.stores.opening import open_store
from service.timekeeping import timekeeper
from service.web.mishaps import refusal_page
from service.web.rooms import ROOMS as PAGES

_VERSION = "1"
_ABOUT = "Folds the reports a newsroom receives into stories. Errors are problem+json (RFC 9457)."


@contextmanager
def open_desk(settings: Settings, metrics: Metrics | None = None) -> Iterator[Desk]:
    """Open the store, load the model, rebuild the window; close the store at the end.

    Raises
    ------
    StartupError
        One of them cannot be had; says why and the remedy.
    """
    store = open_store(settings.database_url)
    try:
        encoder = load_encoder(settings.model)
        calibration = calibration_for(settings.calibration, encoder.identity)
        timed = TimedEncoder(encoder, metrics) if metrics else encoder
        yield Desk(store, timed, window=timedelta(days=settings.window_days), calibration=calibration)
    except WeightsError as error:
        raise StartupError(str(error)) from error
    finally:
        store.close()


@contextmanager
def told(desk: Desk, egress: Egress, clock: Clock, metrics: Metrics) -> Iterator[Webhooks]:
    """Tell webhooks what happens at the desk, as long as this goes on."""
    around = Surroundings(desk.outbox, desk.newest_event, egress, clock, metrics.count_attempt)
    webhooks = Webhooks(around)
    metrics.watch_deliveries(desk.outbox.pending)
    desk.listen(webhooks.wake)
    webhooks.open()
    try:
        yield webhooks
    finally:
        webhooks.close()


def door_of(settings: Settings, ring: KeyRing, clock: Clock) -> Door:
    """Build what lets requests in."""
    public = settings.public_url
    rules = Rules(
        settings.rate_limit,
        trusted_origins=frozenset([*settings.cors_origins.split(), *([origin_of(public)] if public else [])]),
        hosts=frozenset(filter(None, [settings.host.lower(), urlsplit(public).hostname])),
        signed_pushes=bool(settings.superdesk_secret.get_secret_value()),
    )
    return Door(ring, rules, lambda: clock().timestamp())


@contextmanager
def reworded(settings: Settings, desk: Desk, egress: Egress, clock: Clock) -> Iterator[Rewriter | None]:
    """Have a language model word summaries anew as long as this goes on, where one is set up."""
    if not settings.llm_url:
        yield None
        return
    if not settings.llm_model:
        raise StartupError(
            "NEWSFOLD_LLM_URL is set and NEWSFOLD_LLM_MODEL is not; name the model to ask there"
        )
    model = LanguageModel(
        settings.llm_url,
        settings.llm_model,
        settings.llm_key.get_secret_value(),
        settings.llm_seconds,
        egress,
    )
    rewriter = Rewriter(desk, model, Allowance(settings.llm_daily_tokens), clock)
    desk.listen(rewriter.chore.wake)
    with running(rewriter.chore):
        yield rewriter


def create_app(settings: Settings, desk: Desk | None = None, *, clock: Clock = utc_now) -> FastAPI:
    """Build the service. What can go wrong at start is raised by its lifespan, as StartupError; wrong keys at once.

    Parameters
    ----------
    desk
        A desk that is ready and belongs to the caller; without one the app opens its own at startup.
    clock
        Tells the time of each request, aware.
    """
    metrics = Metrics()
    ring = open_ring(settings.api_keys.get_secret_value())
    front = Front(
        Limits(settings.max_body_bytes, settings.max_batch),
        metrics,
        clock,
        settings.superdesk_secret.get_secret_value(),
        settings.public_url,
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
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
                reworded(settings, ready, egress, clock) as front.rewriter,
                running(timekeeper(ready, clock), key_watch(ring, front.bell.ring)),
            ):
                yield
            front.desk = front.webhooks = front.rewriter = front.egress = None

    app = FastAPI(
        title="newsfold",
        version=_VERSION,
        description=_ABOUT,
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.front = front
    # The last one added is the outermost.
    install_gate(app, door_of(settings, ring, clock), tuple(settings.cors_origins.split()), refusal_page)
    app.add_middleware(RequestLog, metrics=metrics)
    app.add_middleware(SafeHeaders)
    install_handlers(app)
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
        operations,
        docs_page,
    ):
        app.include_router(room.router)
    for router in PAGES:
        app.include_router(router)
    install_openapi(app)
    return app
