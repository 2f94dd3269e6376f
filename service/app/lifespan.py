"""What runs from the start of the service to its end, and in which order it is set up and taken down."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, nullcontext

from fastapi import FastAPI

from service.api.access.rate_limits import Seconds
from service.app.background import (
    erasers,
    filing,
    followers,
    polling_feeds,
    rewriting_summaries,
    sending_webhooks,
)
from service.app.key_watch import key_watch
from service.app.opening import open_desk
from service.app.spare_memory import housekeeper
from service.app.stopping import drain
from service.app.timekeeping import timekeeper
from service.chores import running
from service.desk import Desk
from service.egress import Addresses, Egress
from service.front.front import Front
from service.keys.ring import KeyRing
from service.polling import read_feed_list
from service.settings import Settings

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def lifespan_of(
    settings: Settings, front: Front, ring: KeyRing, desk: Desk | None, ticks: Seconds
) -> Lifespan:
    """Make the lifespan of an app. What can go wrong at start is raised by it, as StartupError.

    Parameters
    ----------
    front
        Holds what runs, as long as it runs.
    desk
        A desk that is ready and belongs to the caller; None: one is opened at the start and closed at the end.
    """
    clock, metrics = front.clock, front.metrics

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # Before the model is loaded: a slip in the list is told at once.
        named = read_feed_list(settings.feeds.get_secret_value())
        with nullcontext(desk) if desk else open_desk(settings, metrics) as ready:
            front.desk = ready
            ring.advise()
            metrics.watch_window(lambda: ready.window_size)
            front.notifier.bind()
            ready.listen(front.notifier.notify)
            egress = front.egress = Egress(Addresses(settings.allow_private_addresses))
            with (
                closing(egress),
                sending_webhooks(ready, egress, clock, metrics) as front.webhooks,
                filing(ready, settings, metrics) as queue,
                polling_feeds(named, ready, queue, settings, clock, metrics) as front.polls,
                rewriting_summaries(settings, ready, clock) as front.rewriter,
                running(
                    timekeeper(ready, clock, ticks),
                    key_watch(ring, front.notifier.notify),
                    housekeeper(),
                    *followers(ready),
                    *erasers(ready, settings, clock),
                ),
            ):
                front.queue, front.closing = queue, False
                yield
                await drain(front, settings.drain_seconds)
            front.queue = front.desk = front.webhooks = front.polls = front.rewriter = front.egress = None

    return lifespan
