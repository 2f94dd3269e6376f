"""What one more article makes visible about stories that were already there.

Taken in arrival order, two stories may start apart and turn out to be one. So after an article has joined a story,
that story alone is compared with the article's other likely stories, by the same definition as everything else. The
step is local to the story just touched and runs article by article: how articles were batched changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.clustering.evidence import Evidence
from service.clustering.grouping import NEAREST, candidates, same_story
from service.clustering.window import Window

MERGE = 0.5
"""Least probability that two stories tell of one event."""
LOOK_AT = 4
"""Other stories compared with the one just touched."""


@dataclass(frozen=True, slots=True)
class Union:
    """Two stories that have become one."""

    survivor: str
    absorbed: str
    probability: float


def find_union(evidence: Evidence, window: Window) -> Union | None:
    """The story that the one ``evidence`` lies in should be merged with, if any."""
    touched = window.story_of(evidence.article_id)
    if touched is None:
        return None
    near = [window.evidence(name) for name in window.vectors.nearest(evidence.vectors, NEAREST)]
    others = [other for other in near if window.story_of(other.article_id) != touched]
    members = window.members(touched)
    likely = [
        verdict
        for verdict in candidates(evidence, others, window)[:LOOK_AT]
        if not _forbidden(members, window.members(verdict.story_id), window)
    ]
    # A story of one article has just been compared, as that article.
    verdicts = likely if len(members) == 1 else same_story(members, [one.story_id for one in likely], window)
    best = min(verdicts, key=lambda verdict: (-verdict.log_odds, verdict.story_id), default=None)
    if best is None or best.probability < MERGE:
        return None
    survivor, absorbed = elder(touched, best.story_id, window)
    return Union(survivor, absorbed, round(best.probability, 4))


def elder(one: str, other: str, window: Window) -> tuple[str, str]:
    """(survivor, absorbed): the larger story keeps its id, then the one that began first, then by id."""

    def seniority(story_id: str) -> tuple[int, object, str]:
        members = window.members(story_id)
        return -len(members), members[0].at, story_id

    first, second = sorted((one, other), key=seniority)
    return first, second


def _forbidden(ones: Sequence[Evidence], others: Sequence[Evidence], window: Window) -> bool:
    return window.constraints.forbids(
        [one.article_id for one in ones], [other.article_id for other in others]
    )
