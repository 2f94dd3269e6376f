"""When a reader last looked, kept in a cookie: two places in the event log, and the time of the last look.

What is new stays new for as long as one goes on looking, and for half an hour after: to load the page again does not
make it old. The cookie names nobody. Browsers send it to every port of a host (RFC 6265, section 8.5), so each port has
one of its own.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fastapi import Request

from service.briefings.values import Seen

SITTING = timedelta(minutes=30)
"""Whoever has been away for so long begins anew: what was on the page then has been seen."""
KEPT = timedelta(days=400)

_PORT = re.compile(r":(\d{1,5})$")
_FORM = re.compile(r"(\d{1,18})\.(\d{1,18})\.(\d{1,11})")


@dataclass(frozen=True, slots=True)
class Look:
    """How far a reader has come."""

    seen: int | None
    """The place up to which everything had been seen before this sitting; None on the first visit."""
    shown: int
    """The place up to which the page has told in this sitting."""
    at: datetime
    """When it last did."""

    @property
    def seen_before(self) -> Seen | None:
        """The same, for the desk."""
        return None if self.seen is None else Seen(self.seen)

    def showing(self, place: int) -> "Look":
        """Note that the page tells up to ``place``."""
        return Look(self.seen, max(self.shown, place), self.at)

    def cookie(self) -> str:
        """Write it down; on the first visit, what is shown is what will have been seen."""
        seen = self.shown if self.seen is None else self.seen
        return f"{seen}.{self.shown}.{int(self.at.timestamp())}"


def cookie_name(request: Request) -> str:
    """Name the cookie by the port at which the service is reached; where that is the usual one, it is not named."""
    port = _PORT.search(request.headers.get("host", ""))
    return f"newsfold_look_{port[1]}" if port else "newsfold_look"


def look_in(request: Request, now: datetime, newest: int) -> Look:
    """Read the cookie that came with ``request``, as :func:`look_of`."""
    return look_of(request.cookies.get(cookie_name(request)), now, newest)


def look_of(cookie: str | None, now: datetime, newest: int) -> Look:
    """Read the cookie of a reader who looks at ``now``; one that cannot be used is as good as none.

    ``newest`` is the last place in the log: a cookie from beyond it belongs to another database.
    """
    named = _FORM.fullmatch(cookie or "")
    if not named:
        return Look(None, 0, now)
    seen, shown, at = (int(part) for part in named.groups())
    if max(seen, shown) > newest:
        return Look(None, 0, now)
    away = now - datetime.fromtimestamp(at, UTC)
    return Look(shown if away > SITTING else seen, shown, now)
