"""JSON as it is sent."""

import json

JSON = "application/json"


def json_bytes(content: object) -> bytes:
    """Serialise as compact UTF-8 JSON; a lone surrogate, which UTF-8 cannot hold, stays a JSON escape.

    Raises
    ------
    ValueError
        There is a NaN or an infinity in it, which JSON does not have.
    """
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def document_bytes(document: object) -> bytes:
    """Encode a text as UTF-8, and anything else as JSON."""
    return document.encode("utf-8", "replace") if isinstance(document, str) else json_bytes(document)
