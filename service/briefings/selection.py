"""Which sentences make the summary: greedily those that add most, from several openings, the best whole kept.

Hard rules come first, whatever the weights say: a sentence that leans is taken only together with the one it follows,
and none that shares half its words with one taken already. Where the reports are brief, the summary is briefer still.
"""

from dataclasses import dataclass

import numpy as np

from service.briefings.concepts import Floats
from service.briefings.material import Material
from service.briefings.salience import BY_HAND, COVERED, MOST_SOURCES, Salience, Weights
from service.briefings.signals import SIGNALS

OPENINGS = 3
"""Sentences that a summary is tried to begin with."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    chosen: tuple[int, ...]
    worth: float


class _Draft:
    """A summary in the making."""

    def __init__(self, material: Material, weights: Weights) -> None:
        self._material = material
        self._extent = np.array([weights["under"], weights["over"]])
        self._source = weights["sources"]
        self._left = np.array([weights[name] for name in COVERED]) @ material.coverage
        own = material.signals @ np.array([weights[name] for name in SIGNALS])
        by_hand = material.by_hand @ np.array([weights[name] for name in BY_HAND])
        self._own: Floats = (own + by_hand) * material.lengths / material.goal
        self._open = np.ones(len(own), dtype=bool)
        self._ready = material.before == -1
        self._unquoted = np.ones(len(own), dtype=bool)
        self._sources = 0
        self.said = 0.0
        self.chosen: list[int] = []
        self.worth = 0.0

    def gains(self) -> Floats:
        """What each sentence would add, -inf where it may not be taken: float64 (sentences,)."""
        material = self._material
        credit = material.credit(self.said)
        gains = credit * (self._own + np.asarray(material.concepts @ self._left))
        now = material.extent(np.array([self.said]))
        gains += (material.extent(self.said + credit * material.lengths) - now) @ self._extent
        if self._sources < MOST_SOURCES:
            gains += self._source * self._unquoted
        return np.where(self._open & self._ready, gains, -np.inf)

    def take(self, index: int, gain: float) -> None:
        """Add a sentence: what it says weighs nothing from now on."""
        material = self._material
        self.chosen.append(index)
        self.worth += gain
        self.said += float(material.credit(self.said)[index] * material.lengths[index])
        self._left[material.concepts.indices[slice(*material.concepts.indptr[index : index + 2])]] = 0.0
        self._open &= ~material.alike[index]
        self._open[index] = False
        self._ready |= material.before == index
        self._sources += int(self._unquoted[index])
        self._unquoted &= material.origins != material.origins[index]


def choose(material: Material, salience: Salience) -> tuple[int, ...]:
    """Choose candidates by index, in the order of their choice; ties go to the earlier one."""
    weights = salience.weights(material.typical)
    first = _Draft(material, weights).gains()
    openings = [
        int(index) for index in np.argsort(-first, kind="stable")[:OPENINGS] if np.isfinite(first[index])
    ]
    outcomes = [_filled(material, weights, opening) for opening in openings]
    least = material.budget.least
    return max(
        outcomes, key=lambda one: (min(least, len(one.chosen)), one.worth), default=_Outcome((), 0.0)
    ).chosen


def _filled(material: Material, weights: Weights, opening: int) -> _Outcome:
    """Begin with ``opening`` and go on as long as a sentence adds anything and the budget holds out."""
    draft, budget = _Draft(material, weights), material.budget
    draft.take(opening, float(draft.gains()[opening]))
    while len(draft.chosen) < budget.sentences and draft.said < budget.words:
        gains = draft.gains()
        best = int(np.argmax(gains))
        if not np.isfinite(gains[best]) or (gains[best] <= 0 and len(draft.chosen) >= budget.least):
            break
        draft.take(best, float(gains[best]))
    return _Outcome(tuple(draft.chosen), draft.worth)
