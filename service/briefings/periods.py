"""Which time a briefing is about, where nothing is said or only how many hours back."""

from datetime import UTC, datetime, timedelta

DEFAULT_SPAN = timedelta(hours=72)


def period(
    newest: datetime | None, now: datetime, since: datetime | None = None, hours: float | None = None
) -> tuple[datetime, datetime]:
    """Half-open, so it ends just behind the newest report; by whole minutes, so that a repeat finds the same.

    Without ``since`` or ``hours`` (back from ``now``) it is the 72 hours up to the newest report on file.
    """
    end = (newest or now.replace(second=0, microsecond=0)) + timedelta.resolution
    if hours is not None:
        since = before(now.replace(second=0, microsecond=0), timedelta(hours=hours))
    start = since if since is not None else before(end, DEFAULT_SPAN)
    return start, max(start, end)


def before(moment: datetime, span: timedelta) -> datetime:
    """Count back from an aware ``moment``, no further than the first date there is."""
    try:
        return moment - span
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)
