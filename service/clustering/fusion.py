"""From named pair features to one calibrated probability of "same story": a logistic model, shipped as a file.

``fusion.json`` holds weights, bias and provenance; the sum of the contributions and the bias is the log-odds.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

import numpy as np

from service.model import FloatArray


@dataclass(frozen=True, slots=True)
class Fusion:
    """Weights of a logistic model over named features."""

    weights: Mapping[str, float]
    bias: float

    def log_odds(self, features: FloatArray) -> FloatArray:
        """Log-odds of rows of shape (n, features), columns in the order of ``weights``; shape (n,)."""
        weights = np.fromiter(self.weights.values(), dtype=np.float32, count=len(self.weights))
        return (features @ weights + np.float32(self.bias)).astype(np.float32)

    def contributions(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the log-odds."""
        return {name: weight * features[name] for name, weight in self.weights.items()}


def probability(log_odds: float) -> float:
    """The logistic function, safe for large arguments."""
    if log_odds >= 0:
        return 1.0 / (1.0 + exp(-log_odds))
    return exp(log_odds) / (1.0 + exp(log_odds))


@cache
def shipped_fusion() -> Fusion:
    """The fusion that comes with the package."""
    loaded = json.loads(resources.files(__package__).joinpath("fusion.json").read_text(encoding="utf-8"))
    return Fusion(weights=loaded["weights"], bias=loaded["bias"])
