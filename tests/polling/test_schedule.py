"""When a feed is polled again: all by pure functions."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.feedbook import FeedRecord, FeedState, Validators
from service.polling.schedule import LONGEST_PAUSE, LONGEST_WAIT, Failure, Success, resumed, settle
from tests.polling.support import INTERVAL, MINUTE, NOON

RECORD = FeedRecord("wire~1", "https://wire.example/rss")
FRESH = Validators("1", "yesterday", "ab")
HOUR, DAY = 60 * MINUTE, timedelta(days=1)


def waits(
    record: FeedRecord, *outcomes: Success | Failure, interval: timedelta = INTERVAL
) -> list[timedelta]:
    found = []
    for outcome in outcomes:
        record = settle(record, outcome, interval, 0.0)
        found.append((record.next_poll_at or outcome.at) - outcome.at)
    return found


def test_failing_makes_polls_rarer_up_to_an_hour_and_one_success_makes_up_for_all() -> None:
    failures = [Failure(NOON, "HTTP 500", "wait")] * 9
    again = Success(NOON, 200, FRESH)
    expected = [5, 10, 20, 40, 60, 60, 60, 60, 60, 5, 5]
    assert waits(RECORD, *failures, again, failures[0]) == [minutes * MINUTE for minutes in expected]


def test_an_interval_above_an_hour_is_not_shortened_by_failing() -> None:
    assert waits(RECORD, *[Failure(NOON, "HTTP 500", "wait")] * 3, interval=DAY) == [DAY] * 3


def test_a_pause_that_is_asked_for_is_kept_and_a_wish_within_reason() -> None:
    assert waits(RECORD, Failure(NOON, "HTTP 429", "wait", 429, 3 * HOUR)) == [3 * HOUR]
    assert waits(RECORD, Success(NOON, 200, FRESH, patience=20 * MINUTE)) == [20 * MINUTE]
    assert waits(RECORD, Success(NOON, 200, FRESH, patience=DAY)) == [HOUR]


def test_a_feed_that_is_gone_is_polled_no_more_unless_it_has_only_gone_from_where_it_moved_to() -> None:
    gone = Failure(NOON, "HTTP 410", "take it out", 410, gone=True)
    record = settle(RECORD, gone, INTERVAL, 0.0)
    assert (record.state, record.next_poll_at) == (FeedState.GONE, None)
    moved = settle(replace(RECORD, moved_to="https://wire.example/new"), gone, INTERVAL, 0.0)
    assert (moved.state, moved.moved_to, moved.validators) == (FeedState.FAILING, "", Validators())
    assert settle(record, Success(NOON, 200, FRESH), INTERVAL, 0.0).state is FeedState.OK


def test_what_is_not_yet_on_file_is_not_taken_for_known() -> None:
    known = settle(RECORD, Success(NOON, 200, FRESH, title="Wire", taken=3), INTERVAL, 0.0)
    failed = settle(known, Failure(NOON + HOUR, "HTTP 500", "wait", 500), INTERVAL, 0.0)
    assert failed.validators == FRESH
    assert (failed.title, failed.taken, failed.taken_in_all, failed.succeeded_at) == ("Wire", 0, 3, NOON)


def test_a_start_does_not_wait_for_what_an_older_interval_or_clock_has_set() -> None:
    polled = replace(RECORD, polled_at=NOON)
    far = replace(polled, next_poll_at=NOON + 30 * DAY)
    assert resumed(RECORD, INTERVAL, NOON) == RECORD
    assert resumed(far, INTERVAL, NOON).next_poll_at == NOON + HOUR
    assert resumed(replace(far, failures=1), INTERVAL, NOON).next_poll_at == NOON + LONGEST_PAUSE
    soon = replace(polled, next_poll_at=NOON + MINUTE)
    assert resumed(soon, INTERVAL, NOON) == soon


@given(
    outcomes=st.lists(
        st.one_of(
            st.builds(
                Success, st.just(NOON), st.just(200), st.just(FRESH), patience=st.timedeltas(timedelta(0))
            ),
            st.builds(
                Failure,
                st.just(NOON),
                st.just("no"),
                st.just("wait"),
                pause=st.timedeltas(timedelta(0), LONGEST_PAUSE),
            ),
        ),
        min_size=1,
        max_size=60,
    ),
    minutes=st.integers(1, 10_000),
    jitter=st.floats(0, 1),
)
def test_it_is_never_polled_sooner_than_the_interval_nor_forgotten(
    outcomes: list[Success | Failure], minutes: int, jitter: float
) -> None:
    record, interval = RECORD, minutes * MINUTE
    for outcome in outcomes:
        record = settle(record, outcome, interval, jitter)
        assert record.next_poll_at is not None
        wait = record.next_poll_at - NOON
        longest = max(interval, LONGEST_WAIT, LONGEST_PAUSE if isinstance(outcome, Failure) else LONGEST_WAIT)
        assert interval <= wait <= 1.1 * longest + timedelta(seconds=1)
