"""The one definition of "same story".

Some articles are compared with a story through all pairs, or through samples spread evenly over their time: the mean
over pairs speaks, never the single closest, so that one bridging article cannot chain two events together.

How much likeness it takes depends on the crowd. Among forty reports of one election any two are alike; in a quiet
field half that likeness settles it. So a story's case is judged against its *rivals*, the likeliest other stories
for the same article, much as speaker verification normalises a score by a cohort (Reynolds et al., 2000). A rival
that is not there, as in a new service's first hour, counts as a middling one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.clustering.evidence import Evidence
from service.clustering.features import FEATURES, mean_features
from service.clustering.fusion import probability
from service.clustering.window import Window

SAMPLE = 16
"""Members through which a large story is compared."""
RIVALS = 5
"""Other stories that make up the field."""


@dataclass(frozen=True, slots=True)
class Case:
    """What speaks for some articles telling of the same event as a story's, its rivals aside."""

    story_id: str
    features: dict[str, float]
    strength: float
    """The weighted sum of the features, in units of log-odds."""


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


def weigh(ones: Sequence[Evidence], story_ids: Sequence[str], window: Window) -> list[Case]:
    """Compare some articles with each of several stories, in the order given."""
    groups = [sample(window.members(story_id)) for story_id in story_ids]
    rows = np.round(mean_features(sample(ones), groups, window.background).astype(float), 4)
    fusion = window.calibration.same_story
    return [
        Case(story_id, features, sum(fusion.contributions(features).values()))
        for story_id, row in zip(story_ids, rows.tolist(), strict=True)
        for features in [dict(zip(FEATURES, row, strict=True))]
    ]


def judge(case: Case, field: Sequence[Case], window: Window, *, besides: str | None = None) -> Verdict:
    """Judge a case against its rivals: the strongest others of ``field``, the story ``besides`` left out."""
    fusion = window.calibration.same_story
    others = sorted(
        (rival.strength for rival in field if rival.story_id not in (case.story_id, besides)), reverse=True
    )[:RIVALS]
    others += [fusion.absent_rival] * (RIVALS - len(others))
    rivals = round(sum(others) / RIVALS, 4)
    features = {**case.features, "rivals": rivals}
    return Verdict(case.story_id, fusion.bias + sum(fusion.contributions(features).values()), features)


def ranked(field: Sequence[Case], window: Window) -> list[Verdict]:
    """All cases of one article, judged; most probable first, ties by id."""
    verdicts = [judge(case, field, window) for case in field]
    return sorted(verdicts, key=lambda verdict: (-verdict.log_odds, verdict.story_id))


def sample(members: Sequence[Evidence]) -> Sequence[Evidence]:
    """At most ``SAMPLE`` of the members, spread evenly over their order."""
    if len(members) <= SAMPLE:
        return members
    places = np.linspace(0, len(members) - 1, SAMPLE).round().astype(int)
    return [members[place] for place in places]
