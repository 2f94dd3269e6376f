"""JSON as people send it."""

import json
from collections import Counter
from dataclasses import fields

from service.model import Article

_WIRES = {"uri", "guid", "_id", "@id", "pubstatus", "pubStatus", "embargoed", "articles", "items"}
_EDITS = {"reason", "with", "article_ids", "article_id"}
_READ = _WIRES | _EDITS | {field.name for field in fields(Article)}
"""Names that matter to a reader: of two values, another reader might take the other. Of the rest the last counts."""


def parse_json(text: str) -> object:
    """``json.loads``, tolerant of raw control characters in strings, with ValueError for all that can go wrong."""
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _unambiguous(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse what two readers may take for two things (RFC 8259, section 4)."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next((name for name, count in Counter(name for name, _ in pairs).items() if count > 1), "")
        if twice not in _READ:
            return found
        raise ValueError(f"the name {twice[:60]!r} stands twice in one object")
    return found


_DECODER = json.JSONDecoder(strict=False, object_pairs_hook=_unambiguous)
"""Made once: ``json.loads`` would make one for each line of JSON Lines."""
