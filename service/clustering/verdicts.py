"""The one definition of "same story".

Some articles are compared with a story through all pairs, or through samples spread evenly over their time: the mean
over pairs speaks, never the single closest, so that one bridging article cannot chain two events together.

How much likeness it takes depends on the crowd. Among forty reports of one election any two are alike; in a quiet
field half that likeness settles it. So likeness is judged against how alike the nearest neighbours of both sides are:
local scaling, as in spectral clustering (Zelnik-Manor and Perona, 2004) and in word translation (CSLS, Conneau et al.,
2018). That makes one setting fit bare headlines, blurbs and features.

It depends on numbers, too. A single report that comes goes more readily to a story that many tell than to one that a
single article tells, as guests choose tables in a Chinese restaurant process (Pitman, 2006). But two stories that each
stand on several reports have shown that they stand apart: the mean over so many pairs tells more, and to unite them
takes more likeness. Copies count once, and beyond :data:`ESTABLISHED` reports a story is as well established as can be:
a genre that is told every day draws no more for having been told so often. On a desk that has hardly begun, four
reports of eight are no crowd puller but the page that they came on: there numbers count as far as there are neighbours.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from service.clustering.evidence import Evidence
from service.clustering.features import FEATURES, mean_features
from service.clustering.forms import FORM, mean_difference
from service.clustering.fusion import Fusion, probability
from service.clustering.surroundings import Surroundings
from service.clustering.told import Told
from service.clustering.weekdays import WEEKDAYS, mean_agreement
from service.clustering.window import Window

ESTABLISHED = 8
"""Independent reports from which on a story counts as well established."""
NUMBERS = ("smaller", "larger")
"""Features of how many tell of the two sides."""
COMPARED = (*FEATURES, "crowd", *NUMBERS, WEEKDAYS, FORM)
"""The features of a verdict, in order."""
_CROWD, _SMALLER, _LARGER, _WEEKDAYS, _FORM = range(len(FEATURES), len(COMPARED))

Floats = npt.NDArray[np.float64]


class Verdict(NamedTuple):
    """How probable it is that some articles tell of a story's event, or of a storyline's subject."""

    story_id: str
    """The story, or the storyline."""
    log_odds: float
    features: dict[str, float]

    @property
    def probability(self) -> float:
        """Calibrated, in [0, 1]."""
        return probability(self.log_odds)


def weigh(
    ones: Sequence[Evidence], story_ids: Sequence[str], around: Surroundings, window: Window
) -> list[Verdict]:
    """Compare some articles with each of several stories; most probable first, ties by id."""
    if not story_ids:
        return []
    told = Told(ones)
    stories = [window.told(story_id) for story_id in story_ids]
    rows = np.zeros((len(stories), len(COMPARED)))
    rows[:, : len(FEATURES)] = mean_features(told, stories, around)
    rows[:, _CROWD] = _crowds(told, stories, window)
    rows[:, _SMALLER], rows[:, _LARGER] = _numbers(told, stories, around)
    rows[:, _WEEKDAYS] = _agreement(told, stories, around)
    if around.form:
        rows[:, _FORM] = mean_difference(told.sample, [story.sample for story in stories], around.form)
    log_odds = _log_odds(rows, window.calibration.same_story).tolist()
    return ranked(
        Verdict(story_id, odds, dict(zip(COMPARED, row, strict=True)))
        for story_id, odds, row in zip(story_ids, log_odds, rows.tolist(), strict=True)
    )


def _crowds(told: Told, stories: Sequence[Told], window: Window) -> Floats:
    crowds = window.crowds.means([told, *stories])
    means: Floats = ((crowds[0] + crowds[1:]) / 2).round(4)
    return means


def _numbers(told: Told, stories: Sequence[Told], around: Surroundings) -> tuple[Floats, Floats]:
    """As :func:`numbers`, of one side with several others."""
    own, theirs = told.independent, np.array([story.independent for story in stories])
    logarithms = _logarithms(around.filled)
    fewer, more = np.minimum(own, theirs), np.maximum(own, theirs)
    return logarithms[np.minimum(fewer, ESTABLISHED)], logarithms[np.minimum(more, ESTABLISHED)]


def _agreement(told: Told, stories: Sequence[Told], around: Surroundings) -> Floats:
    field = around.field
    return mean_agreement(field.days, field.groups([told, *stories])).round(4)


def _log_odds(rows: Floats, fusion: Fusion) -> Floats:
    """Summed row by row (``einsum``), so that a story's sum does not depend on how many others there are."""
    weights = np.array([fusion.weights[name] for name in COMPARED])
    log_odds: Floats = np.einsum("ij,j->i", rows, weights) + fusion.bias
    return log_odds


def numbers(one: int, other: int, around: Surroundings) -> tuple[float, float]:
    """Features of two sides told by so many independent articles: logarithms of the fewer and the more, from 0 on."""
    logarithms, fewer, more = _logarithms(around.filled), min(one, other), max(one, other)
    return float(logarithms[min(fewer, ESTABLISHED)]), float(logarithms[min(more, ESTABLISHED)])


@lru_cache(maxsize=64)
def _logarithms(filled: float) -> Floats:
    """By number of articles, from 1 to ESTABLISHED."""
    logarithms: Floats = (filled * np.log(np.maximum(np.arange(ESTABLISHED + 1), 1))).round(4)
    return logarithms


def ranked(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Most probable first, ties by id."""
    return sorted(verdicts, key=lambda verdict: (-verdict.log_odds, verdict.story_id))
