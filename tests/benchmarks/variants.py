"""newsfold with something taken away, to see what it is worth: for measuring only, no switch of the product.

A step is taken away by putting something empty in its place while a pass runs.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from unittest.mock import patch

import numpy as np

from service.clustering.evidence import Evidence
from service.clustering.evidence.background import PRIOR_REPORTS, usual_shares
from service.clustering.fusion import Calibration
from service.clustering.likeness.surroundings import Surroundings, look_around
from service.clustering.likeness.verdicts import COMPARED
from service.clustering.sides.scales import Bare, Scale
from service.clustering.window import Window
from service.model import FloatArray

INTAKE = "service.desk.intake"
SETTLING = "service.desk.settling"
GROUPING = "service.clustering.grouping"

Change = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Variant:
    """What is taken away, and how."""

    name: str
    feature: str | None = None
    """The feature that says the same of every pair."""
    change: Change = nullcontext
    """What else is different while a pass runs."""


class _GlobalIdf:
    """Surroundings that weigh their terms by how many of all reports so far hold them, near or not.

    ln((N + 1) / (df + 1)), the shipped table counting as 2,000 reports.
    """

    def __init__(self) -> None:
        usual = usual_shares()
        self._words = usual.words * PRIOR_REPORTS
        self._names = usual.names * PRIOR_REPORTS
        self._reports = PRIOR_REPORTS

    def look_around(self, article: Evidence, window: Window) -> Surroundings:
        """As :func:`service.clustering.likeness.surroundings.look_around`; each article counts from then on."""
        self._words[article.words.indices] += 1
        self._names[article.names.indices] += 1
        self._reports += 1
        around = look_around(article, window)
        words, names = around.scales.words, around.scales.names
        around.scales.both = self._weighed(words, self._words), self._weighed(names, self._names)
        return around

    def _weighed(self, scale: Scale, held: FloatArray) -> Bare:
        weights = np.maximum(np.log((self._reports + 1) / (held[scale.terms] + 1)), 0.0).astype(np.float32)
        # What is no term of theirs has the number 0.
        weights[0] = 0.0
        return scale.slots, scale.terms, scale.held, weights


@contextmanager
def _global_idf() -> Iterator[None]:
    with patch(f"{INTAKE}.look_around", _GlobalIdf().look_around):
        yield


def _without(target: str, instead: object) -> Change:
    """Put something empty in the place of a function or constant, named by its module and name."""
    return lambda: patch(target, instead)


SHIPPED = Variant("shipped")
FEATURE_VARIANTS = tuple(Variant(f"without {name}", feature=name) for name in COMPARED)
STEP_VARIANTS = (
    Variant("terms weighed by global idf", change=_global_idf),
    Variant("no parting", change=_without(f"{SETTLING}.find_parting", lambda *_: None)),
    Variant("no parting of near stories", change=_without(f"{SETTLING}.NEAR_STORIES", 0)),
    Variant("no unions", change=_without(f"{SETTLING}.find_union", lambda *_: None)),
    Variant("reprints not looked for", change=_without(f"{GROUPING}.as_copy", lambda *_: None)),
)
VARIANTS = (SHIPPED, *FEATURE_VARIANTS, *STEP_VARIANTS)


def calibration(
    shipped: Calibration, variant: Variant, typical: Mapping[str, float], shift: float
) -> Calibration:
    """Make the weights of a variant: its feature is worth what it is worth on the mean, the cut is shifted."""
    fusion = shipped.same_story
    weights, bias = dict(fusion.weights), fusion.bias + shift
    if variant.feature is not None:
        bias += weights[variant.feature] * typical[variant.feature]
        weights[variant.feature] = 0.0
    return replace(shipped, same_story=replace(fusion, weights=weights, bias=bias))
