"""How long a server asks its callers to wait."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

_NONE = timedelta(0)


def asked_pause(wish: str, at: datetime, longest: timedelta) -> timedelta:
    """Read ``Retry-After`` (RFC 9110), in seconds or as a date, up to ``longest``.

    What cannot be read asks for nothing.
    """
    try:
        pause = timedelta(seconds=int(wish)) if wish.strip().isdecimal() else parsedate_to_datetime(wish) - at
    except (ValueError, TypeError, OverflowError):
        # A number too large for any pause, no date, or a date without a zone.
        pause = longest if wish.strip().isdecimal() else _NONE
    return min(max(pause, _NONE), longest)
