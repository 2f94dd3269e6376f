"""Conditional GETs: a strong ETag over the body, and 304 where the client has that body already (RFC 9110)."""

import hashlib

from fastapi import Request, Response

from service.api.jsontext import JSON

# Answers may be kept by the client, but never shown without asking: what was withdrawn is never shown again.
_CACHE_CONTROL = "private, no-cache"
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; base-uri 'none'; form-action 'none'"
)


def conditional(
    request: Request, body: bytes, *, media_type: str = JSON, vary: str | None = None
) -> Response:
    """Answer a GET with ``body``, or with 304 where ``If-None-Match`` names it."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": _CACHE_CONTROL, "X-Content-Type-Options": "nosniff"}
    if vary:
        headers["Vary"] = vary
    if media_type.startswith("text/html"):
        headers["Content-Security-Policy"] = _PAGE_POLICY
    if _matches(request.headers.getlist("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _matches(fields: list[str], etag: str) -> bool:
    """Whether one of the entity tags is ours, by weak comparison, as If-None-Match asks for."""
    named = {tag.strip().removeprefix("W/") for field in fields for tag in field.split(",")}
    return etag in named or "*" in named
