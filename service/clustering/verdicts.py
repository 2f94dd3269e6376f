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
from dataclasses import dataclass
from functools import cache
from math import log

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


@dataclass(frozen=True, slots=True)
class Verdict:
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
    rows = mean_features(told, stories, around).tolist()
    own, *crowds = window.crowds.means([told.sample, *(story.sample for story in stories)])
    samples = [story.sample for story in stories]
    days = mean_agreement(told.sample, samples)
    forms = mean_difference(told.sample, samples, around.form)
    verdicts = []
    for story_id, story, row, crowd, day, form in zip(
        story_ids, stories, rows, crowds, days, forms, strict=True
    ):
        features = dict(zip(FEATURES, row, strict=True))
        features["crowd"] = round((own + crowd) / 2, 4)
        features |= numbers(told.independent, story.independent, around)
        features[WEEKDAYS] = day
        features[FORM] = form
        verdicts.append(judge(story_id, features, window.calibration.same_story))
    return ranked(verdicts)


def numbers(one: int, other: int, around: Surroundings) -> dict[str, float]:
    """Features of two sides told by so many independent articles: logarithms of the fewer and the more, from 0 on."""
    fewer, more = sorted((min(one, ESTABLISHED), min(other, ESTABLISHED)))
    return dict(zip(NUMBERS, _logarithms(fewer, more, around.filled), strict=True))


@cache
def _logarithms(fewer: int, more: int, filled: float) -> tuple[float, float]:
    return round(filled * log(fewer), 4), round(filled * log(more), 4)


def judge(story_id: str, features: dict[str, float], fusion: Fusion) -> Verdict:
    """Sum up the features."""
    return Verdict(story_id, fusion.sum_up(features), features)


def ranked(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Most probable first, ties by id."""
    return sorted(verdicts, key=lambda verdict: (-verdict.log_odds, verdict.story_id))
