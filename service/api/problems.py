"""Errors as problem+json (RFC 9457): one table from the error tree to stable types, statuses and titles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import Response
from starlette.types import Scope

from embeddings import WeightsError
from service import errors
from service.api.jsontext import json_bytes

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:newsfold:problem:"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem as a client sees it. ``name`` completes the type URI and never changes its meaning."""

    name: str
    status: int
    title: str
    detail: str
    remedy: str | None = None
    more: Mapping[str, object] = field(default_factory=dict)
    """Extension members of this type of problem."""


Show = Callable[[Scope, Problem], Response | None]
"""Shows a problem to people; None for what programs have asked for."""


def for_programs(scope: Scope, problem: Problem) -> None:
    """Show nothing to people."""


class ProblemError(Exception):
    """A problem that the HTTP edge itself has found."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.title}: {problem.detail}")
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Kind:
    """How one class of error is shown."""

    name: str
    status: HTTPStatus
    title: str


KINDS: Mapping[type[Exception], Kind] = {
    errors.InvalidItem: Kind("invalid-item", HTTPStatus.UNPROCESSABLE_ENTITY, "An item cannot be taken"),
    errors.UnreadableInput: Kind("unreadable-body", HTTPStatus.BAD_REQUEST, "The body cannot be read"),
    errors.InputError: Kind("invalid-input", HTTPStatus.BAD_REQUEST, "The input cannot be used"),
    errors.NotFound: Kind("not-found", HTTPStatus.NOT_FOUND, "Nothing is known under this id"),
    errors.Gone: Kind("gone", HTTPStatus.GONE, "It was withdrawn"),
    errors.Moved: Kind("moved", HTTPStatus.CONFLICT, "It lives on under another id"),
    errors.Conflict: Kind("conflict", HTTPStatus.CONFLICT, "The request contradicts what is on file"),
    errors.CannotUndo: Kind("conflict", HTTPStatus.CONFLICT, "The request contradicts what is on file"),
    errors.Stale: Kind(
        "precondition-failed", HTTPStatus.PRECONDITION_FAILED, "It has changed since it was read"
    ),
    errors.Unavailable: Kind(
        "unavailable", HTTPStatus.SERVICE_UNAVAILABLE, "The database cannot be used just now"
    ),
    errors.AddressRefused: Kind(
        "address-refused", HTTPStatus.UNPROCESSABLE_ENTITY, "The address may not be called"
    ),
    errors.Unreachable: Kind("unreachable", HTTPStatus.BAD_GATEWAY, "The address cannot be reached"),
    errors.EncoderMismatch: Kind("not-ready", HTTPStatus.SERVICE_UNAVAILABLE, "The service is not ready"),
    WeightsError: Kind("not-ready", HTTPStatus.SERVICE_UNAVAILABLE, "The service is not ready"),
    errors.StartupError: Kind("not-ready", HTTPStatus.SERVICE_UNAVAILABLE, "The service is not ready"),
    errors.NewsfoldError: Kind("internal", HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
}
"""Every error of :mod:`service.errors`; a class that is not listed is shown as the nearest one it derives from."""

INTERNAL = Problem(
    name="internal",
    status=HTTPStatus.INTERNAL_SERVER_ERROR,
    title="Something went wrong here",
    detail="the request was not carried out because of a fault in the service; it was logged",
    remedy="send it again; if it fails again, report the X-Request-ID of this answer",
)


SEND_AGAIN = (
    "send the request again after the seconds that Retry-After names, under the same Idempotency-Key where it has one; "
    "nothing is filed twice"
)


def kind_of(error: Exception) -> Kind:
    """Find how ``error`` is shown: the entry of its nearest listed class."""
    return next(KINDS[cls] for cls in type(error).__mro__ if cls in KINDS)


def problem_of(error: errors.NewsfoldError | WeightsError) -> Problem:
    """Describe an error of the core."""
    kind = kind_of(error)
    if isinstance(error, errors.Unavailable):
        return _of_kind(kind, str(error), SEND_AGAIN)
    if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _of_kind(kind, INTERNAL.detail, INTERNAL.remedy)
    if isinstance(error, errors.UnreadableInput):
        return _of_kind(kind, error.detail, error.remedy)
    return _of_kind(kind, str(error), *_more(error))


def _more(error: Exception) -> tuple[str | None, dict[str, object]]:
    """What to do about an error of the core, and the extension members of its problem."""
    match error:
        case errors.InvalidItem(problem=item):
            return item.remedy, {"error": item_error(item)}
        case errors.Moved():
            return f"name {error.successor!r} instead", {"successor": error.successor}
        case errors.CannotUndo():
            return error.remedy, {"entry": error.blocker} if error.blocker else {}
        case errors.Stale():
            remedy = f"read the {error.kind} again, and decide on what it is now"
            return remedy, {"revision": error.revision}
        case _:
            return None, {}


def _of_kind(
    kind: Kind, detail: str, remedy: str | None = None, more: Mapping[str, object] | None = None
) -> Problem:
    return Problem(kind.name, kind.status, kind.title, detail, remedy, more or {})


def item_error(item: errors.ItemProblem) -> dict[str, str]:
    """Say what is wrong with one item of a batch."""
    return {"field": item.field, "detail": item.detail, "remedy": item.remedy}


def invalid_parameters(mistakes: Sequence[Mapping[str, Any]]) -> Problem:
    """Describe what FastAPI found wrong with query parameters and headers.

    Parameters
    ----------
    mistakes
        As :meth:`fastapi.exceptions.RequestValidationError.errors` gives them: ``loc`` is (where, name, ...).
    """
    found = [{"parameter": str(m["loc"][-1]), "detail": str(m["msg"])} for m in mistakes]
    detail = "; ".join(f"{one['parameter']}: {one['detail']}" for one in found)
    return invalid_parameter(detail, found)


def invalid_parameter(detail: str, found: Sequence[Mapping[str, str]] = ()) -> Problem:
    """Describe a parameter that cannot be used; ``detail`` names it."""
    return Problem(
        name="invalid-parameter",
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        title="A parameter cannot be used",
        detail=detail,
        remedy="correct the parameter named, or leave it out; /docs lists what is taken",
        more={"errors": list(found)} if found else {},
    )


def of_status(status: int, detail: str) -> Problem:
    """Describe what the routing refuses: an unknown path, a method that a path does not take."""
    title = HTTPStatus(status).phrase
    name = title.lower().replace(" ", "-")
    remedy = "/docs lists every path with its methods"
    return Problem(name if status != HTTPStatus.NOT_FOUND else "no-such-path", status, title, detail, remedy)


def render(
    problem: Problem, *, status: int | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Turn a problem into a response, of the problem's own status unless another is asked for."""
    code = int(status or problem.status)
    content: dict[str, object] = {
        "type": TYPE_PREFIX + problem.name,
        "title": problem.title,
        "status": code,
        "detail": problem.detail,
    }
    if problem.remedy:
        content["remedy"] = problem.remedy
    body = json_bytes({**content, **problem.more})
    return Response(body, status_code=code, headers=dict(headers or {}), media_type=MEDIA_TYPE)
