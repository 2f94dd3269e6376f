"""Pages of stories. A cursor is opaque: a position, as base64url JSON. It carries no secret and grants nothing."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import Query

from service.api.problems import Problem, ProblemError, invalid_parameter
from service.briefings.values import Outline
from service.formats.json_values import JsonObject
from service.formats.story_json import outline_json
from service.formats.times import in_utc

Position = tuple[datetime, str]
"""Latest time (aware) and id of the last story of the page before."""

_LONGEST = 4096


def encode_cursor(position: Position) -> str:
    """Write a position as a cursor of URL-safe characters."""
    at, story_id = position
    text = json.dumps([at.isoformat(), story_id], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> Position:
    """Read a cursor back.

    Raises
    ------
    ProblemError
        It is not one that this service has given.
    """
    try:
        return _parse(cursor)
    except (ValueError, TypeError, OverflowError, RecursionError):
        problem = Problem(
            name="invalid-cursor",
            status=HTTPStatus.BAD_REQUEST,
            title="The cursor cannot be used",
            detail="the cursor was not given out by this service",
            remedy="pass next_cursor of the previous page unchanged, or leave cursor out to start at the first page",
        )
        raise ProblemError(problem) from None


def _parse(cursor: str) -> Position:
    if len(cursor) > _LONGEST:
        raise ValueError("too long")
    padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
    at_text, story_id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    at = datetime.fromisoformat(at_text)
    # One position has one cursor: whatever was changed by hand is refused.
    if not isinstance(story_id, str) or at.tzinfo is None or encode_cursor((at, story_id)) != cursor:
        raise binascii.Error("not canonical")
    return in_utc(at), story_id


LARGEST_PLACE = 2**63 - 1
"""The last number that databases can hold."""

Cursor = Annotated[str | None, Query(description="next_cursor of the previous page")]


def position(cursor: str | None) -> Position | None:
    """Where a page goes on: the start, where no cursor is given. Raises ProblemError as :func:`decode_cursor`."""
    return decode_cursor(cursor) if cursor else None


def place_before(cursor: str | None) -> int | None:
    """Before which numbered entry a page goes on; None where no cursor is given.

    Raises
    ------
    ProblemError
        It is not one that this service has given.
    """
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= len(str(LARGEST_PLACE))):
        raise ProblemError(invalid_parameter("cursor: it was not given out by this service"))
    return min(int(cursor), LARGEST_PLACE)


def stories_page(found: Sequence[Outline], limit: int) -> JsonObject:
    """Render one page of stories.

    Parameters
    ----------
    found
        The stories of the page, and one more where there is one.
    """
    page = found[:limit]
    cursor = encode_cursor(_position(page[-1])) if len(found) > len(page) else None
    return {"stories": [outline_json(outline) for outline in page], "next_cursor": cursor}


def _position(outline: Outline) -> Position:
    return outline.latest_published_at, outline.story.id
