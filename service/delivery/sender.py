"""Sends to one webhook: enrolls what has happened, sends what is due, one message after another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from service.delivery import leasing
from service.delivery.leasing import Lease
from service.delivery.schedule import LONGEST_WISH, RECENT, Attempt, answered, comes_back, settle
from service.delivery.signing import signed_headers
from service.egress import Answer, Stopping
from service.errors import Unreachable
from service.formats.event_json import message_json
from service.outbox import Deliveries, Delivery, DeliveryLog, DeliveryState, Subscriptions, Webhook

ANSWER_SECONDS = 15.0
"""How long a receiver may take to answer."""
BATCH = 100
ENROLLED_AT_ONCE = 1000
KEPT_FOR = timedelta(days=7)
"""How long it can be looked up what became of a delivery."""
_TIDY_EVERY = timedelta(hours=1)
_SET_BACK = timedelta(minutes=1)
"""A clock that goes back by less is only adjusted."""
_LOOK_AGAIN_SECONDS = 60.0
"""The longest wait: clocks are set, and machines sleep."""
_log = structlog.stdlib.get_logger("newsfold.webhooks")

Note = Callable[[str], None]
"""Is told what became of each attempt: ``delivered``, ``failed`` or ``given_up``."""


class Post(Protocol):
    """What sends: :class:`service.egress.Egress`."""

    def send(self, url: str, content: bytes, *, headers: Mapping[str, str], seconds: float) -> Answer:
        """POST. Raises Unreachable, and Stopping where the service stops."""
        ...


class Files(Subscriptions, Deliveries, DeliveryLog, Protocol):
    """What a sender reads and writes."""


class Sender:
    """Sends to one webhook; its :meth:`step` is a chore's.

    Parameters
    ----------
    clock
        Tells the time, aware.
    jitter
        Draws from [0, 1].
    """

    def __init__(
        self,
        webhook_id: str,
        outbox: Files,
        post: Post,
        *,
        clock: Callable[[], datetime],
        jitter: Callable[[], float],
        note: Note,
        lease: Lease,
    ) -> None:
        self._webhook_id = webhook_id
        self._lease = lease
        self._outbox = outbox
        self._post = post
        self._clock = clock
        self._jitter = jitter
        self._note = note
        self._tidied: datetime | None = None
        self._seen: datetime | None = None
        """The time at the last step."""

    def step(self) -> float | None:
        """Send what is due; answers the seconds until something will be, None where nothing will by itself."""
        if not self._lease.hold():
            return leasing.ASK_AGAIN_SECONDS
        now = self._clock()
        self._follow(now)
        webhook = self._outbox.webhook(self._webhook_id)
        if webhook is None or webhook.disabled_at is not None:
            return self._lease.rest(None)
        while self._outbox.enroll(self._webhook_id, now, ENROLLED_AT_ONCE) == ENROLLED_AT_ONCE:
            pass
        self._tidy(now)
        if webhook.resting_until is not None and webhook.resting_until > now:
            return self._lease.rest(_seconds(now, webhook.resting_until))
        batch = self._outbox.due(self._webhook_id, now, BATCH)
        if not batch:
            next_due = self._outbox.next_due(self._webhook_id, now)
            return self._lease.rest(None if next_due is None else _seconds(now, next_due))
        try:
            self._send_all(batch)
        except Stopping:
            return None
        return 0.0

    def _follow(self, now: datetime) -> None:
        """Where the clock was set back, what waits is tried at once: it must not wait longer by that."""
        seen, self._seen = self._seen, now
        if seen is None:
            # That may have been while nothing ran: no other clock explains a try in times to come, or so long a rest.
            tried_by, longest = now - KEPT_FOR, LONGEST_WISH
        elif now <= seen - _SET_BACK:
            tried_by, longest = seen, timedelta(0)
        else:
            return
        self._tidied = None
        self._outbox.hasten(self._webhook_id, now, tried_by)
        self._outbox.change_webhook(self._webhook_id, lambda found: _rested(found, now + longest))

    def _send_all(self, batch: Sequence[Delivery]) -> None:
        held: set[str] = set()
        for delivery in batch:
            if delivery.logged.event.story_id in held:
                continue
            # Asked anew each time: it may have been removed, or got a new secret, while the last one was under way.
            webhook = self._outbox.webhook(self._webhook_id)
            if webhook is None or webhook.disabled_at is not None or not self._lease.hold():
                return
            after, done = settle(webhook, delivery, self._attempt(webhook, delivery), self._jitter())
            self._record(webhook, after, done)
            if done.state is DeliveryState.PENDING:
                held.add(done.logged.event.story_id)
            if after.resting_until is not None or after.disabled_at is not None:
                return

    def _attempt(self, webhook: Webhook, delivery: Delivery) -> Attempt:
        body = message_json(delivery.logged)
        headers = signed_headers(webhook, delivery, body, self._clock())
        try:
            answer = self._post.send(
                webhook.url, body.encode("ascii"), headers=headers, seconds=ANSWER_SECONDS
            )
        except Unreachable as error:
            return Attempt(self._clock(), reason=str(error))
        return answered(answer.status, answer.headers, self._clock())

    def _record(self, before: Webhook, after: Webhook, done: Delivery) -> None:
        # First what was delivered: a crash in between then repeats nothing.
        self._outbox.record([done])
        if after != before:
            self._outbox.change_webhook(before.id, lambda found: _as_it_fared(found, after))
        if comes_back(before, after):
            at = self._clock()
            self._outbox.hasten(before.id, at, at - RECENT)
        self._note("failed" if done.state is DeliveryState.PENDING else done.state.value)
        if after.disabled_at is not None:
            _log.warning("webhook disabled", webhook=after.id, reason=after.disabled_reason)
        elif done.state is not DeliveryState.DELIVERED:
            _log.info(
                "not delivered",
                webhook=after.id,
                event_sequence=done.logged.sequence,
                attempts=done.attempts,
                reason=done.reason,
            )

    def _tidy(self, now: datetime) -> None:
        if self._tidied is None or now - self._tidied >= _TIDY_EVERY:
            self._outbox.prune(self._webhook_id, now - KEPT_FOR)
            self._tidied = now


def _as_it_fared(webhook: Webhook, after: Webhook) -> Webhook:
    """Change what a sender knows of, and leave the rest as it has become meanwhile."""
    return replace(
        webhook,
        failures=after.failures,
        resting_until=after.resting_until,
        disabled_at=after.disabled_at,
        disabled_reason=after.disabled_reason,
    )


def _rested(webhook: Webhook, latest: datetime) -> Webhook:
    """End a rest that would last beyond a time."""
    if webhook.resting_until is None or webhook.resting_until <= latest:
        return webhook
    return replace(webhook, resting_until=None)


def _seconds(now: datetime, until: datetime) -> float:
    return min((until - now).total_seconds(), _LOOK_AGAIN_SECONDS)
