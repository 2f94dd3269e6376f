"""The table of grouping in docs/measurements.md: B-cubed F1 by set, beside the best and the best known of the peers."""

from collections.abc import Callable, Sequence
from statistics import mean

from tests.benchmarks import ours
from tests.benchmarks.outcomes import Outcome

TUNED, SHARED = "tuned on the set", "one setting for all"
NAMED = {
    "TF-IDF average linkage": "TF-IDF average linkage",
    "average linkage, MiniLM": "average linkage on MiniLM",
    "community_detection": "community_detection",
}
"""Peers with a column of their own, by name."""
Cell = tuple[float, str]
"""F1, and what is written beside it."""


def block(outcomes: Sequence[Outcome]) -> str:
    """Lay the table out in Markdown; the best of each row in bold. Empty where peers were not measured."""
    counted = [outcome for outcome in outcomes if outcome.counts]
    sets = list(dict.fromkeys(outcome.data for outcome in counted))
    if not any(outcome.tuning == TUNED for outcome in counted):
        return ""
    by_set = [(_about(counted, name), _cells([o for o in counted if o.data == name], TUNED)) for name in sets]
    rows = [*by_set, ("mean, tuned per set", _means([cells for _, cells in by_set]))]
    rows.append(("mean, one setting for all", _shared(counted, sets)))
    heads = ["set", "newsfold, in order of arrival", "best peer, tuned on that very set"]
    heads += [f"{shown}, tuned" for shown in NAMED.values()]
    lines = [heads, ["---"] * len(heads), *([name, *_shown(cells)] for name, cells in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _about(outcomes: Sequence[Outcome], name: str) -> str:
    first = next(outcome for outcome in outcomes if outcome.data == name)
    scores, level = first.scores, "" if first.level == "story" else f", {first.level} level"
    return f"{name} ({scores.articles} reports, {scores.gold_stories} stories{level})"


def _cells(outcomes: Sequence[Outcome], tuning: str) -> list[Cell]:
    """Of one set: ours, the best peer, and each of the named ones."""
    own = next(o for o in outcomes if o.system == ours.NAME and o.order == "arrival")
    peers = {o.system: o.scores.b_cubed.f1 for o in outcomes if o.tuning == tuning}
    best = max(peers, key=lambda name: peers[name])
    return [(own.scores.b_cubed.f1, ""), (peers[best], best), *((peers[name], "") for name in NAMED)]


def _means(rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    return [(mean(f1 for f1, _ in column), "") for column in zip(*rows, strict=True)]


def _shared(outcomes: Sequence[Outcome], sets: Sequence[str]) -> list[Cell]:
    """Means with one setting for all sets: the best peer is the one that is best with one setting."""

    def average(chosen: Callable[[Outcome], bool]) -> float:
        return mean(o.scores.b_cubed.f1 for o in outcomes if o.data in sets and chosen(o))

    peers = {
        name: average(lambda o, name=name: o.system == name and o.tuning == SHARED)  # type: ignore[misc]
        for name in dict.fromkeys(o.system for o in outcomes if o.tuning == SHARED)
    }
    best = max(peers, key=lambda name: peers[name])
    own = average(lambda o: o.system == ours.NAME and o.order == "arrival")
    return [(own, ""), (peers[best], best), *((peers[name], "") for name in NAMED)]


def _shown(cells: Sequence[Cell]) -> list[str]:
    most = max(round(f1, 3) for f1, _ in cells)
    return [_figure(f1, note, best=round(f1, 3) == most) for f1, note in cells]


def _figure(f1: float, note: str, *, best: bool) -> str:
    figure = f"{f1:.3f}".removeprefix("0")
    return " ".join(filter(None, (f"**{figure}**" if best else figure, note)))
