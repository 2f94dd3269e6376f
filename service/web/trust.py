"""How far the grouping can be trusted: the calibration in use, and what evaluations have brought."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.clustering.calibrating import Bin
from service.clustering.fusion import Calibration, LearntFrom
from service.formats.calibration_json import SHIPPED
from service.formats.evaluation_json import Evaluation, Kept, evaluation_json, kept_evaluations
from service.front.front import Front
from service.web.plots import Curve, Score, curve_of, scores_of

MOST_RUNS = 12
"""Earlier runs in the table."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A set that the calibration was fitted on, and how a fit without it fared there."""

    learnt: LearntFrom
    curve: Curve | None


@dataclass(frozen=True, slots=True)
class Trust:
    """What the health page shows of it."""

    calibration: Calibration
    shipped: bool
    name: str
    """Of the file, where it is not the shipped one."""
    sets: tuple[Learnt, ...]
    kept: Kept
    asked: bool
    """Whether results are kept at all."""
    last: Evaluation | None
    scores: tuple[Score, ...]
    before: Evaluation | None
    """The run before on the same set and level."""
    curve: Curve | None
    """Reliability of the calibration on the set last evaluated."""


def trust_in(calibration: Calibration, front: Front) -> Trust:
    """Gather it; the file of evaluations is read anew each time, so that the last run is there at once."""
    kept = kept_evaluations(Path(front.evaluations) if front.evaluations else None)
    last = kept.newest_first[0] if kept.newest_first else None
    before = _before(last, kept) if last else None
    return Trust(
        calibration=calibration,
        shipped=front.calibration == SHIPPED,
        name=Path(front.calibration).name,
        sets=tuple(_learnt(one, calibration.join) for one in calibration.sets),
        kept=kept,
        asked=bool(front.evaluations),
        last=last,
        scores=scores_of(last.scores, before.scores if before else None) if last else (),
        before=before,
        curve=curve_of(last.reliability, calibration.join) if last and last.reliability else None,
    )


def trust_json(trust: Trust) -> dict[str, Any]:
    """Write the same for programs."""
    calibration = trust.calibration
    return {
        "calibration": {
            "name": SHIPPED if trust.shipped else trust.name,
            "model": calibration.model,
            "provenance": calibration.provenance,
            "join": calibration.join,
            "part": calibration.part,
            "sets": [
                {
                    "name": one.learnt.name,
                    "articles": one.learnt.articles,
                    "stories": one.learnt.stories,
                    "f1_without": one.learnt.f1_without,
                    "f1_before": one.learnt.f1_before,
                    "reliability": [list(point) for point in one.learnt.reliability],
                }
                for one in trust.sets
            ],
        },
        "evaluations": [evaluation_json(one) for one in trust.kept.newest_first[: MOST_RUNS + 1]],
        "evaluations_trouble": trust.kept.trouble or None,
    }


def _learnt(one: LearntFrom, join: float) -> Learnt:
    bins = [Bin(*point) for point in one.reliability]
    return Learnt(one, curve_of(bins, join) if bins else None)


def _before(last: Evaluation, kept: Kept) -> Evaluation | None:
    same = (one for one in kept.newest_first[1:] if (one.sha256, one.level) == (last.sha256, last.level))
    return next(same, None)
