"""Times as text: RFC 3339 in and out, always UTC inside."""

import re
from datetime import UTC, datetime, timedelta

CLOCK_SKEW = timedelta(minutes=15)
"""How far a provider's clock may run ahead before its time is not believed."""
_LEAP = re.compile(r"(T\d\d:\d\d:)60")
"""The second more that a minute may have (RFC 3339, section 5.6)."""


def parse_time(text: str) -> tuple[datetime, bool]:
    """Read an RFC 3339 or ISO 8601 time, or a date alone (its first moment); a leap second is the one after it.

    Returns
    -------
    time, zoned
        The time in UTC, and whether a zone was given; without one it is taken as UTC.

    Raises
    ------
    ValueError
        It is no such time, or lies outside the years 1 to 9999 in UTC.
    """
    said, leaps = _LEAP.subn(r"\g<1>59", text.strip().upper())
    time = datetime.fromisoformat(said)
    try:
        time += timedelta(seconds=leaps)
        if time.tzinfo is None:
            return time.replace(tzinfo=UTC), False
        return time.astimezone(UTC), True
    except OverflowError as error:
        raise ValueError(f"{text!r} lies outside the years 1 to 9999") from error


def in_utc(time: datetime) -> datetime:
    """Take a time without a zone as UTC. Raises ValueError where it lies outside the years 1 to 9999 then."""
    if time.tzinfo is None:
        return time.replace(tzinfo=UTC)
    try:
        return time.astimezone(UTC)
    except OverflowError:
        raise ValueError("the date lies outside the years 1 to 9999 in UTC") from None


def rfc3339(time: datetime) -> str:
    """Write ``time`` in UTC with a Z: ``2026-11-23T13:05:00Z``; fractions of a second only where there are any."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def for_people(time: datetime) -> str:
    """Write ``time`` for a reader, in UTC: ``23 Nov 2026, 13:05 UTC``."""
    utc = time.astimezone(UTC)
    return f"{utc.day} {_MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
