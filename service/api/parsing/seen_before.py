"""How far a reader has looked before: a place in the event log, a time, or the briefing that was read last."""

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
        return Seen(reached(desk, int(named.group(1)), _NAME))
    try:
        moment = _MOMENT.validate_python(seen_before)
    except ValidationError:
        raise _refused(
            _NAME,
            "it is neither a briefing_id, the sequence of an event, nor a time as in 2026-11-23T13:05:00Z",
        ) from None
    return Seen(desk.place_at(moment), moment)


def reached(desk: Desk, place: int, name: str) -> int:
    """The place in the event log that the parameter ``name`` gives.

    Raises
    ------
    ProblemError
        The log has not come so far: the place is of another one, or of this one before it was taken back to a backup.
        Whoever waited there would miss all until the log has caught up, without being told.
    """
    newest = desk.newest_event()
    if place > newest:
        raise _refused(name, f"the last event so far is {newest}")
    return place


def _refused(name: str, detail: str) -> ProblemError:
    found = {"parameter": name, "detail": detail}
    return ProblemError(invalid_parameter(f"{name}: {detail}", [found]))
