"""How far a reader has looked before: a time, a place in the event log, or the briefing that was read last."""

import re
from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import TypeAdapter, ValidationError

from service.api.parsing.parameters import Moment
from service.api.problems import ProblemError, invalid_parameter
from service.briefings.values import Seen
from service.desk import Desk
from service.formats.briefing_json import BRIEFING

SeenBefore = Annotated[
    str | None,
    Query(
        max_length=100,
        description="Fills new_since and news: the briefing_id you have read (the surest), the sequence of the last "
        "event you have seen, or the time when you last looked",
    ),
]

_NAME = "seen_before"
_PLACE = re.compile(rf"(?:{BRIEFING})?([0-9]{{1,18}})")
_MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


def seen_by(desk: Desk, seen_before: str | None) -> Seen | None:
    """Find the place in the event log that the parameter names.

    Raises
    ------
    ProblemError
        It names none, or one that is still to come.
    """
    if seen_before is None:
        return None
    if named := _PLACE.fullmatch(seen_before):
        place, newest = int(named.group(1)), desk.newest_event()
        if place > newest:
            raise _refused(f"the last event so far is {newest}")
        return Seen(place)
    try:
        moment = _MOMENT.validate_python(seen_before)
    except ValidationError:
        raise _refused(
            "it is neither a briefing_id, the sequence of an event, nor a time as in 2026-11-23T13:05:00Z"
        ) from None
    return Seen(desk.place_at(moment), moment)


def _refused(detail: str) -> ProblemError:
    found = {"parameter": _NAME, "detail": detail}
    return ProblemError(invalid_parameter(f"{_NAME}: {detail}", [found]))
