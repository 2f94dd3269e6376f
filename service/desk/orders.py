"""What an editor orders, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.model import Story
from service.ports import Reply


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants something done, why, and on what condition."""

    now: datetime
    by: str | None = None
    reason: str | None = None
    guard: Callable[[Story], None] | None = None
    """Looks at the story as it stands when the order's turn has come, and raises where it is not to be edited."""
    seal: Callable[[Any], Reply] | None = None
    """Renders the answer to be kept under an idempotency key, in the same transaction."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The story that an edit has led to, and the entry of the audit trail that tells of it."""

    story_id: str
    entry: int
