"""What happened: facts written in the same transaction as the change that they tell of.

Payloads carry ids and numbers only, never text: a text that is withdrawn later must not live on in the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Scalar = str | int | float | bool | None
Payload = Mapping[str, Scalar | tuple[str, ...]]


class EventType(StrEnum):
    """The kinds of event consumers can rely on."""

    STORY_CREATED = "story.created"
    STORY_UPDATED = "story.updated"
    STORY_MERGED = "story.merged"
    STORY_SPLIT = "story.split"
    STORY_WITHDRAWN = "story.withdrawn"
    STORYLINE_MERGED = "storyline.merged"
    REPRESENTATIVE_CHANGED = "representative.changed"
    ARTICLE_REVISED = "article.revised"
    ARTICLE_WITHDRAWN = "article.withdrawn"


@dataclass(frozen=True, slots=True)
class Event:
    """One fact about one story, in order."""

    type: EventType
    story_id: str
    at: datetime
    article_id: str | None = None
    data: Payload = field(default_factory=dict)


TELLING = (EventType.STORY_CREATED, EventType.STORY_UPDATED, EventType.ARTICLE_REVISED)
"""What an article is told of by: that it may be shown, and that its text was replaced."""


@dataclass(frozen=True, slots=True)
class Told:
    """When consumers were told of an article, as places in the log."""

    first: int
    """From here on they could know of it."""
    last: int
    """From here on they could know its present text."""


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event with its place in the log; places grow, without gaps that a reader must wait for."""

    sequence: int
    event: Event
