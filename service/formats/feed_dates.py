"""When an entry of RSS or Atom was published, as feeds write it.

feedparser reads the many forms, but passes over what it does not know and goes on as if nothing had stood there: a zone
by another name than those of RFC 822 counts as UTC, ``AM`` as a zone, and seconds since 1970 as a year.
"""

import calendar
import re
from datetime import UTC, datetime, timedelta
from time import struct_time

from service.formats.fields import quote

_ZONE = re.compile(r"\d\s*\(?([A-Za-z]{2,5})\)?\s*$")
_NO_ZONE = re.compile(r"(?<![+-]\d\d):\d\d(?:\.\d+)?\s*$|:\d\d \d{4}\s*$")
"""A time at the end, or before the year as ``asctime`` of C has it."""
_TWELVE_HOURS = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_HOURS = {
    **dict.fromkeys(("UTC", "GMT", "UT", "WET"), 0.0),
    **dict.fromkeys(("CET", "MEZ", "BST", "WEST"), 1.0),
    **dict.fromkeys(("CEST", "MESZ", "EET", "SAST"), 2.0),
    **dict.fromkeys(("EEST", "MSK"), 3.0),
    **dict.fromkeys(("HKT", "SGT", "AWST"), 8.0),
    **dict.fromkeys(("JST", "KST"), 9.0),
    **{"ACST": 9.5, "AEST": 10.0, "ACDT": 10.5, "AEDT": 11.0, "NZST": 12.0, "NZDT": 13.0},
}
"""Hours east of Greenwich, of zones that feeds name and RFC 822 does not; names of several zones are left out."""
_OF_RFC_822 = frozenset(f"{zone}{kind}" for zone in "ECMPA" for kind in ("ST", "DT", "T"))
_YEAR_OF_SECONDS = re.compile(r"\s*\d{9,}\s*$")


def feed_time(raw: str, parsed: struct_time | None) -> tuple[datetime | None, str | None]:
    """The time that an entry names, and what had to be assumed; neither where it cannot be read.

    Parameters
    ----------
    raw
        As the feed writes it.
    parsed
        What feedparser made of it, in UTC.
    """
    if parsed is None or _TWELVE_HOURS.search(raw) or _YEAR_OF_SECONDS.match(raw):
        return None, None
    try:
        time = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
        zone = _ZONE.search(raw)
        if zone is None:
            assumed = "has no time zone and was taken as UTC" if _NO_ZONE.search(raw) else None
        elif (name := zone[1].upper()) in _OF_RFC_822:
            assumed = None
        else:
            time -= timedelta(hours=_HOURS.get(name, 0.0))
            assumed = None if name in _HOURS else "has a time zone that is not known and was taken as UTC"
    except (ValueError, OverflowError, OSError):
        return None, None
    return time, assumed and f"published_at: {quote(raw)} {assumed}"
