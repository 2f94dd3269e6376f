"""Which story comes first in a briefing, with the parts that made it so, and how much room one subject may take."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import exp, log2

from service.briefings.values import BriefingRequest, Rank
from service.ports import StorySize

FADING = timedelta(hours=24)
"""A story's recency falls to 1/e in this time."""

GROWING = timedelta(hours=6)
"""A story is growing by the reports with a text of their own that came within this time."""

ORIGINS, RECENCY, GROWTH, SIZE = 1.0, 2.0, 0.5, 0.25
"""Weights: doubling the origins is worth half of a full recency, twice its latest growth, or four doublings of size."""


def as_of(request: BriefingRequest) -> datetime:
    """The time that ages are counted from: the end of the period, or now where that is still to come."""
    return min(request.now, request.until)


def line_up(sizes: Iterable[StorySize], request: BriefingRequest) -> list[tuple[StorySize, Rank]]:
    """Put the stories of a briefing in order, and keep as many as were asked for.

    Best score, then latest report, then id; what one subject has beyond its share comes behind all others. The outcome
    does not depend on the order of ``sizes``, whose recent texts are those since ``GROWING`` before :func:`as_of`.
    """
    at = as_of(request)
    ranked = sorted(((size, rank(size, at)) for size in sizes), key=lambda one: _precedence(*one))
    order = spread((size.storyline_id for size, _ in ranked), request.per_storyline)
    return [ranked[place] for place in order[: max(0, request.limit)]]


def rank(size: StorySize, at: datetime) -> Rank:
    """Rank a story, as of ``at``, by what may be shown of it; reports from after that count as new."""
    age = max(timedelta(0), at - size.latest_published_at)
    return Rank(
        origins=ORIGINS * log2(1 + size.origin_count),
        recency=RECENCY * exp(-(age / FADING)),
        growth=GROWTH * log2(1 + size.recent_texts),
        size=SIZE * log2(1 + size.article_count),
    )


def _precedence(size: StorySize, rank: Rank) -> tuple[float, float, str]:
    return -rank.score, -size.latest_published_at.timestamp(), size.story_id


def spread(subjects: Iterable[str], most: int) -> list[int]:
    """Put behind all others what one subject has beyond its ``most`` stories; nothing is left out.

    Parameters
    ----------
    subjects
        That of each story, the best story first.

    Returns
    -------
    The places of the stories in their new order.
    """
    seen: Counter[str] = Counter()
    within: list[int] = []
    beyond: list[int] = []
    for place, subject in enumerate(subjects):
        seen[subject] += 1
        (within if seen[subject] <= most else beyond).append(place)
    return within + beyond
