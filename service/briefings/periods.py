"""Which time a briefing is about, where nothing is said or only how many hours back."""

from datetime import UTC, datetime, timedelta

DEFAULT_SPAN = timedelta(hours=72)
MOST_HOURS = 24 * 366 * 10
"""Nobody asks further back than ten years."""
_AHEAD = timedelta(hours=1)
"""No provider is believed to be so far ahead: later reports were filed while the clock was wrong."""


def period(
    newest: datetime | None,
    now: datetime,
    since: datetime | None = None,
    hours: float | None = None,
    until: datetime | None = None,
) -> tuple[datetime, datetime]:
    """Half-open, so it ends just behind the newest report; by whole minutes, so that a repeat finds the same.

    It may end at ``until`` instead; hours are then counted back from there.

    Without ``since`` or ``hours`` (back from ``now``) it is the 72 hours up to the newest report on file. Where that
    lies far ahead of ``now``, they are counted from ``now``: else nothing would be shown until that time has come.
    """
    minute = now.replace(second=0, microsecond=0)
    end = until or (newest or minute) + timedelta.resolution
    if hours is not None:
        since = before(until or minute, timedelta(hours=hours))
    usual = end if until or end - now < _AHEAD else minute
    start = since if since is not None else before(usual, DEFAULT_SPAN)
    return start, max(start, end)


def before(moment: datetime, span: timedelta) -> datetime:
    """Count back from an aware ``moment``, no further than the first date there is."""
    try:
        return moment - span
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)
