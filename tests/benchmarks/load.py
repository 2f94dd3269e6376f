"""One process that groups a large file as ``newsfold group`` does, vectors given, and says what processor time it cost.

Run as ``python -m tests.benchmarks.load FILE VECTORS [LIMIT]``: a process of its own, so that its peak memory is its
own. Vectors come from the file that other parts keep them in; those that are missing there are encoded first. Between
stretches of the stream some of its articles are encoded anew, so that both costs are of the same minutes.
"""

import itertools
import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from embeddings import Encoder
from service.cli.garbage_collection import freeze_garbage_collector
from service.cli.oneshot import OneShotDesk
from service.clustering.evidence import embed
from service.formats.reading import read_file
from service.model import Submission
from tests.benchmarks.encoders import TimedEncoder, shipped
from tests.benchmarks.progress import say
from tests.benchmarks.steps import Steps
from tests.benchmarks.vectors import RememberingEncoder

STOPS = (1_000, 2_000, 5_000, 10_000, 20_000)
STRETCH = 500
SAMPLED = 8
"""Articles of each stretch that are encoded anew."""


def group(path: Path, vectors: Path, limit: int | None = None) -> dict[str, Any]:
    """Cost after each of :data:`STOPS` articles and at the end, and where the time goes."""
    now = datetime.now(UTC)
    items = (item for item in read_file(path, now) if isinstance(item, Submission))
    submissions = list(itertools.islice(items, limit))
    remembering = RememberingEncoder(shipped, vectors)
    _remember(submissions, remembering, now)
    # Another one than that of the vectors: it has seen none of these texts, and cannot remember them.
    run = _Run(shipped(), remembering, now)
    freeze_garbage_collector()
    notes = []
    for stop in (*[stop for stop in STOPS if stop < len(submissions)], len(submissions)):
        for stretch in _stretches(submissions[run.done : stop]):
            run.take(stretch)
        notes.append(run.note())
        say(f"load: {notes[-1]}")
    return {"notes": notes, "steps": run.steps.rows(notes[-1]["grouping_ms"])}


class _Run:
    """What it has cost so far."""

    def __init__(self, model: Encoder, remembering: RememberingEncoder, now: datetime) -> None:
        self._model, self._now = model, now
        self._given = TimedEncoder(remembering)
        self._work = OneShotDesk(self._given)
        self.steps = Steps()
        self.done = self._sampled = 0
        self._grouping = self._encoding = 0.0

    def take(self, stretch: Sequence[Submission]) -> None:
        """Group a stretch, and encode a sample of it."""
        started, given = time.process_time(), self._given.seconds
        with self.steps.watched():
            self._work.fold(stretch, self._now)
        self._grouping += time.process_time() - started - (self._given.seconds - given)
        self.done += len(stretch)
        sample = [submission.article for submission in stretch[:: max(1, len(stretch) // SAMPLED)]]
        started = time.process_time()
        embed(sample, self._model)
        self._encoding += time.process_time() - started
        self._sampled += len(sample)

    def note(self) -> dict[str, float]:
        """Figures of all that was taken so far."""
        grouping = 1_000 * self._grouping / self.done
        encoding = 1_000 * self._encoding / self._sampled
        return {
            "articles": self.done,
            "grouping_ms": round(grouping, 3),
            "grouped_a_second": round(1_000 / grouping),
            "encoding_ms": round(encoding, 2),
            "share_of_encoding": round(grouping / encoding, 3),
            "encoding_seconds": round(encoding * self.done / 1_000, 1),
            "other_seconds": round(self._grouping, 1),
            "peak_memory_mib": round(_peak_bytes() / 2**20),
        }


def _remember(submissions: Sequence[Submission], encoder: RememberingEncoder, now: datetime) -> None:
    """Have all vectors at hand before anything is measured; what has been encoded is kept on the way.

    The articles are grouped for that: what of a text is encoded depends on the others.
    """
    work, count = OneShotDesk(encoder), 0
    for stretch in _stretches(submissions):
        work.fold(stretch, now)
        encoder.save()
        count += len(stretch)
        say(f"load: vectors of {count} articles at hand")


def _stretches(submissions: Sequence[Submission]) -> Iterator[Sequence[Submission]]:
    return (submissions[start : start + STRETCH] for start in range(0, len(submissions), STRETCH))


def _peak_bytes() -> int:
    """Largest resident size of this process so far (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sizes = [int(text) for text in sys.argv[3:4]]
    sys.stdout.write(json.dumps(group(Path(sys.argv[1]), Path(sys.argv[2]), *sizes)) + "\n")
