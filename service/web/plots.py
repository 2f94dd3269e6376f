"""Plots as SVG, drawn here: how far probabilities can be believed, and how well a grouping agrees with labels.

Only places are worked out here, in the units of the drawing; the templates put them into elements, and the style sheet
gives them their colours, so that they follow the scheme of the page and print in ink.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from service.clustering.calibrating import Bin
from service.clustering.metrics import Scores

SIDE = 200.0
"""Of the square in which a reliability curve lies; its axes run from 0 to 1."""
LENGTH = 300.0
"""Of the axis of scores."""
ROW = 22.0
"""Height of one score."""
_SMALLEST, _LARGEST = 2.5, 8.0
"""Radii of points."""


@dataclass(frozen=True, slots=True)
class Point:
    """One bin of a reliability curve."""

    x: float
    y: float
    radius: float
    """Grows with the root of the cases, so that the area stands for them."""
    bin: Bin
    words: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A reliability diagram (DeGroot and Fienberg, 1983)."""

    points: tuple[Point, ...]
    path: str
    threshold: float
    """Where on the axis the probability lies from which reports join."""
    cases: int
    error: float
    """The mean distance of predicted and observed, weighted by cases (ECE; Naeini et al., 2015)."""
    words: str


@dataclass(frozen=True, slots=True)
class Score:
    """One row of a plot of scores."""

    name: str
    value: float
    x: float
    y: float
    before: float | None
    """The same of the run before; None where there is none."""
    before_x: float | None


def curve_of(bins: Sequence[Bin], join: float) -> Curve:
    """Lay out a reliability curve; ``join`` is the probability from which reports join."""
    most = max((one.cases for one in bins), default=1)
    points = tuple(_point(one, most) for one in bins)
    cases = sum(one.cases for one in bins)
    error = sum(one.cases * abs(one.predicted - one.observed) for one in bins) / max(1, cases)
    path = "M" + "L".join(f"{one.x:.1f} {one.y:.1f}" for one in points) if points else ""
    words = "; ".join(one.words for one in points)
    return Curve(points, path, round(SIDE * join, 1), cases, error, words)


def scores_of(scores: Scores, before: Scores | None) -> tuple[Score, ...]:
    """Lay out scores below one another, each with that of the run before."""
    now, then = _named(scores), _named(before) if before else {}
    return tuple(
        Score(
            name,
            value,
            _along(value),
            ROW * (place + 0.5),
            then.get(name),
            _along(then[name]) if name in then else None,
        )
        for place, (name, value) in enumerate(now.items())
    )


def _point(one: Bin, most: int) -> Point:
    radius = _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(one.cases / most)
    words = f"{one.predicted:.0%} said, {one.observed:.0%} right, of {one.cases:,}"
    return Point(
        round(SIDE * one.predicted, 1), round(SIDE * (1 - one.observed), 1), round(radius, 1), one, words
    )


def _along(value: float) -> float:
    """Where a score lies on its axis; those below 0, which ARI and AMI can be, at its start."""
    return round(LENGTH * min(1.0, max(0.0, value)), 1)


def _named(scores: Scores) -> dict[str, float]:
    return {
        "B-cubed precision": scores.b_cubed.precision,
        "B-cubed recall": scores.b_cubed.recall,
        "B-cubed F1": scores.b_cubed.f1,
        "pairwise precision": scores.pairwise.precision,
        "pairwise recall": scores.pairwise.recall,
        "pairwise F1": scores.pairwise.f1,
        "ARI": scores.ari,
        "AMI": scores.ami,
        "NMI": scores.nmi,
    }
