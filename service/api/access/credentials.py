"""Where a request may carry its key: X-API-Key, a Bearer token, or the password of HTTP Basic."""

import base64
import binascii
from dataclasses import dataclass, field

from starlette.datastructures import Headers

HEADER = "X-API-Key"
CHALLENGES = ('Bearer realm="newsfold"', 'Basic realm="newsfold", charset="UTF-8"')


@dataclass(frozen=True, slots=True)
class Credentials:
    """The secret a request came with."""

    secret: str = field(repr=False)
    ambient: bool = False
    """Whether a browser may have added it unasked, to what the page of another site made it send."""


def credentials_of(headers: Headers) -> Credentials | None:
    """Find the secret; None where there is none.

    X-API-Key goes first: Authorization may be meant for a proxy on the way.
    """
    if given := headers.get(HEADER, "").strip():
        return Credentials(given)
    scheme, _, rest = headers.get("authorization", "").strip().partition(" ")
    match scheme.lower():
        case "bearer" if rest.strip():
            return Credentials(rest.strip())
        case "basic":
            return _basic(rest.strip())
    return None


def _basic(encoded: str) -> Credentials | None:
    """The password (RFC 7617). The user's name is for the person's own use."""
    try:
        _, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return Credentials(password, ambient=True) if colon and password else None
