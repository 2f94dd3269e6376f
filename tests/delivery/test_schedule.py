"""When what is tried again, and what becomes of a webhook that fails: all by pure functions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.delivery.schedule import Attempt, answered, comes_back, settle
from service.events import Event, EventType, LoggedEvent
from service.outbox import Delivery, DeliveryState, Secret, Webhook

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
HOOK = Webhook("wh-1", "https://desk.example/", (Secret("whsec_a"),), NOON, 0)
DELIVERY = Delivery("wh-1", LoggedEvent(1, Event(EventType.STORY_CREATED, "s1", NOON)), due_at=NOON)
REFUSED = Attempt(NOON, 500, "HTTP 500")


def test_the_waits_are_those_of_the_standard_and_a_little_longer() -> None:
    waits = []
    webhook, delivery = HOOK, DELIVERY
    while delivery.due_at is not None and webhook.disabled_at is None:
        at = delivery.due_at
        webhook, delivery = settle(webhook, delivery, Attempt(at, 500, "HTTP 500"), 0.0)
        waits.append((delivery.due_at or at) - at)
    expected = [
        5 * SECOND,
        5 * MINUTE,
        30 * MINUTE,
        2 * HOUR,
        5 * HOUR,
        10 * HOUR,
        14 * HOUR,
        20 * HOUR,
        24 * HOUR,
    ]
    assert waits == [*expected, timedelta(0)]
    _, late = settle(HOOK, DELIVERY, REFUSED, 1.0)
    assert late.due_at == NOON + 5.5 * SECOND


def test_failing_for_the_whole_schedule_disables_the_webhook_and_keeps_the_event() -> None:
    webhook, delivery = replace(HOOK, failures=9), replace(DELIVERY, attempts=9)
    after, kept = settle(webhook, delivery, REFUSED, 0.5)
    assert after.disabled_at == NOON
    assert after.disabled_reason == "event 1 was tried 10 times in vain, last: HTTP 500"
    assert (kept.state, kept.attempts, kept.due_at) == (DeliveryState.PENDING, 0, NOON)


def test_one_event_that_is_refused_while_others_are_taken_is_given_up_alone() -> None:
    _, daily = settle(HOOK, replace(DELIVERY, attempts=9), REFUSED, 0.0)
    assert (daily.state, daily.due_at) == (DeliveryState.PENDING, NOON + 24 * HOUR)
    after, done = settle(HOOK, replace(DELIVERY, attempts=19), REFUSED, 0.5)
    assert after.disabled_at is None
    assert (done.state, done.attempts, done.due_at, done.reason) == (
        DeliveryState.GIVEN_UP,
        20,
        None,
        "HTTP 500",
    )


def test_gone_disables_at_once() -> None:
    after, kept = settle(HOOK, DELIVERY, answered(410, {}, NOON), 0.5)
    assert after.disabled_reason == "it answered 410 Gone"
    assert kept.state is DeliveryState.PENDING


def test_a_webhook_rests_after_failures_in_a_row_up_to_five_minutes() -> None:
    webhook, rests = HOOK, []
    for _ in range(40):
        webhook, _ = settle(webhook, DELIVERY, REFUSED, 0.0)
        rests.append((webhook.resting_until or NOON) - NOON)
    expected = [0, 0, 0, 0, 5, 10, 20, 40, 80, 160]
    assert rests == [*(seconds * SECOND for seconds in expected), *[5 * MINUTE] * 30]
    after, done = settle(webhook, DELIVERY, answered(200, {}, NOON), 0.0)
    assert (after.failures, after.resting_until) == (0, None)
    assert (done.state, done.due_at, done.reason) == (DeliveryState.DELIVERED, None, None)
    assert comes_back(webhook, after)
    assert not comes_back(replace(HOOK, failures=4), after)


@pytest.mark.parametrize(
    ("wish", "pause"),
    [
        ("120", 2 * MINUTE),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30 * SECOND),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0 * SECOND),
        ("9" * 40, 24 * HOUR),
        ("99999999", 24 * HOUR),
        ("-5", 0 * SECOND),
        ("soon", 0 * SECOND),
        ("Sun, 01 Mar 2026 12:00:30", 0 * SECOND),
        ("²", 0 * SECOND),
        ("", 0 * SECOND),
    ],
)
def test_retry_after_is_honoured(wish: str, pause: timedelta) -> None:
    for status in (429, 503):
        attempt = answered(status, {"retry-after": wish}, NOON)
        assert attempt.pause == pause
        after, _ = settle(HOOK, DELIVERY, attempt, 1.0)
        assert after.resting_until == (NOON + pause if pause else None)
    assert answered(500, {"retry-after": wish}, NOON).pause == timedelta(0)


@pytest.mark.parametrize(
    ("status", "taken"), [(200, True), (204, True), (299, True), (301, False), (400, False)]
)
def test_only_2xx_is_taken(status: int, *, taken: bool) -> None:
    attempt = answered(status, {"location": "https://elsewhere.example/"}, NOON)
    assert (attempt.reason is None) is taken
