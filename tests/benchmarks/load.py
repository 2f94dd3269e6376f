"""One process that groups a large file as ``newsfold group`` does and says what it cost.

Run as ``python -m tests.benchmarks.load FILE``: a process of its own, so that its peak memory is its own. One
pass is enough for the growth in N: cost is cumulative, and is noted on the way.
"""

import itertools
import json
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from service.cli.oneshot import OneShotDesk
from service.formats.reading import read_file
from service.model import Submission
from tests.benchmarks.encoders import TimedEncoder, shipped
from tests.benchmarks.progress import say

STOPS = (1_000, 2_000, 5_000, 10_000, 20_000)


def group(path: Path, limit: int | None = None) -> list[dict[str, float]]:
    """Cost so far after each of :data:`STOPS` articles and at the end."""
    now = datetime.now(UTC)
    encoder = TimedEncoder(shipped())
    work = OneShotDesk(encoder)
    notes: list[dict[str, float]] = []
    items = (item for item in read_file(path, now) if isinstance(item, Submission))
    submissions = itertools.islice(items, limit)
    started, done = time.perf_counter(), 0
    for stop in (*STOPS, None):
        chunk = list(itertools.islice(submissions, None if stop is None else stop - done))
        if not chunk:
            break
        work.fold(chunk, now)
        done += len(chunk)
        total = time.perf_counter() - started
        notes.append(
            {
                "articles": done,
                "encoding_seconds": round(encoder.seconds, 2),
                "other_seconds": round(total - encoder.seconds, 2),
                "peak_memory_mib": round(_peak_bytes() / 2**20),
            }
        )
        say(f"load: {notes[-1]}")
    return notes


def _peak_bytes() -> int:
    """Largest resident size of this process so far (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sizes = [int(text) for text in sys.argv[2:3]]
    sys.stdout.write(json.dumps(group(Path(sys.argv[1]), *sizes)) + "\n")
