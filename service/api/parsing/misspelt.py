"""Query parameters that are nearly one of the call's: left unread, they would give another answer than was asked for.

Any other name that nobody knows is passed over: what goes between adds some of its own.
"""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant

from service.api.problems import ProblemError, invalid_parameters

ALIKE = 0.85
"""Ratio of :mod:`difflib`: ``hour`` is alike to ``hours``, ``storyline`` is not to ``per_storyline``."""


async def refuse_misspelt(request: Request) -> None:
    """Refuse a parameter that is nearly one the call takes. Raises ProblemError, which names both."""
    if not request.query_params:
        return
    known = set(_taken(request.scope["route"].dependant))
    mistakes: list[dict[str, Any]] = [
        {"loc": ("query", name), "msg": f"this call has no such parameter; did you mean {alike}?"}
        for name in request.query_params
        if name not in known
        if (alike := _meant(name.lower().replace("-", "_"), known))
    ]
    if mistakes:
        raise ProblemError(invalid_parameters(mistakes))


def _meant(name: str, known: Collection[str]) -> str | None:
    """What a name is nearly: but for a letter or two, or with letters exchanged (``sicne``)."""
    close = get_close_matches(name, known, n=1, cutoff=ALIKE)
    exchanged = (other for other in sorted(known) if sorted(other) == sorted(name))
    return next(iter(close), None) or next(exchanged, None)


def _taken(dependant: Dependant) -> Iterator[str]:
    """The names of the query parameters of a route, those of what it depends on included."""
    yield from (field.alias for field in dependant.query_params)
    for needed in dependant.dependencies:
        yield from _taken(needed)
