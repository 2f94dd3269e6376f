"""What one sender hands in at once: filed whole or not at all, and answered by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.clustering.evidence import Prepared
from service.model import Result, Submission
from service.ports import Reply

Seal = Callable[[Sequence[Result]], Reply]
"""Renders the answer that is kept under an idempotency key, in the same transaction."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Submissions in order, with the time at which they were received."""

    submissions: Sequence[Submission]
    now: datetime
    seal: Seal | None = None


@dataclass(frozen=True, slots=True)
class Embedded:
    """A parcel whose submissions are encoded and read, in their order."""

    parcel: Parcel
    prepared: Sequence[Prepared]
