"""Who sent a request: the key it came with, or anybody where there are no keys."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from service.keys.entries import Scope

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
    scopes: frozenset[Scope] = frozenset(Scope)
    """What else they may do; a page offers nothing that would be refused."""


ANYBODY = Caller()


def introduce(scope: MutableMapping[str, Any], caller: Caller) -> None:
    """Put the caller where the routes and the log find them; ``scope`` is that of ASGI."""
    scope[_PLACE] = caller


def caller_of(scope: MutableMapping[str, Any]) -> Caller:
    """Tell who sent the request; anybody, as long as that is not known."""
    caller: Caller = scope.get(_PLACE, ANYBODY)
    return caller
