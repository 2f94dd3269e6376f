"""When a message is tried again, and what becomes of a webhook that fails. Pure: what is, and an attempt, go in.

- A message that was not taken is tried again by :data:`SCHEDULE`; a little later each time than that says, so that
  not all of them come at once.
- A webhook whose last few requests have all failed rests as a whole, for longer with each further failure. So a
  receiver that is down gets a request now and then, however many stories wait for it.
- With the first message that it takes again, all that has been waiting goes out.
- When a message has used up its schedule and the webhook has taken no other in between, the webhook is disabled, and
  so it is when it answers 410 Gone. Nothing is lost by that: everything waits until it is enabled.
- A message that alone is not taken is tried daily from there, for ten days more, and then given up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from service.egress import asked_pause
from service.outbox import Delivery, DeliveryState, Webhook

SCHEDULE = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long each attempt waits after the one before (Standard Webhooks 1.0)."""
MOST_ATTEMPTS = 20
"""Those beyond the schedule keep its last wait."""
JITTER = 0.1
"""By what part at most a wait is prolonged."""
REST_AFTER = 5
"""So many failures in a row make a webhook rest."""
FIRST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(minutes=5)
LONGEST_WISH = timedelta(hours=24)
"""A receiver that asks for a longer pause than this is asked again nevertheless."""
RECENT = timedelta(minutes=1)
"""What was tried so lately is not brought forward when a receiver comes back."""

_ASKS_FOR_PATIENCE = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_TAKEN = range(200, 300)
_REDIRECT = range(300, 400)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one request has come to: taken, or the reason why not, and the pause that the receiver asks for."""

    at: datetime
    status: int | None = None
    reason: str | None = None
    pause: timedelta = timedelta(0)


def answered(status: int, headers: Mapping[str, str], at: datetime) -> Attempt:
    """Judge an answer: 2xx is taken, everything else is not."""
    if status in _TAKEN:
        return Attempt(at, status)
    reason = f"HTTP {status}"
    if status in _REDIRECT:
        reason += ", a redirect, which is not followed"
    if status not in _ASKS_FOR_PATIENCE:
        return Attempt(at, status, reason)
    return Attempt(at, status, reason, asked_pause(headers.get("retry-after", ""), at, LONGEST_WISH))


def settle(webhook: Webhook, delivery: Delivery, attempt: Attempt, jitter: float) -> tuple[Webhook, Delivery]:
    """What the webhook and the delivery are after an attempt.

    Parameters
    ----------
    jitter
        In [0, 1]: by what share of :data:`JITTER` waits are prolonged.
    """
    tried = replace(
        delivery,
        attempts=delivery.attempts + 1,
        attempted_at=attempt.at,
        status=attempt.status,
        reason=attempt.reason,
    )
    if attempt.reason is None:
        done = replace(tried, state=DeliveryState.DELIVERED, due_at=None)
        return replace(webhook, failures=0, resting_until=None), done
    failed = replace(webhook, failures=webhook.failures + 1)
    if attempt.status == HTTPStatus.GONE:
        return _disabled(failed, attempt, "it answered 410 Gone"), _anew(tried, attempt)
    prolonged = 1 + JITTER * jitter
    if min(tried.attempts, failed.failures) >= len(SCHEDULE):
        why = (
            f"event {tried.logged.sequence} was tried {tried.attempts} times in vain, last: {attempt.reason}"
        )
        return _disabled(failed, attempt, why), _anew(tried, attempt)
    if tried.attempts < MOST_ATTEMPTS:
        wait = SCHEDULE[min(tried.attempts, len(SCHEDULE) - 1)]
        tried = replace(tried, due_at=attempt.at + prolonged * wait)
    else:
        tried = replace(tried, state=DeliveryState.GIVEN_UP, due_at=None)
    return _resting(failed, attempt, prolonged), tried


def comes_back(before: Webhook, after: Webhook) -> bool:
    """Whether the webhook was resting for its failures, and has now taken a message."""
    return before.failures >= REST_AFTER and after.failures == 0


def _resting(webhook: Webhook, attempt: Attempt, prolonged: float) -> Webhook:
    rest = attempt.pause
    if webhook.failures >= REST_AFTER:
        # Ten doublings are far beyond the longest rest; the exponent must not grow for ever.
        doubled = FIRST_REST * 2 ** min(webhook.failures - REST_AFTER, 10)
        rest = max(rest, prolonged * min(doubled, LONGEST_REST))
    return replace(webhook, resting_until=attempt.at + rest if rest else None)


def _disabled(webhook: Webhook, attempt: Attempt, why: str) -> Webhook:
    return replace(webhook, disabled_at=attempt.at, disabled_reason=why, resting_until=None)


def _anew(delivery: Delivery, attempt: Attempt) -> Delivery:
    """Let it begin its schedule from the start once the webhook is enabled."""
    return replace(delivery, attempts=0, due_at=attempt.at)
