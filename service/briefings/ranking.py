"""Which story comes first in a briefing, with the parts that made it so."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log2

from service.briefings.outline import Extent

FADING = timedelta(hours=24)
"""A story's recency falls to 1/e in this time."""

ORIGINS, RECENCY, SIZE = 1.0, 2.0, 0.25
"""Weights: doubling the origins is worth half of a full recency, or four doublings of the size."""


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a story stands; the parts add up to the score."""

    origins: float
    """ORIGINS * log2(1 + independent origins)."""
    recency: float
    """RECENCY * exp(-age of the latest report / FADING), in [0, RECENCY]."""
    size: float
    """SIZE * log2(1 + articles); small, because copies are cheap."""

    @property
    def score(self) -> float:
        """Sum of the parts; larger comes first."""
        return self.origins + self.recency + self.size


def rank(extent: Extent, now: datetime) -> Rank:
    """Rank a story by what may be shown of it; reports from after ``now`` count as new."""
    age = max(timedelta(0), now - extent.latest_published_at)
    return Rank(
        origins=ORIGINS * log2(1 + extent.origin_count),
        recency=RECENCY * exp(-(age / FADING)),
        size=SIZE * log2(1 + len(extent.articles)),
    )


def precedence(story_id: str, extent: Extent, now: datetime) -> tuple[float, float, str]:
    """Key to sort stories by: best score, then latest report, then id."""
    return -rank(extent, now).score, -extent.latest_published_at.timestamp(), story_id
