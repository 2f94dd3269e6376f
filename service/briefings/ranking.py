"""Which story comes first in a briefing, with the parts that made it so."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log2
from typing import Protocol

FADING = timedelta(hours=24)
"""A story's recency falls to 1/e in this time."""

ORIGINS, RECENCY, SIZE = 1.0, 2.0, 0.25
"""Weights: doubling the origins is worth half of a full recency, or four doublings of the size."""


class Size(Protocol):
    """What ranking asks of a story: counted from its visible articles, or by the database."""

    @property
    def article_count(self) -> int:
        """Articles that may be shown."""
        ...

    @property
    def origin_count(self) -> int:
        """Independent sources."""
        ...

    @property
    def latest_published_at(self) -> datetime:
        """Of the latest of them."""
        ...


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


def rank(size: Size, now: datetime) -> Rank:
    """Rank a story by what may be shown of it; reports from after ``now`` count as new."""
    age = max(timedelta(0), now - size.latest_published_at)
    return Rank(
        origins=ORIGINS * log2(1 + size.origin_count),
        recency=RECENCY * exp(-(age / FADING)),
        size=SIZE * log2(1 + size.article_count),
    )


def precedence(story_id: str, size: Size, now: datetime) -> tuple[float, float, str]:
    """Key to sort stories by: best score, then latest report, then id."""
    return -rank(size, now).score, -size.latest_published_at.timestamp(), story_id
