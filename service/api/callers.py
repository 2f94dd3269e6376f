"""Who sent a request: the key it came with, or anybody where there are no keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.types import Scope as AsgiScope

_PLACE = "newsfold.caller"


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request."""

    name: str | None = None
    """The name of the key; None where none was asked for."""
    still_may: Callable[[], bool] = _always
    """Whether a request like this one would still be let in: an answer that goes on for long must ask."""


ANYBODY = Caller()


def introduce(scope: AsgiScope, caller: Caller) -> None:
    """Put the caller where the routes and the log find them."""
    scope[_PLACE] = caller


def caller_of(scope: AsgiScope) -> Caller:
    """Tell who sent the request; anybody, as long as that is not known."""
    caller: Caller = scope.get(_PLACE, ANYBODY)
    return caller


def get_caller(request: Request) -> Caller:
    """Give who sent the request."""
    return caller_of(request.scope)


CallerDep = Annotated[Caller, Depends(get_caller)]
