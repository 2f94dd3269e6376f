"""Whether a page of another site made a browser send a request that changes something.

Browsers send such requests without asking, with the password that they know, and to services that only this machine
can reach. They say so in Sec-Fetch-Site, or at least in Origin; programs that are no browsers send neither.
"""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers

ANY = "*"


def foreign_origin(headers: Headers, trusted: Collection[str]) -> str | None:
    """Name the other site; None where there is none, or it is trusted."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin in trusted or site in ("same-origin", "none"):
        return None
    if origin is None:
        return site if site in ("cross-site", "same-site") else None
    ours = headers.get("host", "").lower()
    return None if site is None and _host(origin) == ours else origin


def origin_of(url: str) -> str:
    """Reduce an address to its origin, as browsers send it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
