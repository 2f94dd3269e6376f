"""What the OpenAPI document says of keys: how to send one, what each call needs, how it is refused."""

from typing import Any

from service.api.access.credentials import HEADER
from service.api.access.scopes import SUPERDESK, needed
from service.api.problems import MEDIA_TYPE

Json = dict[str, Any]

_SCHEMES: Json = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key, as `newsfold key` makes them"},
    "header": {"type": "apiKey", "in": "header", "name": HEADER, "description": "The same key"},
    "basic": {"type": "http", "scheme": "basic", "description": "The key as password, any user"},
}
_SIGNATURE: Json = {
    "superdesk": {
        "type": "apiKey",
        "in": "header",
        "name": "x-superdesk-signature",
        "description": "`sha1=` and the HMAC-SHA1 of the raw body, in hex; takes the place of a key",
    }
}
_REFUSALS = {
    "401": "The API key is missing or wrong",
    "403": "The key does not allow this; `scope` is what the request needs",
    "429": "Too many requests; `Retry-After` says when to send it again",
}


def document_keys(document: Json, problem: Json) -> None:
    """Add the schemes, and to each call what it needs and how it is refused.

    Parameters
    ----------
    problem
        The schema of a problem.
    """
    document["components"]["securitySchemes"] = {**_SCHEMES, **_SIGNATURE}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            scope = needed(method.upper(), path)
            if scope is None:
                continue
            # The roles that a request needs may stand here since OpenAPI 3.1, whatever the scheme.
            operation["security"] = [{name: [scope.value]} for name in _SCHEMES]
            if path == SUPERDESK:
                operation["security"] += [{name: []} for name in _SIGNATURE]
            for status, why in _REFUSALS.items():
                answer = {"description": why, "content": {MEDIA_TYPE: {"schema": dict(problem)}}}
                operation["responses"].setdefault(status, answer)
