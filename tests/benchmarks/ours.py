"""The shipped configuration, one article after another, as ``newsfold group`` runs it."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from service.cli.oneshot import OneShotDesk, labels
from service.clustering.metrics import score
from service.model import Submission
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.outcomes import Outcome
from tests.benchmarks.vectors import RememberingEncoder

NAME = "newsfold"
LEVELS = ("story", "storyline")


def measure(data: LabelledSet, encoder: RememberingEncoder, *, order: str) -> Iterator[Outcome]:
    """Scores at both levels, of one pass in the order that the set has; the seconds are those of grouping alone."""
    submissions, now = [Submission(article) for article in data.articles], datetime.now(UTC)
    # What of a text is encoded depends on the others, so the vectors are had by grouping.
    OneShotDesk(encoder).fold(submissions, now)
    started = time.perf_counter()
    work = OneShotDesk(encoder)
    work.fold(submissions, now)
    placements = list(work.placements())
    seconds = time.perf_counter() - started
    ids = [article.id for article in data.articles]
    for level in LEVELS:
        yield Outcome(
            data=data.name,
            system=NAME,
            level=level,
            counts=level == data.level,
            tuning="one configuration for all",
            setting="shipped",
            order=order,
            seconds=seconds,
            scores=score(data.gold, labels(placements, ids, level)),
        )
