"""The one place where things are constructed: settings in, a running service out."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, nullcontext
from datetime import timedelta

from fastapi import FastAPI

from embeddings import WeightsError, load_encoder
from service.api import (
    articles,
    briefing,
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
from service.api.access import RequestLog
from service.api.dependencies import Clock, Front, Limits, utc_now
from service.api.documentation import install_openapi
from service.api.handlers import install_handlers
from service.api.metrics import Metrics, TimedEncoder
from service.chores import running
from service.delivery.webhooks import Surroundings, Webhooks
from service.desk import Desk
from service.egress import Addresses, Egress
from service.errors import StartupError
from service.formats.calibration_json import calibration_for
from service.settings import Settings, names_in
from service.stores.opening import open_store
from service.timekeeping import timekeeper

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
        yield Desk(
            store,
            timed,
            window=timedelta(days=settings.window_days),
            calibration=calibration,
            preferred_sources=names_in(settings.preferred_sources),
        )
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


def create_app(settings: Settings, desk: Desk | None = None, *, clock: Clock = utc_now) -> FastAPI:
    """Build the service. What can go wrong at start is raised by its lifespan, as StartupError.

    Parameters
    ----------
    desk
        A desk that is ready and belongs to the caller; without one the app opens its own at startup.
    clock
        Tells the time of each request, aware.
    """
    metrics = Metrics()
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
            metrics.watch_window(lambda: ready.window_size)
            front.bell.hang()
            ready.listen(front.bell.ring)
            egress = Egress(Addresses(settings.allow_private_addresses))
            with (
                closing(egress),
                told(ready, egress, clock, metrics) as front.webhooks,
                running(timekeeper(ready, clock)),
            ):
                yield
            front.desk = front.webhooks = None

    app = FastAPI(
        title="newsfold", version=_VERSION, description=_ABOUT, lifespan=lifespan, redirect_slashes=False
    )
    app.state.front = front
    app.add_middleware(RequestLog, metrics=metrics)
    install_handlers(app)
    for room in (
        articles,
        editing,
        stories,
        storylines,
        briefing,
        feeds,
        event_stream,
        events,
        webhooks,
        push,
        operations,
    ):
        app.include_router(room.router)
    install_openapi(app)
    return app
