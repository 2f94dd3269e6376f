"""Weights from cases: a logistic fusion that trusts every labelled set alike, and means its probabilities.

1. *What tells one event from its look-alikes.* A logistic regression in which every set, and in it the cases that are
   one event and those that are not, weigh the same: however many look-alikes a set has, the weights go by what sets
   them apart.
2. *What was known before.* The fusion in use has a say as if it had judged :data:`PRIOR_CASES` further matches, each
   with its own probability: a catalytic prior (Huang, Stein, Rubin and Kou, 2020). So fifty labelled reports refine
   the weights, and thousands replace them.
4. *What it comes to.* Slope and bias are then set by how often it really is one event (Platt, 1999), each set
   weighing the same.

No likeness may count against a match, and no crowd for it: a feature whose weight comes out with the wrong sign is
left out. One that never varies in the cases, such as the days between undated reports, keeps the weight it had, and so
does one that is :data:`GIVEN`.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import log

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from service.clustering.calibrating import Cases
from service.clustering.fusion import Calibration, Fusion
from service.clustering.likeness.singles import SINGLES
from service.clustering.likeness.verdicts import COMPARED, GREATNESS
from service.clustering.sides.crowds import DEEPER
from service.clustering.sides.serials import SERIAL

PRIOR_CASES = 300
"""Matches that the calibration in use counts for."""
FOR_A_MATCH = frozenset(
    {"whole", "lead", "words", "names", DEEPER, "larger", GREATNESS, "weekdays", "brief_meaning"}
)
"""Features that may not count against a match; the others may not count for it."""
GIVEN = {SINGLES: -1.0, DEEPER: 3.85, GREATNESS: 0.85, SERIAL: -5.0}
"""Weights that are not learnt. That of ``singles`` is what a shift of the prior comes to: in a labelled set the feature
falls as stories fill up, and a fit would learn how that set is laid out. Two are of stories that many tell. Labelled
sets hold too few of these to learn from, and what ``crowd`` and ``larger`` come to there is no measure of them:
politics chained by it. Nor do they hold what a publisher prints day after day."""
_IS_GIVEN = np.isin(COMPARED, list(GIVEN))
LEAST_SPREAD = 0.01
"""Standard deviation below which a feature has nothing to teach."""
_WEAK_RIDGE = 1_000.0
_STEPS = 5_000
_TRACE = 1e-4

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


def fit(sets: Sequence[Cases], prior: Calibration | None) -> Fusion:
    """Weights and bias from the cases of one or more sets, none of them empty or all of one kind.

    Parameters
    ----------
    prior
        The calibration in use; None where it must not have a say: it was fitted for another model, or on these sets.
    """
    features = np.concatenate([cases.features for cases in sets])
    labels = np.concatenate([cases.labels for cases in sets])
    weights = np.array(
        [prior.same_story.weights[name] if prior else GIVEN.get(name, 0.0) for name in COMPARED]
    )
    varied = (features.std(axis=0) >= LEAST_SPREAD) & ~_IS_GIVEN
    weights[varied] = 0.0
    shares = _balanced(sets)
    learnt = _Learnt(features, labels, _prior_chances(features, prior) if prior else None)
    first = learnt.weights(varied, shares)
    slope, bias = _to_scale(features @ first, labels, _by_set(sets))
    fitted = learnt.weights(varied, _mean_one(shares * _doubt(features @ first * slope + bias)))
    slope, bias = _to_scale(features @ fitted, labels, _by_set(sets))
    # What is not learnt is in the cases all the same: on the mean it is in the bias that was found.
    bias -= float(np.average(features @ np.where(_IS_GIVEN, weights, 0.0), weights=_by_set(sets)))
    named = zip(COMPARED, np.round(np.where(fitted != 0.0, fitted * slope, weights), 3).tolist(), strict=True)
    return Fusion(dict(named), round(bias, 3))


class _Learnt:
    """The cases, and the prior's word on them."""

    def __init__(self, features: Floats, labels: Marks, chances: Floats | None) -> None:
        self._features, self._labels, self._chances = features, labels, chances
        if chances is not None:
            self._features = np.concatenate([features] * 3)
            self._labels = np.concatenate([labels, np.ones_like(labels), np.zeros_like(labels)])
            self._believed = PRIOR_CASES / (PRIOR_CASES + np.count_nonzero(labels))

    def weights(self, varied: Marks, sizes: Floats) -> Floats:
        """Weights of all features, 0 but in columns that have ``varied`` and come out with the right sign."""
        columns = varied.copy()
        while True:
            weights = self._regressed(columns, self._said(sizes))
            wrong = _wrong_signs(weights)
            if not wrong.any():
                return weights
            columns &= ~wrong

    def _said(self, sizes: Floats) -> Floats:
        """By how much each case counts, where the prior has a say in each."""
        if self._chances is None:
            return sizes
        said = self._believed * sizes
        return np.concatenate([sizes - said, said * self._chances, said * (1 - self._chances)])

    def _regressed(self, columns: Marks, sizes: Floats) -> Floats:
        model = LogisticRegression(C=_WEAK_RIDGE, max_iter=_STEPS)
        model.fit(self._features[:, columns], self._labels, sample_weight=sizes)
        weights = np.zeros(len(columns))
        weights[columns] = model.coef_[0]
        return weights


def _doubt(log_odds: Floats) -> Floats:
    """From 0, where it is certain, to 1, and a trace everywhere."""
    chances = 1.0 / (1.0 + np.exp(-log_odds))
    doubt: Floats = 4.0 * chances * (1.0 - chances) + _TRACE
    return doubt


def _prior_chances(features: Floats, prior: Calibration) -> Floats:
    """What the calibration in use makes of the cases, with even odds where it would just join."""
    even = replace(prior.same_story, bias=prior.same_story.bias - log(prior.join / (1 - prior.join)))
    return even.probabilities(features)


def _wrong_signs(weights: Floats) -> Marks:
    signs = np.array([1.0 if name in FOR_A_MATCH else -1.0 for name in COMPARED])
    wrong: Marks = weights * signs < 0
    return wrong


def _to_scale(scores: Floats, labels: Marks, sizes: Floats) -> tuple[float, float]:
    """Platt scaling: slope and bias that make log-odds of scores."""
    model = LogisticRegression(C=_WEAK_RIDGE, max_iter=_STEPS)
    model.fit(scores[:, np.newaxis], labels, sample_weight=sizes)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _balanced(sets: Sequence[Cases]) -> Floats:
    """Sizes by which every set, and both answers within it, count the same; their mean is 1."""
    sizes = np.concatenate(
        [np.where(cases.labels, 1 / cases.labels.sum(), 1 / (~cases.labels).sum()) for cases in sets]
    )
    return _mean_one(sizes)


def _by_set(sets: Sequence[Cases]) -> Floats:
    """Sizes by which every set counts the same; their mean is 1."""
    return _mean_one(np.concatenate([np.full(len(cases.labels), 1 / len(cases.labels)) for cases in sets]))


def _mean_one(sizes: Floats) -> Floats:
    scaled: Floats = sizes / sizes.mean()
    return scaled
