"""Conditional GETs: a strong ETag over the body, and 304 where the client has that body already (RFC 9110)."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime

from fastapi import Request, Response
from starlette.datastructures import Headers

from service.formats.json_bytes import JSON

# Answers may be kept by the client, but never shown without asking: what was withdrawn is never shown again.
CACHE_CONTROL = "private, no-cache"
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def conditional(
    request: Request,
    body: bytes,
    *,
    media_type: str = JSON,
    vary: str | None = None,
    modified: datetime | None = None,
) -> Response:
    """Answer a GET with ``body``, or with 304 where ``If-None-Match`` names it.

    Where ``modified`` is given (UTC) and the client names no tag, ``If-Modified-Since`` does as well, if it is that
    very second: then a change that bears an earlier time is seen too.
    """
    etag = etag_of(body)
    headers = {"ETag": etag, "Cache-Control": CACHE_CONTROL, "X-Content-Type-Options": "nosniff"}
    if vary:
        headers["Vary"] = vary
    if media_type.startswith("text/html"):
        headers["Content-Security-Policy"] = _PAGE_POLICY
    if modified:
        headers["Last-Modified"] = format_datetime(modified, usegmt=True)
    if _has_it(request.headers, etag, headers.get("Last-Modified")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def etag_of(body: bytes) -> str:
    """Make the entity tag of an answer, in its quotes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _has_it(headers: Headers, etag: str, modified: str | None) -> bool:
    if "if-none-match" in headers:
        return _matches(headers.getlist("if-none-match"), etag)
    return modified is not None and headers.get("if-modified-since") == modified


def _matches(fields: list[str], etag: str) -> bool:
    """Whether one of the entity tags is ours, by weak comparison, as If-None-Match asks for."""
    named = tags(fields)
    return etag in named or "*" in named


def tags(fields: Iterable[str]) -> set[str]:
    """Read the entity tags of a header, in their quotes, weak ones like strong ones.

    A proxy that compresses makes every tag weak; what it stands for is the same.
    """
    return {tag.strip().removeprefix("W/") for field in fields for tag in field.split(",")}
