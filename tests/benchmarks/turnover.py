"""What one more article costs in a window that as many articles leave as come to: the grouping step alone.

In a window that only fills, no list of neighbours ever loses anybody. In one that has run for longer than its span each
article that goes leaves gaps in the lists it stood in, and some of these have to be made anew.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import islice

import numpy as np

from service.app.warming import warm_up
from service.clustering.window import Window
from tests.benchmarks.growth_arrivals import BATCH, take_in
from tests.benchmarks.invented import DIMENSION, SPAN, reports
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say

SIZES = (20_000, 100_000)
LONGEST = 20_000
"""Articles that come and go at most: as many as the smaller window holds."""
BRIEF = 4_096
"""The same of a larger window, in which a whole turn would take many minutes."""
LAST = 5
"""What share of them, the last, is told of by itself: there most gaps have come."""
CAPTION = (
    "Where as many go as come, the window's span is shorter than the stream: it is filled, all lists of neighbours are "
    "looked up, and then one report leaves for each that comes and is decided on. `come` is how many did, `gone` how "
    f"many left: in up to {LONGEST:,} live a whole turn, so that nobody is left who was there at first; in more only "
    f"{BRIEF:,}, so that lists have fewer gaps there than in a service that has run for weeks. Reports are placed in "
    "the story of their event, whatever was decided. Mean processor milliseconds of all, and of the last "
    f"1/{LAST} of them."
)


def run(limit: int | None) -> list[Row]:
    """Measure the sizes of window up to ``limit``, or the limit itself where it is less, in a process of its own."""
    sizes = [size for size in SIZES if limit is None or size <= limit] or [limit or SIZES[0]]
    command = [sys.executable, "-m", "tests.benchmarks.turnover", *map(str, sizes)]
    rows: list[Row] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return rows


def measure(size: int) -> Row:
    """Let as many go as come in a window of this size, all of whose lists of neighbours are known."""
    turn = size if size <= LONGEST else BRIEF
    # Reports come evenly, so a span that holds the first ``size`` of them lets one go for each that comes after.
    stream = reports(size + turn, seed=0)
    window = Window(DIMENSION, SPAN * (size / (size + turn)))
    for evidence, event in islice(stream, size):
        window.advance(evidence.at)
        window.place(evidence, event)
    window.vectors.know_neighbours(np.arange(len(window)))
    seconds, before = list[float](), len(window)
    while batch := list(islice(stream, BATCH)):
        started = time.process_time()
        take_in(batch, window)
        seconds.append((time.process_time() - started) / len(batch))
    row: Row = {
        "window": before,
        "come": turn,
        "gone": before + turn - len(window),
        "CPU ms an article, by 64": round(1_000 * float(np.mean(seconds)), 2),
        f"of the last 1/{LAST}": round(1_000 * float(np.mean(seconds[-len(seconds) // LAST :])), 2),
    }
    say(f"turnover: {row}")
    return row


def _main(sizes: Sequence[int]) -> None:
    # Compiled code is loaded from disk in every process anew.
    warm_up()
    sys.stdout.write(json.dumps([measure(size) for size in sizes]) + "\n")


if __name__ == "__main__":
    _main([int(word) for word in sys.argv[1:]])
