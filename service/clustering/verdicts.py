"""The one definition of "same story".

Some articles are compared with a story through all pairs, or through samples spread evenly over their time: the mean
over pairs speaks, never the single closest, so that one bridging article cannot chain two events together.

How much likeness it takes depends on the crowd. Among forty reports of one election any two are alike; in a quiet
field half that likeness settles it. So likeness is judged against how alike the nearest neighbours of both sides are:
local scaling, as in spectral clustering (Zelnik-Manor and Perona, 2004) and in word translation (CSLS, Conneau et al.,
2018). That makes one setting fit bare headlines, blurbs and features.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.clustering.evidence import Evidence
from service.clustering.features import FEATURES, mean_features
from service.clustering.fusion import probability
from service.clustering.surroundings import Surroundings
from service.clustering.window import Window

SAMPLE = 16
"""Members through which a large story is compared."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How probable it is that some articles tell of the same event as a story's."""

    story_id: str
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
    ones = sample(ones)
    groups = [sample(window.members(story_id)) for story_id in story_ids]
    rows = np.round(mean_features(ones, groups, around).astype(float), 4)
    fusion = window.calibration.same_story
    own = mean_crowd(ones, window)
    verdicts = []
    for story_id, group, row in zip(story_ids, groups, rows.tolist(), strict=True):
        features = dict(zip(FEATURES, row, strict=True))
        features["crowd"] = round((own + mean_crowd(group, window)) / 2, 4)
        log_odds = fusion.bias + sum(fusion.contributions(features).values())
        verdicts.append(Verdict(story_id, log_odds, features))
    return sorted(verdicts, key=lambda verdict: (-verdict.log_odds, verdict.story_id))


def mean_crowd(articles: Sequence[Evidence], window: Window) -> float:
    """How alike the articles' nearest neighbours are, on the mean."""
    crowds = window.crowds(articles)
    return sum(crowds) / len(crowds)


def sample(members: Sequence[Evidence]) -> Sequence[Evidence]:
    """At most ``SAMPLE`` of the members, spread evenly over their order."""
    if len(members) <= SAMPLE:
        return members
    places = np.linspace(0, len(members) - 1, SAMPLE).round().astype(int)
    return [members[place] for place in places]
