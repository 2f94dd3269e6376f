"""From named features to one calibrated probability: logistic models, shipped as a small file that people can read.

``calibration.json`` holds the weights and bias of each model, ``docs/calibration.md`` says where they come from; the
sum of the contributions and the bias is the log-odds.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fusion:
    """Weights of a logistic model over named features."""

    weights: Mapping[str, float]
    bias: float

    def log_odds(self, features: Floats) -> Floats:
        """Log-odds of features of shape (..., features), last axis in the order of ``weights``; shape (...)."""
        weights = np.fromiter(self.weights.values(), dtype=np.float64, count=len(self.weights))
        log_odds: Floats = features @ weights + self.bias
        return log_odds

    def probabilities(self, features: Floats) -> Floats:
        """As :meth:`log_odds`, in [0, 1]."""
        chances: Floats = 1.0 / (1.0 + np.exp(-self.log_odds(features)))
        return chances

    def contributions(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the log-odds, to four places."""
        return {name: round(self.weights[name] * value, 4) for name, value in features.items()}


def probability(log_odds: float) -> float:
    """The logistic function, safe for large arguments."""
    if log_odds >= 0:
        return 1.0 / (1.0 + exp(-log_odds))
    return exp(log_odds) / (1.0 + exp(log_odds))


SAME_SUBJECT = Fusion(
    weights={"whole": 10.0, "words": 10.0, "brevity": 2.6, "smaller": -0.3, "larger": 0.3}, bias=-6.3
)
"""What serves for storylines where a calibration says nothing of them."""


OF_OTHER_MODELS = {"static": "calibration-static.json"}
"""Files of calibrations that come with the package, for models that are not the default one."""


LATER_FEATURES = (
    "deeper",
    "smaller",
    "larger",
    "great",
    "weekdays",
    "serial",
    "form",
    "wording",
    "singles",
    "brief_meaning",
    "brief_crowd",
)
LATER_SUBJECT_FEATURES = ("smaller", "larger")
"""Features that a calibration kept from an earlier version does not name; there they weigh nothing, as they did."""


@dataclass(frozen=True, slots=True)
class LearntFrom:
    """A labelled set that a calibration was fitted on."""

    name: str
    sha256: str
    """Of the file, lower-case hex."""
    articles: int
    stories: int
    cases: int
    """Questions that its articles put to the fusion."""
    f1_without: float
    """B-cubed F1 of the same fit without this set: what to expect of news it has not seen."""
    f1_before: float
    """B-cubed F1 of the calibration that was in use before."""
    reliability: tuple[tuple[float, float, int], ...] = ()
    """Of the same fit without this set: probability, share that was one event, cases, in ascending bins. Empty in
    calibrations from before it was kept."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was learnt from labelled news for one embedding model."""

    model: str
    same_story: Fusion
    """Over :data:`service.clustering.likeness.verdicts.COMPARED`: two groups of articles tell of one event."""
    provenance: str = ""
    join: float = 0.3
    """Least probability to join a story, and for two stories to be merged. A wrong join is undone when the story has
    grown enough to show that it holds two events; a story told twice is what editors complain of. So when in doubt,
    an article joins."""
    part: float = 0.27
    """Probability that its parts are one event below which a story is parted. A little less than it takes to join,
    lest an article on the edge go to and fro."""
    same_subject: Fusion = SAME_SUBJECT
    """Over :data:`service.clustering.sides.subjects.SUBJECT_FEATURES`: two groups of stories are on one subject."""
    digest: str = ""
    """SHA-256 of the model's weights, lower-case hex; empty: any weights of that name."""
    sets: tuple[LearntFrom, ...] = ()


def parse_calibration(text: str) -> Calibration:
    """Read the JSON form. Raises AttributeError, KeyError, TypeError or ValueError where it is not one."""
    loaded = json.loads(text)
    return Calibration(
        model=str(loaded["model"]),
        digest=str(loaded["digest"]),
        same_story=_fusion(loaded["same_story"], later=LATER_FEATURES),
        provenance=str(loaded["provenance"]),
        join=_share(loaded["join"]),
        part=_share(loaded["part"]),
        same_subject=_fusion(loaded["same_subject"], later=LATER_SUBJECT_FEATURES)
        if "same_subject" in loaded
        else SAME_SUBJECT,
        sets=tuple(_learnt(row) for row in loaded["sets"]),
    )


def _fusion(loaded: Mapping[str, Any], later: tuple[str, ...] = ()) -> Fusion:
    weights = {str(name): float(weight) for name, weight in loaded["weights"].items()}
    weights |= {name: 0.0 for name in later if name not in weights}
    fusion = Fusion(weights, float(loaded["bias"]))
    if not np.isfinite([*weights.values(), fusion.bias]).all():
        raise ValueError("a weight is not a finite number")
    return fusion


def _learnt(loaded: Mapping[str, Any]) -> LearntFrom:
    curve = tuple((float(p), float(observed), int(n)) for p, observed, n in loaded.get("reliability", ()))
    return LearntFrom(**{**loaded, "reliability": curve})


def _share(loaded: object) -> float:
    if not isinstance(loaded, float) or not 0 < loaded < 1:
        raise ValueError(f"a threshold is {loaded!r}, not between 0 and 1")
    return loaded


@cache
def shipped_calibration(model: str = "") -> Calibration:
    """The calibration that comes with the package for the model of this name; the default model's for all others."""
    name = OF_OTHER_MODELS.get(model, "calibration.json")
    return parse_calibration(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
