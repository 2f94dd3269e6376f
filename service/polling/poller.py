"""One poll of one feed: fetch, read, file what is new, and only then remember what the server is told next time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import islice
from threading import Event
from typing import Protocol

import structlog

from service.desk import Desk
from service.egress import Answer, Stopping, asked_pause
from service.errors import AddressRefused, Unreachable, UnreadableInput
from service.feedbook import FeedRecord, FeedState, Validators
from service.model import Relation, Result, Submission
from service.polling.feedlist import Feed, with_userinfo_of, without_userinfo
from service.polling.fetching import Fetch, fetch, max_age, validators
from service.polling.harvest import harvest
from service.polling.schedule import LONGEST_PAUSE, Failure, Success, settle
from service.polling.troubles import FAULT, FAULT_REMEDY, WAIT, remedy_of, short

AT_ONCE = 16
"""Articles filed at once: few enough for a stop to come in between within about a second."""
_NO_CHANGE = (Relation.UNCHANGED, Relation.WITHDRAWN)

_log = structlog.stdlib.get_logger("newsfold.feeds")


class Tally(Protocol):
    """Is told what polls bring."""

    def count_poll(self, outcome: str) -> None:
        """One poll: ``changed``, ``unchanged``, ``failed`` or ``gone``."""
        ...

    def count_received(self, results: Sequence[Result]) -> None:
        """Articles filed."""
        ...

    def count_rejected(self, number: int) -> None:
        """Items that could not be taken."""
        ...


File = Callable[[Sequence[Submission], datetime, Callable[[], bool]], Sequence[Result]]
"""Files articles when there is room for them. Raises Closing, also where the caller wants to leave before that."""


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What polls need from other rooms. ``jitter`` draws from [0, 1]."""

    desk: Desk
    file: File
    egress: Fetch
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    tally: Tally
    interval: timedelta


class Poller:
    """Safe to call from several threads, for different feeds.

    Parameters
    ----------
    stopping
        Set when no more articles are to be filed.
    """

    def __init__(self, needs: Dependencies, stopping: Event) -> None:
        self._needs = needs
        self._stopping = stopping

    def poll(self, feed: Feed, record: FeedRecord) -> FeedRecord:
        """Poll once; what is to be remembered, which is not yet on file.

        Raises
        ------
        Stopping
            The service stops; the poll counts as not made.
        """
        try:
            outcome = self._attempt(feed, record)
        except Stopping:
            raise
        except Exception:
            if self._stopping.is_set():
                raise Stopping from None
            _log.exception("poll failed by a fault in the service", feed=feed.id)
            outcome = Failure(
                self._needs.clock(),
                FAULT,
                FAULT_REMEDY,
            )
        settled = settle(record, outcome, self._needs.interval, self._needs.jitter())
        self._tell(settled, outcome)
        return settled

    def _attempt(self, feed: Feed, record: FeedRecord) -> Success | Failure:
        url = with_userinfo_of(record.moved_to, feed.url) if record.moved_to else feed.url
        try:
            answer = fetch(self._needs.egress, url, record.validators)
            return self._judge(answer, feed, record)
        except UnreadableInput as error:
            return self._failure(error.detail, error.remedy, int(HTTPStatus.OK))
        except AddressRefused as error:
            detail, _, remedy = str(error).partition("; ")
            return self._failure(detail, remedy or WAIT)
        except Unreachable as error:
            return self._failure(str(error), WAIT)

    def _judge(self, answer: Answer, feed: Feed, record: FeedRecord) -> Success | Failure:
        now = self._needs.clock()
        if answer.status == HTTPStatus.NOT_MODIFIED and record.validators.told:
            return self._success(answer, feed, record, validators=record.validators, patience=max_age(answer))
        if answer.status != HTTPStatus.OK:
            pause = asked_pause(answer.headers.get("retry-after", ""), now, LONGEST_PAUSE)
            failure = self._failure(f"HTTP {answer.status}", remedy_of(answer.status), answer.status)
            return replace(failure, pause=pause, gone=answer.status == HTTPStatus.GONE)
        fresh = validators(answer)
        if fresh.digest == record.validators.digest:
            return self._success(answer, feed, record, validators=fresh, patience=max_age(answer))
        found = harvest(answer, feed, now)
        if found.rejected:
            self._needs.tally.count_rejected(len(found.rejected))
            first = str(found.rejected[0])
            _log.info(
                "items of a feed not taken", feed=feed.id, items=len(found.rejected), first=short(first)
            )
            if not found.submissions:
                error = f"none of its {len(found.rejected)} items can be taken, the first: {first}"
                return self._failure(error, "tell the publisher what is missing", answer.status)
        taken = self._file(found.submissions, now)
        made = self._success(
            answer, feed, record, validators=fresh, patience=max(found.patience, max_age(answer))
        )
        return replace(made, title=found.title, taken=taken, rejected=len(found.rejected))

    def _file(self, submissions: Sequence[Submission], now: datetime) -> int:
        """File what is new, in order; answers how many articles were new or revised."""
        news = iter(self._needs.desk.news_among(submissions))
        taken = 0
        while part := list(islice(news, AT_ONCE)):
            if self._stopping.is_set():
                raise Stopping
            results = self._needs.file(part, now, self._stopping.is_set)
            self._needs.tally.count_received(results)
            taken += sum(result.decision.relation not in _NO_CHANGE for result in results)
        return taken

    def _success(
        self, answer: Answer, feed: Feed, record: FeedRecord, *, validators: Validators, patience: timedelta
    ) -> Success:
        return Success(
            self._needs.clock(),
            answer.status,
            validators,
            moved_to=_moved_to(answer, feed) or record.moved_to,
            patience=patience,
        )

    def _failure(self, error: str, remedy: str, status: int | None = None) -> Failure:
        return Failure(self._needs.clock(), short(error), short(remedy), status)

    def _tell(self, record: FeedRecord, outcome: Success | Failure) -> None:
        feed, status = record.id, record.status
        if isinstance(outcome, Success):
            changed = outcome.taken > 0
            self._needs.tally.count_poll("changed" if changed else "unchanged")
            tell = _log.info if changed else _log.debug
            tell("feed polled", feed=feed, status=status, taken=outcome.taken, rejected=outcome.rejected)
            return
        gone = record.state is FeedState.GONE
        self._needs.tally.count_poll("gone" if gone else "failed")
        # Once in full; a feed that stays away must not fill the log.
        tell = _log.warning if gone or record.failures == 1 else _log.info
        next_poll_at = record.next_poll_at and record.next_poll_at.isoformat()
        tell(
            "feed failed",
            feed=feed,
            status=status,
            error=record.error,
            failures=record.failures,
            next_poll_at=next_poll_at,
        )


def _moved_to(answer: Answer, feed: Feed) -> str:
    """Where the feed has gone for good; never from a protected address to an open one."""
    if feed.url.startswith("https:") and not answer.moved_to.startswith("https:"):
        return ""
    return without_userinfo(answer.moved_to)
