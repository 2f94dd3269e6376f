"""What ``newsfold calibrate`` prints: figures of news that each fit had not seen, then the weights."""

import json
import sys
from collections.abc import Iterator, Sequence

from service.cli import terminal
from service.cli.calibrate.calibrating import Judged, Outcome
from service.clustering.fusion import Calibration


def show(outcome: Outcome, before: Calibration) -> None:
    """Print tables where a person looks, one JSON object otherwise."""
    if sys.stdout.isatty():
        _tables(outcome, before)
    else:
        terminal.write([json.dumps(as_row(outcome), ensure_ascii=False)])


def as_row(outcome: Outcome) -> dict[str, object]:
    """The outcome as one JSON object."""
    calibration = outcome.calibration
    return {
        "sets": [
            {
                "name": judged.learnt.name,
                "articles": judged.learnt.articles,
                "stories": judged.learnt.stories,
                "cases": judged.learnt.cases,
                "f1_without": judged.learnt.f1_without,
                "f1_before": judged.learnt.f1_before,
                "reliability": [
                    [round(one.predicted, 4), round(one.observed, 4), one.cases] for one in judged.curve
                ],
            }
            for judged in outcome.judged
        ],
        "weights": dict(calibration.same_story.weights),
        "bias": calibration.same_story.bias,
        "join": calibration.join,
        "part": calibration.part,
    }


def _tables(outcome: Outcome, before: Calibration) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    scores = Table("set", "articles", "stories", "fitted without it", "in use before", title="B-cubed F1")
    for judged in outcome.judged:
        one = judged.learnt
        scores.add_row(
            one.name, f"{one.articles}", f"{one.stories}", f"{one.f1_without:.3f}", f"{one.f1_before:.3f}"
        )
    console.print(scores)
    curves = Table("set", "predicted", "observed", "cases", title="Reliability of the fits without the set")
    for row in _curves(outcome.judged):
        curves.add_row(*row)
    console.print(curves)
    weights = Table("", "fitted", "before", title="Weights")
    for name, weight in outcome.calibration.same_story.weights.items():
        weights.add_row(name, f"{weight:.2f}", f"{before.same_story.weights.get(name, 0.0):.2f}")
    weights.add_row("bias", f"{outcome.calibration.same_story.bias:.2f}", f"{before.same_story.bias:.2f}")
    weights.add_row("join at", f"{outcome.calibration.join:.2f}", f"{before.join:.2f}")
    console.print(weights)


def _curves(judged: Sequence[Judged]) -> Iterator[tuple[str, str, str, str]]:
    for one in judged:
        for place, point in enumerate(one.curve):
            name = "" if place else one.learnt.name
            yield name, f"{point.predicted:.2f}", f"{point.observed:.2f}", f"{point.cases}"
