"""What each feature and each step is worth: taken away one at a time, with the decision cut chosen again.

Taking something away moves the probabilities, and a cut that was right is right no more. So for every variant, the
shipped configuration included, the bias is shifted over one grid and the shift with the highest mean B-cubed F1 counts.
The search walks from the middle of the grid as long as the mean gets better.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from statistics import mean

from embeddings import load_encoder
from service.clustering.fusion import shipped_calibration
from tests.benchmarks.datasets import LabelledSet
from tests.benchmarks.outcomes import Row
from tests.benchmarks.passes import take
from tests.benchmarks.progress import say
from tests.benchmarks.sections import Section
from tests.benchmarks.variants import SHIPPED, VARIANTS, calibration
from tests.benchmarks.vectors import RememberingEncoder

STEP, REACH = 0.4, 4
"""Log-odds between points of the grid, and points on either side of the shipped cut."""
CLOSE = 0.1
"""Probability from which on a decision counts as one that features had a say in."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A variant at its best cut."""

    variant: str
    shift: float
    f1: Mapping[str, float]
    """B-cubed F1 by set."""


def run(sets: Sequence[LabelledSet], cache: Path) -> Section:
    """Measure every variant on the sets whose gold labels are of single events."""
    sets = [data for data in sets if data.level == "story"]
    if not sets:
        return Section("Ablation", "No set with labels of story level was given.")
    say(f"ablation: {len(VARIANTS)} variants on {', '.join(data.name for data in sets)}")
    typical = _typical(sets, cache)
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("spawn")) as pool:
        best = partial(_best, sets=sets, cache=cache, typical=typical)
        tried = list(pool.map(best, [variant.name for variant in VARIANTS]))
    caption = (
        "B³ F1 in arrival order, one variant a line; `±` is the difference to the shipped configuration. A feature "
        "that is taken away says of every pair what it says on the mean. The cut of every variant, the shipped one "
        f"included, is the best on the mean of these sets out of one grid of {2 * REACH + 1} shifts in steps of {STEP} "
        "log-odds. The sets are those that the weights were chosen on, and no weight is fitted again: it is what the "
        "shipped system would lose, not what could be had without."
    )
    return Section("Ablation", caption, {"": _rows(tried)})


def _rows(tried: Sequence[Tried]) -> list[Row]:
    [shipped] = [one for one in tried if one.variant == SHIPPED.name]
    rows = []
    for one in tried:
        row: Row = {"variant": one.variant, "shift": f"{one.shift:+.1f}"}
        for name, f1 in [*one.f1.items(), ("mean", mean(one.f1.values()))]:
            before = shipped.f1.get(name, mean(shipped.f1.values()))
            row |= {name: f1, f"± {name}": f"{f1 - before:+.3f}"}
        rows.append(row)
    return rows


def _best(name: str, *, sets: Sequence[LabelledSet], cache: Path, typical: Mapping[str, float]) -> Tried:
    """Walk up and down the grid from the shipped cut as long as it gets better.

    By name, for what a variant changes cannot be sent to another process.
    """
    [variant] = [one for one in VARIANTS if one.name == name]

    def at(place: int) -> Tried:
        shift = round(place * STEP, 3)
        weights = calibration(shipped_calibration(), variant, typical, shift)
        f1 = {}
        for data in sets:
            with variant.change():
                f1[data.name] = (
                    take(data.articles, _encoder(data.name, cache), weights).scores(data).b_cubed.f1
                )
        return Tried(name, shift, f1)

    best = at(0)
    for direction in (1, -1):
        for distance in range(1, REACH + 1):
            tried = at(direction * distance)
            if mean(tried.f1.values()) <= mean(best.f1.values()):
                break
            best = tried
    say(f"ablation: {name}: {mean(best.f1.values()):.4f} at {best.shift:+.1f}")
    return best


def _typical(sets: Sequence[LabelledSet], cache: Path) -> dict[str, float]:
    """Mean of each feature over the decisions of the shipped configuration that were no foregone conclusion."""
    close = [
        decision.receipt.features
        for data in sets
        for decision in take(data.articles, _encoder(data.name, cache)).decisions
        if set(decision.receipt.features) == set(shipped_calibration().same_story.weights)
        and CLOSE < decision.probability < 1 - CLOSE
    ]
    return {name: mean(features[name] for features in close) for name in close[0]}


@lru_cache
def _encoder(name: str, cache: Path) -> RememberingEncoder:
    """One for each process: to load a model takes longer than a pass."""
    return RememberingEncoder(load_encoder, cache / f"{name}.npz")
