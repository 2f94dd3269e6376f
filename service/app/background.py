"""What works beside the desk as long as the service runs, each as a context: begun at its entry, ended at its exit."""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta

from service import polling
from service.app.timekeeping import eraser, follower
from service.chores import Chore, running
from service.delivery import Dependencies, Webhooks
from service.desk import Desk
from service.egress import Addresses, Egress
from service.front.front import Clock
from service.front.metrics import Metrics
from service.intake_queue import IntakeQueue, Load
from service.polling import Feed, Polls
from service.rewriting import Allowance, LanguageModel, Rewriter
from service.settings import Settings


def followers(desk: Desk) -> list[Chore]:
    """The chore that takes in what other processes write, where there can be any."""
    return [follower(desk)] if desk.shared else []


def erasers(desk: Desk, settings: Settings, clock: Clock) -> list[Chore]:
    """Who erases the words of what was withdrawn, where that is wanted."""
    days = settings.erase_days
    return [] if days is None else [eraser(desk, clock, timedelta(days=days))]


@contextmanager
def sending_webhooks(desk: Desk, egress: Egress, clock: Clock, metrics: Metrics) -> Iterator[Webhooks]:
    """Tell webhooks what happens at the desk, as long as this goes on."""
    needs = Dependencies(desk.outbox, desk.newest_event, egress, clock, metrics.count_attempt, desk.leases)
    webhooks = Webhooks(needs)
    metrics.watch_deliveries(desk.outbox.pending)
    desk.listen(webhooks.wake)
    webhooks.open()
    try:
        yield webhooks
    finally:
        webhooks.close()


@contextmanager
def filing(desk: Desk, settings: Settings, metrics: Metrics) -> Iterator[IntakeQueue]:
    """File what is put into the queue, as long as this goes on."""
    queue = IntakeQueue(desk, Load(settings.queue_articles, settings.queue_bytes), metrics)
    queue.open()
    try:
        yield queue
    finally:
        queue.close(0)


@contextmanager
def polling_feeds(
    feeds: Sequence[Feed], desk: Desk, queue: IntakeQueue, settings: Settings, clock: Clock, metrics: Metrics
) -> Iterator[Polls]:
    """Poll the feeds, as long as this goes on."""
    egress = Egress(Addresses(settings.allow_private_addresses))
    interval = timedelta(minutes=settings.feed_minutes)
    # Not for secrets: only so that not all feeds are polled at once.
    needs = polling.Dependencies(desk, queue.file_patiently, egress, clock, random.random, metrics, interval)
    polls = Polls(feeds, needs, egress)
    metrics.watch_feeds(polls.failing)
    polls.open()
    try:
        yield polls
    finally:
        polls.close()


@contextmanager
def rewriting_summaries(settings: Settings, desk: Desk, clock: Clock) -> Iterator[Rewriter | None]:
    """Have a language model shorten summaries as long as this goes on, where one is set up."""
    if not settings.llm_url:
        yield None
        return
    egress = Egress(Addresses(settings.allow_private_addresses))
    model = LanguageModel(
        settings.llm_url,
        settings.llm_model,
        settings.llm_key.get_secret_value(),
        settings.llm_seconds,
        egress,
    )
    rewriter = Rewriter(desk, model, Allowance(settings.llm_daily_tokens, desk.spending), clock)
    desk.listen(rewriter.chore.wake)
    with (
        running(rewriter.chore),
        closing(egress),
    ):  # the call under way is cut off, and then the chore can end
        yield rewriter
