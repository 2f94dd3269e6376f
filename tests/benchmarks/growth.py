"""What one more article costs in a large window: the grouping step alone, without model, texts or database.

One window is filled with invented reports. At each size a hundred more arrive, in batches and one by one, and are
decided on, placed, and looked at for parting and union, as at the desk; then they are taken back. Peers are given the
same vectors. A process of its own: its peak memory is its own.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from service.app.spare_memory import give_back
from service.clustering.evidence import Evidence
from service.clustering.grouping import near_stories
from service.clustering.likeness.surroundings import look_around
from service.clustering.originals import SHARING
from service.clustering.window import Window
from tests.benchmarks import turnover
from tests.benchmarks.growth_arrivals import BATCH, take_in
from tests.benchmarks.growth_peers import Peers
from tests.benchmarks.invented import DIMENSION, reports
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section

SIZES = (1_000, 5_000, 20_000, 50_000, 100_000, 200_000, 500_000)
ARRIVALS = 128
ALONE = 16
"""Arrivals that come one by one."""
SPAN = timedelta(days=14)
PICTURE = "window.png"
BATCHED = "CPU ms an article, by 64"

Floats = npt.NDArray[np.float64]


def run(out: Path, *, peers: bool, limit: int | None = None) -> Section:
    """Measure every size of window up to ``limit``, but the first two at least, and draw the curve."""
    sizes = [size for size in SIZES if limit is None or size <= max(limit, SIZES[1])]
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.growth",
        *map(str, sizes),
        *(["peers"] if peers else []),
    ]
    rows: list[Row] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    windows, costs = (np.array([row[key] for row in rows], float) for key in ("window", BATCHED))
    slope = float(np.polyfit(np.log(windows), np.log(costs), 1)[0])
    steps = [
        f"{np.log(after / before) / np.log(larger / smaller):.2f}"
        for (smaller, larger), (before, after) in zip(pairwise(windows), pairwise(costs), strict=True)
    ]
    _draw(rows, slope, out / PICTURE)
    caption = (
        f"Mean processor milliseconds of {ARRIVALS} arrivals in batches of {BATCH}, and of {ALONE} one by one, on "
        f"invented reports. Slope in log-log over all sizes: {slope:.2f}; from size to size: {', '.join(steps)} (1 "
        "would be linear). The search is exact: what grows is a look at rough copies of all rows. `KiB an article` is "
        "what the process grew by as it was filled, by article, the reports' own evidence included. Peers group "
        "the whole set at once, without an answer on the way; those that would "
        f"take more than a minute are left out. {turnover.CAPTION}"
    )
    tables = {"": rows, "As many go as come": turnover.run(limit)}
    return Section("Growth with the window", caption, tables, PICTURE)


def measure(sizes: Sequence[int], peers: Peers | None) -> list[Row]:
    """Time arrivals in a window of every size."""
    stream = reports(sizes[-1] + ARRIVALS, seed=0)
    window, rows = Window(DIMENSION, SPAN), list[Row]()
    arrivals = [evidence for evidence, _ in islice(stream, ARRIVALS)]
    grown = 0
    for size in sizes:
        # Whatever is placed enters the lists that are known, which takes a look at the whole window each time.
        window.vectors.neighbourhood.forget_all()
        give_back()
        started, before = time.process_time(), _resident_kib()
        for evidence, event in islice(stream, size - len(window)):
            window.place(evidence, event)
        filled = time.process_time() - started
        give_back()
        grown += _resident_kib() - before
        row: Row = {
            "window": size,
            BATCHED: _cost(arrivals, BATCH, window),
            "CPU ms, one by one": _cost(arrivals[:ALONE], 1, window),
            "filled in, s": round(filled, 1),
            "KiB an article": round(grown / size, 1),
        }
        rows.append(row | (peers.measure(_wholes(window)) if peers else {}))
        say(f"growth: {rows[-1]}")
    return rows


def _wholes(window: Window) -> npt.NDArray[np.float32]:
    return np.array(
        [one.vectors.whole for story_id in window.story_ids() for one in window.members(story_id)]
    )


def _cost(arrivals: Sequence[Evidence], batch: int, window: Window) -> float:
    """Processor milliseconds that an arrival takes; the window is as before."""
    seconds = 0.0
    with window.trial():
        for start in range(0, len(arrivals), batch):
            seconds += _arrive(arrivals[start : start + batch], window)
    return round(1_000 * seconds / len(arrivals), 2)


def _arrive(arrivals: Sequence[Evidence], window: Window) -> float:
    """Take a batch in; answers the processor seconds it took."""
    _settle(arrivals, window)
    started = time.process_time()
    take_in([(evidence, None) for evidence in arrivals], window)
    return time.process_time() - started


def _settle(arrivals: Sequence[Evidence], window: Window) -> None:
    """Have the neighbours looked up that will be asked for, and shingles sorted.

    In a running service each article left its neighbours there when it came, and one in many sets off a sorting.
    """
    window.vectors.expect([one.vectors for one in arrivals])
    asked: dict[str, None] = {}
    for evidence in arrivals:
        for story_id in near_stories(look_around(evidence, window).near, window):
            asked |= dict.fromkeys(member.article_id for member in window.members(story_id))
    window.vectors.know_neighbours(window.vectors.places(list(asked)))
    window.shingles.sharing(arrivals[0].codes, SHARING)


def _resident_kib() -> int:
    """Resident size of this process (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


def _draw(rows: Sequence[Row], slope: float, path: Path) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415 - only the bench extra has it

    figure = Figure(figsize=(7, 4), layout="constrained")
    panel = figure.subplots()
    for key in rows[0]:
        points = [(row["window"], row[key]) for row in rows if not isinstance(row[key], str)]
        if "ms" in key.replace(",", " ").split() and points:
            panel.loglog(*zip(*points, strict=True), marker="o", label=key)
    panel.set(
        xlabel="articles in the window",
        ylabel="ms an article",
        title=f"Grouping step without encoding, slope {slope:.2f}",
    )
    panel.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    measured = measure(asked, Peers() if "peers" in sys.argv else None)
    sys.stdout.write(json.dumps(measured) + "\n")
