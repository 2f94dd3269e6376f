"""One pass of the real path over a set: where every article went, why, and where it lies in the end."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from embeddings import Encoder
from service.cli.oneshot import received
from service.clustering.fusion import Calibration
from service.clustering.metrics import Scores, score
from service.desk import Desk
from service.model import Article, Decision, Story, Submission
from service.stores.memory import MemoryStore
from tests.benchmarks.datasets import LabelledSet

NOW = datetime(2026, 11, 23, tzinfo=UTC)
"""When everything arrives: later than any report of the sets."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Articles in the order in which they came, and what became of each, in the same order."""

    articles: Sequence[Article]
    decisions: Sequence[Decision]
    """As given on arrival; reconciling may have moved an article since."""
    stories: Sequence[str]
    storylines: Sequence[str]
    seconds: float
    """Wall clock, encoding included."""

    def labels(self, level: str) -> Sequence[str]:
        """Predicted labels at a level: ``story`` or ``storyline``."""
        return self.storylines if level == "storyline" else self.stories

    def scores(self, data: LabelledSet) -> Scores:
        """Agreement with the gold labels of the set that was taken, at the level that they are of."""
        return score(data.gold, self.labels(data.level))


def take(articles: Sequence[Article], encoder: Encoder, calibration: Calibration | None = None) -> Pass:
    """Send the articles to a fresh desk, in the order given."""
    store = MemoryStore()
    desk = Desk(store, encoder, calibration=calibration)
    started = time.perf_counter()
    results = list(received(desk, (Submission(article) for article in articles), NOW))
    seconds = time.perf_counter() - started
    stories = [_story(store, result.article.id) for result in results]
    return Pass(
        articles=articles,
        decisions=[result.decision for result in results],
        stories=[story.id for story in stories],
        storylines=[story.storyline_id for story in stories],
        seconds=seconds,
    )


def _story(store: MemoryStore, article_id: str) -> Story:
    filed = store.article(article_id)
    story = store.story(filed.story_id) if filed else None
    if story is None:
        raise KeyError(article_id)
    return story
