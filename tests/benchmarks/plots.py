"""Pictures for the report."""

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import ours
from tests.benchmarks.outcomes import Outcome
from tests.benchmarks.speed import Speed


def draw_quality(outcomes: Sequence[Outcome], path: Path) -> None:
    """B-cubed F1 of every system on every set: bars tuned on the set, dots with one setting for all."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - only the bench extra has it

    sets = list(dict.fromkeys(outcome.data for outcome in outcomes))
    systems = list(dict.fromkeys(outcome.system for outcome in outcomes))
    figure = Figure(figsize=(10, 2.6 * len(sets)), layout="constrained")
    for panel, name in zip(figure.subplots(len(sets), squeeze=False)[:, 0], sets, strict=True):
        shown = [o for o in outcomes if o.data == name and o.counts and o.order != "shuffled"]
        best = {o.system: o.scores.b_cubed.f1 for o in shown if o.tuning != "one setting for all"}
        shared = {o.system: o.scores.b_cubed.f1 for o in shown if o.tuning != "tuned on the set"}
        colours = ["tab:red" if system == ours.NAME else "tab:gray" for system in systems]
        panel.barh(systems, [best[system] for system in systems], color=colours)
        panel.plot([shared[system] for system in systems], systems, "k|", markersize=14)
        panel.invert_yaxis()
        panel.set(xlim=(0, 1), title=f"{name}: B³ F1 (bar: tuned on the set; mark: one setting for all)")
    figure.savefig(path, dpi=110)


def draw_growth(speed: Speed, path: Path) -> None:
    """Seconds against articles, encoding apart from everything else."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(7, 4), layout="constrained")
    panel = figure.subplots()
    articles = [0, *(note["articles"] for note in speed.group)]
    for key, label in (("encoding_seconds", "encoding"), ("other_seconds", "everything else")):
        panel.plot(articles, [0, *(note[key] for note in speed.group)], marker="o", label=label)
    panel.set(xlabel="articles", ylabel="seconds, cumulative", title="newsfold group on the volume set")
    panel.legend()
    figure.savefig(path, dpi=110)
