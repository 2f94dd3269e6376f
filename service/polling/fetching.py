"""One request to a feed's server: what is asked, and what its headers say."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Protocol

from service.egress import Answer
from service.feedbook import Validators

MAX_BYTES = 8 * 1024 * 1024
"""The longest feed that is taken, unpacked."""
SECONDS = 30.0
"""How long a server may take for all of it, redirects included."""
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/json;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_LONGEST_VALIDATOR = 500
_MOST_DIGITS = 9


class Fetch(Protocol):
    """What fetches: :class:`service.egress.Egress`."""

    def fetch(self, url: str, *, headers: Mapping[str, str], max_bytes: int, seconds: float) -> Answer:
        """GET. Raises Unreachable, and Stopping where the service stops."""
        ...


def fetch(egress: Fetch, url: str, known: Validators) -> Answer:
    """Ask for a feed, unless it is as it was. Raises Unreachable and Stopping."""
    headers = {"Accept": _ACCEPT}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return egress.fetch(url, headers=headers, max_bytes=MAX_BYTES, seconds=SECONDS)


def validators(answer: Answer) -> Validators:
    """What the next request is to tell of this answer."""
    return Validators(
        _kept(answer.headers.get("etag", "")),
        _kept(answer.headers.get("last-modified", "")),
        hashlib.sha256(answer.body).hexdigest(),
    )


def max_age(answer: Answer) -> timedelta:
    """How long the answer holds, by ``Cache-Control`` and ``Age`` (RFC 9111)."""
    directives = {part.strip().lower() for part in answer.headers.get("cache-control", "").split(",")}
    if directives & {"no-cache", "no-store"}:
        return timedelta(0)
    ages = [part.partition("=")[2].strip('" ') for part in directives if part.startswith("max-age")]
    left = max((_number(age) for age in ages), default=0) - _number(answer.headers.get("age", ""))
    return timedelta(seconds=max(left, 0))


def _kept(value: str) -> str:
    """A validator that can be sent back as it came; empty where it cannot."""
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR else ""


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else 0
