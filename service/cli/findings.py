"""What ``newsfold doctor`` finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``remedy`` is there when it is wrong."""

    topic: str
    says: str
    remedy: str | None = None
