"""What is remembered of the feeds that are polled, so that a restart goes on where the last process stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class FeedState(StrEnum):
    """How a feed is faring."""

    NEW = "new"
    """It has not been polled yet."""
    OK = "ok"
    FAILING = "failing"
    """The last poll has failed; it is polled again by itself, more and more rarely."""
    GONE = "gone"
    """It answered 410 Gone, and is not polled until somebody asks for it."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server tells by whether a client has its answer already; empty where it has given none.

    They belong to an answer all of whose articles are on file.
    """

    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    """SHA-256 of the body, for servers that give neither."""

    @property
    def told(self) -> bool:
        """Whether there is anything that a server can compare."""
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """One feed, by its last poll. ``url`` is without user and password.

    ``taken`` and ``rejected`` are those of the last poll: articles that were new or revised, and items that could not
    be taken. ``failures`` counts the polls that have failed since the last one that did not.
    """

    id: str
    url: str
    title: str = ""
    validators: Validators = Validators()
    moved_to: str = ""
    """Where it says it has gone for good; empty where it is at ``url``."""
    polled_at: datetime | None = None
    succeeded_at: datetime | None = None
    next_poll_at: datetime | None = None
    """None where it is not polled by itself, or is yet to be polled for the first time."""
    status: int | None = None
    error: str = ""
    remedy: str = ""
    failures: int = 0
    taken: int = 0
    rejected: int = 0
    taken_in_all: int = 0
    gone: bool = False

    @property
    def state(self) -> FeedState:
        """How it is faring."""
        if self.gone:
            return FeedState.GONE
        if self.failures:
            return FeedState.FAILING
        return FeedState.NEW if self.polled_at is None else FeedState.OK


class FeedBook(Protocol):
    """Where it is kept."""

    def feeds(self) -> Sequence[FeedRecord]:
        """All that were ever polled, by id."""
        ...

    def keep(self, record: FeedRecord) -> None:
        """Insert or replace, by id; when this returns, it survives a crash."""
        ...
