"""Which story comes first in a briefing, with the parts that made it so, and how much room one subject may take."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import exp, log2

from service.briefings.origins import by_origin
from service.briefings.outline import Extent
from service.briefings.values import Rank

FADING = timedelta(hours=24)
"""A story's recency falls to 1/e in this time."""

GROWING = timedelta(hours=6)
"""Independent reports that came within this time are what a story has grown by."""

ORIGINS, RECENCY, GROWTH, SIZE = 1.0, 2.0, 0.5, 0.25
"""Weights: doubling the origins is worth half of a full recency, twice its latest growth, or four doublings of size."""


def rank(extent: Extent, at: datetime) -> Rank:
    """Rank a story, as of ``at``, by what may be shown of it; reports from after that count as new."""
    age = max(timedelta(0), at - extent.latest_published_at)
    first_reports = [group[0] for group in by_origin(extent.articles).values()]
    grown = sum(filed.at > at - GROWING for filed in first_reports)
    return Rank(
        origins=ORIGINS * log2(1 + extent.origin_count),
        recency=RECENCY * exp(-(age / FADING)),
        growth=GROWTH * log2(1 + grown),
        size=SIZE * log2(1 + len(extent.articles)),
    )


def precedence(story_id: str, extent: Extent, rank: Rank) -> tuple[float, float, str]:
    """Key to sort stories by: best score, then latest report, then id."""
    return -rank.score, -extent.latest_published_at.timestamp(), story_id


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
