"""Figures for Prometheus, in a registry of the app's own."""

from collections.abc import Callable, Sequence
from math import nan

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from embeddings import Encoder, EncoderIdentity, FloatArray, Views
from service.errors import Unavailable
from service.intake_queue import QueueStatus
from service.model import Relation, Result


class Metrics:
    """What one app counts and times. Durations are in seconds."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.articles = Counter(
            "newsfold_articles_received",
            "Articles taken, by their relation to the story.",
            ["relation"],
            registry=self.registry,
        )
        for relation in Relation:  # that none came is told by a figure, not by the lack of one
            self.articles.labels(relation.value)
        self.rejected = Counter(
            "newsfold_articles_rejected", "Articles that could not be taken.", registry=self.registry
        )
        self.requests = Histogram(
            "newsfold_request_duration_seconds",
            "Time from the request's first byte to the answer's last.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.encoding = Histogram(
            "newsfold_encode_duration_seconds",
            "Time to embed the texts of one batch.",
            registry=self.registry,
        )
        self.webhook_attempts = Counter(
            "newsfold_webhook_attempts",
            "Attempts to deliver an event to a webhook, by what came of them.",
            ["outcome"],
            registry=self.registry,
        )
        self._pending = Gauge(
            "newsfold_webhook_deliveries_pending",
            "Events that are still on their way to a webhook.",
            registry=self.registry,
        )
        self.polls = Counter(
            "newsfold_feed_polls",
            "Polls of feeds, by what came of them: changed, unchanged, failed or gone.",
            ["outcome"],
            registry=self.registry,
        )
        self._failing = Gauge(
            "newsfold_feeds_failing", "Feeds whose last poll has failed.", registry=self.registry
        )
        self.batches = Histogram(
            "newsfold_batch_articles",
            "Articles filed in one transaction.",
            buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
            registry=self.registry,
        )
        self.batch_requests = Histogram(
            "newsfold_batch_requests",
            "Requests filed in one transaction.",
            buckets=(1, 2, 4, 8, 16, 32, 64),
            registry=self.registry,
        )
        self._window = Gauge(
            "newsfold_window_articles", "Articles that a new one is compared with.", registry=self.registry
        )

    def count_received(self, results: Sequence[Result]) -> None:
        """Count the articles that one request brought."""
        for result in results:
            self.articles.labels(result.decision.relation.value).inc()

    def count_rejected(self, number: int) -> None:
        """Count articles that could not be taken."""
        self.rejected.inc(number)

    def count_attempt(self, outcome: str) -> None:
        """Count an attempt to deliver an event: ``delivered``, ``failed`` or ``given_up``."""
        self.webhook_attempts.labels(outcome).inc()

    def count_poll(self, outcome: str) -> None:
        """Count a poll of a feed: ``changed``, ``unchanged``, ``failed`` or ``gone``."""
        self.polls.labels(outcome).inc()

    def watch_feeds(self, failing: Callable[[], int]) -> None:
        """Ask ``failing`` for the number of feeds that fail, at each scrape."""
        self._failing.set_function(_known(failing))

    def watch_deliveries(self, pending: Callable[[], int]) -> None:
        """Ask ``pending`` for the number of deliveries on their way, at each scrape."""
        self._pending.set_function(_known(pending))

    def note_batch(self, parcels: int, articles: int) -> None:
        """Count what was filed in one transaction."""
        self.batch_requests.observe(parcels)
        self.batches.observe(articles)

    def watch_queue(self, status: Callable[[], QueueStatus | None]) -> None:
        """Ask ``status`` how the queue stands, at each scrape."""

        def gauge(name: str, text: str, figure: Callable[[QueueStatus], float]) -> None:
            def read() -> float:
                found = status()
                return figure(found) if found else 0.0

            Gauge(f"newsfold_queue_{name}", text, registry=self.registry).set_function(read)

        gauge("articles", "Articles that wait to be filed.", lambda one: one.held.articles)
        gauge("bytes", "Bytes of request bodies that wait to be filed.", lambda one: one.held.size)
        gauge(
            "oldest_seconds", "How long the one that came first has waited.", lambda one: one.oldest_seconds
        )
        gauge("articles_per_second", "Articles filed in a second of work.", lambda one: one.per_second)

    def watch_window(self, size: Callable[[], int]) -> None:
        """Ask ``size`` for the number of articles in the window, at each scrape."""
        self._window.set_function(_known(size))

    def exposition(self) -> bytes:
        """Write all figures in the Prometheus text format, UTF-8."""
        return generate_latest(self.registry)


def _known(figure: Callable[[], int]) -> Callable[[], float]:
    """A figure that the database tells, NaN while it is gone: then all the others are wanted most."""

    def read() -> float:
        try:
            return float(figure())
        except Unavailable:
            return nan

    return read


class TimedEncoder:
    """An encoder that reports how long it takes."""

    def __init__(self, encoder: Encoder, metrics: Metrics) -> None:
        self._encoder = encoder
        self._metrics = metrics

    @property
    def identity(self) -> EncoderIdentity:
        """The identity of the encoder that does the work."""
        return self._encoder.identity

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Embed ``texts``: float32 of shape (len(texts), dimension), unit rows."""
        with self._metrics.encoding.time():
            return self._encoder.encode(texts)

    def encode_views(self, views: Sequence[Views]) -> FloatArray:
        """Embed wholes and leads: float32 of shape (len(views), 2, dimension), unit rows."""
        with self._metrics.encoding.time():
            return self._encoder.encode_views(views)
