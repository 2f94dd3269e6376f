"""What one more article costs in a large window: the grouping step alone, without model, texts or database.

Windows are filled in one go with invented reports; then a hundred more arrive in batches, and are decided on, placed,
and looked at for parting and union, as at the desk. A process of its own: its peak memory is its own.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from service.clustering.evidence import Evidence
from service.clustering.grouping import SHARING, Arrival, decide, near_stories
from service.clustering.reconcile import find_parting, find_union
from service.clustering.surroundings import look_around
from service.clustering.window import Window
from tests.benchmarks.invented import DIMENSION, reports
from tests.benchmarks.outcomes import Row
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section

SIZES = (1_000, 5_000, 20_000, 50_000, 100_000, 200_000)
ARRIVALS, BATCH = 128, 64
SPAN = timedelta(days=14)
PARTED = 3
"""Stories looked at for parting: its own and the nearest two, as at the desk."""
PICTURE = "window.png"

Floats = npt.NDArray[np.float64]


def run(out: Path) -> Section:
    """Measure every size of window, and draw the curve."""
    command = [sys.executable, "-m", "tests.benchmarks.growth"]
    rows: list[Row] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    sizes, costs = (np.array([row[key] for row in rows], float) for key in ("window", "CPU ms an article"))
    slope = float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])
    steps = [
        f"{np.log(after / before) / np.log(larger / smaller):.2f}"
        for (smaller, larger), (before, after) in zip(pairwise(sizes), pairwise(costs), strict=True)
    ]
    _draw(sizes, costs, slope, out / PICTURE)
    caption = (
        f"Mean processor milliseconds of {ARRIVALS} arrivals in batches of {BATCH}, on invented reports. Slope in "
        f"log-log over all sizes: {slope:.2f}; from size to size: {', '.join(steps)} (1 would be linear). The search "
        "is exact: what grows is one matrix product over the window. `memory` is the process at that size, the reports "
        "included."
    )
    return Section("Growth with the window", caption, {"": rows}, PICTURE)


def measure() -> list[Row]:
    """Time arrivals in a window of every size."""
    stream = reports(SIZES[-1] + ARRIVALS, seed=0)
    held, rows = list[tuple[Evidence, str]](), list[Row]()
    arrivals = [evidence for evidence, _ in islice(stream, ARRIVALS)]
    for size in SIZES:
        held += islice(stream, size - len(held))
        started = time.perf_counter()
        window = Window(DIMENSION, SPAN)
        for evidence, event in held:
            window.place(evidence, event)
        filled = time.perf_counter() - started
        seconds = sum(_arrive(arrivals[start : start + BATCH], window) for start in range(0, ARRIVALS, BATCH))
        rows.append(
            {
                "window": size,
                "CPU ms an article": round(1_000 * seconds / ARRIVALS, 2),
                "filling, s": round(filled, 1),
                "memory, MiB": _resident_mib(),
            }
        )
        say(f"growth: {rows[-1]}")
    return rows


def _arrive(arrivals: Sequence[Evidence], window: Window) -> float:
    """Take a batch in; answers the processor seconds it took."""
    _settle(arrivals, window)
    started = time.process_time()
    window.vectors.expect([one.vectors for one in arrivals])
    for evidence in arrivals:
        around = look_around(evidence, window)
        near = near_stories(around.near, window)
        decision = decide(Arrival(evidence, f"story-{evidence.article_id}"), around, window)
        window.place(replace(evidence, origin_id=decision.origin_id), decision.story_id)
        for story_id in list(dict.fromkeys((decision.story_id, *near)))[:PARTED]:
            find_parting(story_id, around, window)
        find_union(around, window)
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
    window.vectors.neighbours_of(list(asked))
    window.shingles.sharing(arrivals[0].codes, SHARING)


def _resident_mib() -> int:
    """Resident size of this process (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def _draw(sizes: Floats, costs: Floats, slope: float, path: Path) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415 - only the bench extra has it

    figure = Figure(figsize=(7, 4), layout="constrained")
    panel = figure.subplots()
    panel.loglog(sizes, costs, marker="o", label=f"measured, slope {slope:.2f}")
    panel.loglog(sizes, costs[0] * sizes / sizes[0], linestyle=":", label="linear in the window")
    panel.set(
        xlabel="articles in the window", ylabel="CPU ms an article", title="Grouping step without encoding"
    )
    panel.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
