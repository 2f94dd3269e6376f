"""Which time a briefing is about where nobody says it."""

from datetime import UTC, datetime, timedelta

from service.briefings.periods import period

NOW = datetime(2026, 3, 1, 12, 0, 40, tzinfo=UTC)
THREE_DAYS = timedelta(days=3)


def test_it_ends_behind_the_newest_report_and_a_repeat_finds_the_same() -> None:
    for newest in (NOW - timedelta(days=200), NOW, NOW + timedelta(minutes=14)):
        start, end = period(newest, NOW)
        assert start < newest < end
        assert end - start == THREE_DAYS
        assert period(newest, NOW + timedelta(seconds=9)) == (start, end)


def test_a_report_filed_by_a_clock_that_was_ahead_hides_no_news() -> None:
    newest = NOW + timedelta(days=30)
    start, end = period(newest, NOW)
    assert start == NOW.replace(second=0) - THREE_DAYS
    assert newest < end
