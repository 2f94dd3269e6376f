"""What one more article makes visible about stories that were already there.

Taken in arrival order, two stories may start apart and turn out to be one, and a story may turn out to hold two
events. So after an article has joined a story, that story alone is looked at: is it to be parted; if not, is it one
with another of the article's likely stories, by the same definition as everything else, and would their union not be
parted again? The step is local to the story just touched and runs article by article: how articles were batched
changes nothing. What an editor has tied together or kept apart stays so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.clustering.evidence import Evidence, by_time
from service.clustering.grouping import NO_MATCH, is_apart
from service.clustering.likeness.surroundings import Surroundings
from service.clustering.likeness.verdicts import weigh
from service.clustering.parts import Parting, least_origins, part_in_two
from service.clustering.sides.voices import Voices
from service.clustering.tables.live import LiveEvidence
from service.clustering.window import Window
from service.model import Decision, Link

LEAST_NEAR = 0.35
"""Cosine of an article to the nearest of a story that is looked at for its sake, at least: most pairs of reports on two
events have less, and most on one event much more."""


@dataclass(frozen=True, slots=True)
class Union:
    """Two stories that have become one."""

    survivor: str
    absorbed: str
    probability: float


def stays_alone(decision: Decision, window: Window) -> bool:
    """Whether no union can be found for an article that has just opened a story, all other stories being as before.

    It was as probable as can be before it came that it belongs to one of them: since then it may have made their
    crowds denser, and the denser the crowd, the more likeness it takes.
    """
    opened = decision.receipt.rule == NO_MATCH and len(window.members(decision.story_id)) == 1
    return opened and window.calibration.same_story.weights["crowd"] <= 0


def find_union(around: Surroundings, near: Sequence[str], window: Window) -> Union | None:
    """The one of the ``near`` stories that the one the article lies in should be merged with, if any."""
    touched = window.story_of(around.article.article_id)
    if touched is None:
        return None
    members = window.members(touched)
    others = [story_id for story_id in near if story_id != touched]
    for verdict in weigh(touched, others, around, window):
        if verdict.probability < window.calibration.join:
            return None
        if not is_apart(verdict, members, window) and not _stays_apart(
            members, window.members(verdict.story_id), around, window
        ):
            survivor, absorbed = elder(touched, verdict.story_id, window)
            return Union(survivor, absorbed, round(verdict.probability, 4))
    return None


def find_parting(story_id: str, around: Surroundings, window: Window) -> Parting | None:
    """How the story falls into two events, if it does. An article that is like none of it makes nothing visible."""
    members = window.members(story_id)
    if len(members) < least_origins(around):
        return None
    if window.story_of(around.article.article_id) != story_id and not _is_like(
        around.article, members, window
    ):
        return None
    return _parting(window.voices[story_id], around, window)


def elder(one: str, other: str, window: Window) -> tuple[str, str]:
    """(survivor, absorbed): the larger story keeps its id, then the one that began first, then by id."""

    def seniority(story_id: str) -> tuple[int, object, str]:
        members = window.members(story_id)
        return -len(members), members[0].at, story_id

    first, second = sorted((one, other), key=seniority)
    return first, second


def _is_like(article: Evidence, members: Sequence[LiveEvidence], window: Window) -> bool:
    """Whether it tells of anything like one of them: on a small desk what is nearest may be far away."""
    whole = article.vectors.whole
    wholes = window.vectors.rows(np.array([member.place for member in members]))[:, : len(whole)]
    return bool(np.vecdot(wholes, whole).max() >= LEAST_NEAR)


def _parting(story: Voices, around: Surroundings, window: Window) -> Parting | None:
    parting = part_in_two(story, around, window, window.calibration.part)
    if parting is None:
        return None
    staying = set(parting.staying)
    ties = (window.constraints.partners(Link.MUST, leaving) for leaving in parting.leaving)
    return None if any(not staying.isdisjoint(tied) for tied in ties) else parting


def _stays_apart(
    ones: Sequence[Evidence], others: Sequence[Evidence], around: Surroundings, window: Window
) -> bool:
    """Whether an editor keeps two stories apart, or their union would hold two events."""
    if window.constraints.forbids([one.article_id for one in ones], [other.article_id for other in others]):
        return True
    union = Voices(sorted([*ones, *others], key=by_time))
    return _parting(union, around, window) is not None
