"""What every outbox must do: lose no event between the log and its delivery, keep each story's order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.events import Event, EventType
from service.outbox import Delivery, DeliveryState, Secret, Webhook
from service.ports import Change, Store
from service.stores.opening import open_store
from tests.long import half

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CREATED, UPDATED = EventType.STORY_CREATED, EventType.STORY_UPDATED


def hook(webhook_id: str = "wh-1", **state: object) -> Webhook:
    made = Webhook(webhook_id, "https://desk.example/hook", (Secret("whsec_a"),), NOON, 0)
    return replace(made, **state)  # type: ignore[arg-type]  # a test's shorthand


def log(store: Store, *stories: str, kind: EventType = CREATED) -> None:
    store.commit(Change(events=tuple(Event(kind, story, NOON, f"a-{story}", {"n": 1}) for story in stories)))


def places(found: object) -> list[int]:
    assert isinstance(found, list)
    return [one.logged.sequence for one in found]


def fail(store: Store, sequence: int, until: datetime, webhook_id: str = "wh-1") -> None:
    delivery = store.outbox.delivery(webhook_id, sequence)
    assert delivery is not None
    tried = replace(delivery, attempts=delivery.attempts + 1, due_at=until, attempted_at=NOON, reason="no")
    store.outbox.record([tried])


def deliver(store: Store, sequence: int, at: datetime = NOON, webhook_id: str = "wh-1") -> None:
    delivery = store.outbox.delivery(webhook_id, sequence)
    assert delivery is not None
    store.outbox.record(
        [
            replace(
                delivery, state=DeliveryState.DELIVERED, due_at=None, attempted_at=at, status=204, attempts=1
            )
        ]
    )


def test_webhooks_are_kept_as_they_are(store: Store) -> None:
    first = hook(
        "wh-b",
        secrets=(Secret("whsec_b"), Secret("whsec_a", NOON + MINUTE)),
        cursor=7,
        types=(CREATED, EventType.ARTICLE_WITHDRAWN),
        failures=3,
        resting_until=NOON + MINUTE,
        disabled_at=NOON,
        disabled_reason="gone",
    )
    second = hook("wh-a", created_at=NOON + MINUTE)
    store.outbox.add_webhook(second)
    store.outbox.add_webhook(first)
    assert store.outbox.webhook("wh-b") == first
    assert list(store.outbox.webhooks()) == [first, second]
    assert store.outbox.webhook("wh-c") is None
    assert store.outbox.change_webhook("wh-a", lambda found: replace(found, failures=1)) == replace(
        second, failures=1
    )
    assert store.outbox.webhook("wh-a") == replace(second, failures=1)
    assert store.outbox.change_webhook("wh-c", lambda found: found) is None
    assert not store.outbox.remove_webhook("wh-c")


def test_a_removed_webhook_takes_its_deliveries_with_it(store: Store) -> None:
    log(store, "s1", "s2")
    for name in ("wh-1", "wh-2"):
        store.outbox.add_webhook(hook(name))
        store.outbox.enroll(name, NOON, 10)
    delivery = store.outbox.delivery("wh-1", 1)
    assert delivery is not None
    assert store.outbox.remove_webhook("wh-1")
    assert store.outbox.webhook("wh-1") is None
    assert store.outbox.deliveries("wh-1", 10) == []
    assert store.outbox.enroll("wh-1", NOON, 10) == 0
    store.outbox.record([delivery])
    assert store.outbox.delivery("wh-1", 1) is None
    assert len(store.outbox.deliveries("wh-2", 10)) == store.outbox.pending() == 2


def test_events_after_the_cursor_are_enrolled_once_each_in_order(store: Store) -> None:
    log(store, "s1", "s2", "s3")
    store.outbox.add_webhook(hook(cursor=1))
    assert store.outbox.enroll("wh-1", NOON, 1) == 1
    assert store.outbox.enroll("wh-1", NOON, 10) == 1
    assert store.outbox.enroll("wh-1", NOON, 10) == 0
    log(store, "s4")
    assert store.outbox.enroll("wh-1", NOON, 10) == 1
    due = store.outbox.due("wh-1", NOON, 10)
    assert places(due) == [2, 3, 4]
    assert due[0] == Delivery("wh-1", store.events(1, 1)[0], due_at=NOON)
    assert places(store.outbox.due("wh-1", NOON, 2)) == [2, 3]


def test_only_the_kinds_that_are_wanted_are_enrolled(store: Store) -> None:
    store.outbox.add_webhook(hook(types=(UPDATED,)))
    log(store, "s1")
    log(store, "s1", kind=UPDATED)
    log(store, "s1")
    assert store.outbox.enroll("wh-1", NOON, 10) == 3
    assert places(store.outbox.due("wh-1", NOON, 10)) == [2]
    assert store.outbox.enroll("wh-1", NOON, 10) == 0


def test_a_later_event_of_a_story_waits_for_the_earlier_one(store: Store) -> None:
    log(store, "s1", "s2", "s1", "s2", "s1")
    store.outbox.add_webhook(hook())
    store.outbox.add_webhook(hook("wh-2"))
    for name in ("wh-1", "wh-2"):
        store.outbox.enroll(name, NOON, 10)
    fail(store, 1, NOON + MINUTE)
    assert places(store.outbox.due("wh-1", NOON, 10)) == [2, 4]
    assert places(store.outbox.due("wh-2", NOON, 10)) == [1, 2, 3, 4, 5]
    assert store.outbox.next_due("wh-1", NOON) == NOON + MINUTE
    assert places(store.outbox.due("wh-1", NOON + MINUTE, 10)) == [1, 2, 3, 4, 5]
    assert store.outbox.next_due("wh-1", NOON + MINUTE) is None
    deliver(store, 1)
    assert places(store.outbox.due("wh-1", NOON, 10)) == [2, 3, 4, 5]


def test_deliveries_are_listed_from_the_newest(store: Store) -> None:
    log(store, "s1", "s2", "s3", "s4")
    store.outbox.add_webhook(hook())
    store.outbox.enroll("wh-1", NOON, 10)
    deliver(store, 2)
    assert places(store.outbox.deliveries("wh-1", 2)) == [4, 3]
    assert places(store.outbox.deliveries("wh-1", 9, before=3)) == [2, 1]
    assert places(store.outbox.deliveries("wh-1", 9, state=DeliveryState.DELIVERED)) == [2]
    assert places(store.outbox.deliveries("wh-1", 9, before=4, state=DeliveryState.PENDING)) == [3, 1]
    assert store.outbox.pending() == 3
    found = store.outbox.delivery("wh-1", 2)
    assert found is not None
    assert (found.state, found.status, found.due_at) == (DeliveryState.DELIVERED, 204, None)
    assert store.outbox.delivery("wh-1", 9) is None


def test_what_was_delivered_long_ago_is_forgotten_and_nothing_else(store: Store) -> None:
    log(store, "s1", "s2", "s3")
    store.outbox.add_webhook(hook())
    store.outbox.enroll("wh-1", NOON, 10)
    deliver(store, 1)
    deliver(store, 2, NOON + MINUTE)
    fail(store, 3, NOON + MINUTE)
    store.outbox.prune("wh-1", NOON + MINUTE)
    store.outbox.prune("wh-2", NOON + MINUTE)
    assert places(store.outbox.deliveries("wh-1", 9)) == [3, 2]


def test_what_waits_since_long_can_be_hastened(store: Store) -> None:
    log(store, "s1", "s2", "s3")
    store.outbox.add_webhook(hook())
    store.outbox.enroll("wh-1", NOON, 10)
    for sequence in (1, 2):
        fail(store, sequence, NOON + 60 * MINUTE)
    store.outbox.hasten("wh-1", NOON + 2 * MINUTE, NOON - MINUTE)
    assert places(store.outbox.due("wh-1", NOON + 2 * MINUTE, 10)) == [3]
    store.outbox.hasten("wh-1", NOON + 2 * MINUTE, NOON)
    assert places(store.outbox.due("wh-1", NOON + 2 * MINUTE, 10)) == [1, 2, 3]


def test_what_a_clock_that_was_ahead_put_off_can_be_hastened(store: Store) -> None:
    log(store, "s1", "s2", "s3")
    store.outbox.add_webhook(hook())
    store.outbox.enroll("wh-1", NOON + 60 * MINUTE, 10)
    store.outbox.enroll("wh-1", NOON, 10)
    fail(store, 2, NOON + 90 * MINUTE)
    earlier = NOON - 5 * MINUTE
    assert places(store.outbox.due("wh-1", earlier, 10)) == []
    store.outbox.hasten("wh-1", earlier, earlier - 60 * MINUTE)
    assert places(store.outbox.due("wh-1", earlier, 10)) == [1, 2, 3]


def test_it_survives_a_restart(durable_url: str) -> None:
    store = open_store(durable_url)
    log(store, "s1", "s1")
    store.outbox.add_webhook(hook(cursor=1))
    store.outbox.enroll("wh-1", NOON, 10)
    fail(store, 2, NOON + MINUTE)
    log(store, "s2")
    before = (store.outbox.webhooks(), store.outbox.deliveries("wh-1", 9))
    store.close()
    again = open_store(durable_url)
    assert (again.outbox.webhooks(), again.outbox.deliveries("wh-1", 9)) == before
    assert again.outbox.enroll("wh-1", NOON, 10) == 1
    assert places(again.outbox.due("wh-1", NOON, 10)) == [3]
    again.close()


@settings(max_examples=half(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stories=st.lists(st.sampled_from("abc"), min_size=1, max_size=12),
    minutes=st.lists(st.integers(0, 4), min_size=12, max_size=12),
    now=st.integers(0, 4),
)
def test_every_store_finds_the_same_due(
    fresh_store: Callable[[], Store], stories: list[str], minutes: list[int], now: int
) -> None:
    store, moment = fresh_store(), NOON + now * MINUTE
    log(store, *stories)
    store.outbox.add_webhook(hook())
    store.outbox.enroll("wh-1", NOON, 100)
    times = {place: NOON + minute * MINUTE for place, minute in enumerate(minutes[: len(stories)], start=1)}
    for place, time in times.items():
        fail(store, place, time)
    waits = {
        place: any(
            times[sooner] > moment for sooner in times if sooner <= place and stories[sooner - 1] == story
        )
        for place, story in enumerate(stories, start=1)
    }
    expected = [place for place in times if not waits[place]]
    assert places(store.outbox.due("wh-1", moment, 100)) == expected
    later = [time for time in times.values() if time > moment]
    assert store.outbox.next_due("wh-1", moment) == min(later, default=None)
    store.close()
