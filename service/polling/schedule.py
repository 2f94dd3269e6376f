"""When a feed is polled again, and what is remembered of a poll. Pure: a record and what came of a poll go in.

- A feed that answers is polled again after the interval, or after what it asks for where that is longer (``max-age``,
  ``ttl``), up to :data:`MOST_PATIENCE`: news cannot wait for a publisher who has set a day.
- One that fails is polled after the interval, and then after twice as long each time, up to :data:`LONGEST_WAIT`. Where
  it says in ``Retry-After`` how long it wants to be left alone, it is.
- Every wait is prolonged a little, so that not all feeds are polled at once.
- One that answers 410 Gone is polled no more. One that has moved for good, and fails where it has gone to, is looked
  for at its old address again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.feedbook import FeedRecord, FeedState, Validators

MOST_PATIENCE = timedelta(hours=1)
"""So long at most a feed is left alone because it asks for that by ``max-age`` or ``ttl``."""
LONGEST_WAIT = timedelta(hours=1)
"""Between polls of a feed that fails; an interval that is longer stays."""
LONGEST_PAUSE = timedelta(hours=24)
"""A server that asks for a longer pause by ``Retry-After`` is asked again nevertheless."""
JITTER = 0.1
"""By what part at most a wait is prolonged."""
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True)
class Success:
    """A poll that worked: its articles, if there were any, are on file."""

    at: datetime
    status: int
    validators: Validators
    title: str = ""
    moved_to: str = ""
    taken: int = 0
    rejected: int = 0
    patience: timedelta = timedelta(0)
    """How long the feed says that it does not change."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A poll that did not, why, and what to do about it."""

    at: datetime
    error: str
    remedy: str
    status: int | None = None
    pause: timedelta = timedelta(0)
    """How long the server wants to be left alone."""
    gone: bool = False


def settle(record: FeedRecord, outcome: Success | Failure, interval: timedelta, jitter: float) -> FeedRecord:
    """What is remembered after a poll.

    Parameters
    ----------
    interval
        Between two polls, where nothing else is asked for.
    jitter
        In [0, 1]: by what share of :data:`JITTER` waits are prolonged.
    """
    prolonged = 1 + JITTER * jitter
    if isinstance(outcome, Failure):
        return _failed(record, outcome, interval, prolonged)
    wait = max(interval, min(outcome.patience, MOST_PATIENCE))
    return replace(
        record,
        title=outcome.title or record.title,
        validators=outcome.validators,
        moved_to=outcome.moved_to,
        polled_at=outcome.at,
        succeeded_at=outcome.at,
        next_poll_at=outcome.at + prolonged * wait,
        status=outcome.status,
        error="",
        remedy="",
        failures=0,
        taken=outcome.taken,
        rejected=outcome.rejected,
        taken_in_all=record.taken_in_all + outcome.taken,
        gone=False,
    )


def resumed(record: FeedRecord, interval: timedelta, now: datetime) -> FeedRecord:
    """What a start makes of a record: its next poll stays, unless a shorter interval, or a clock, was set since."""
    if record.next_poll_at is None:
        return record
    longest = max(interval, MOST_PATIENCE) if record.state is FeedState.OK else LONGEST_PAUSE
    return replace(record, next_poll_at=min(record.next_poll_at, now + longest))


def _failed(record: FeedRecord, failure: Failure, interval: timedelta, prolonged: float) -> FeedRecord:
    # At the address that it has moved to, it is not the feed that is gone.
    gone = failure.gone and not record.moved_to
    doubled = interval * 2 ** min(record.failures, _MOST_DOUBLINGS)
    wait = max(min(doubled, max(interval, LONGEST_WAIT)), failure.pause)
    return replace(
        record,
        # What it has told at one address means nothing at the other.
        validators=Validators() if record.moved_to else record.validators,
        moved_to="",
        polled_at=failure.at,
        next_poll_at=None if gone else failure.at + prolonged * wait,
        status=failure.status,
        error=failure.error,
        remedy=failure.remedy,
        failures=record.failures + 1,
        taken=0,
        rejected=0,
        gone=gone,
    )
