"""Errors as problem+json (RFC 9457): one table from the error tree to stable types, statuses and titles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

from fastapi import Response
from starlette.types import Scope

from embeddings import WeightsError
from service import errors
from service.formats.json_bytes import json_bytes

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
    retry_after: int | None = None
    """Seconds after which the request may be sent again."""


Show = Callable[[Scope, Problem], Response | None]
"""Shows a problem to people; None for what programs have asked for."""


def for_programs(scope: Scope, problem: Problem) -> None:
    """Show nothing to people."""


class ProblemError(Exception):
    """A problem that the HTTP edge itself has found."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{problem.title}: {problem.detail}")
        self.problem = problem
        self.headers = headers


@dataclass(frozen=True, slots=True)
class Kind:
    """How one class of error is shown."""

    name: str
    status: HTTPStatus
    title: str


KINDS: Mapping[type[Exception], Kind] = {
    errors.InvalidItem: Kind("invalid-item", HTTPStatus.UNPROCESSABLE_ENTITY, "An item cannot be used"),
    errors.UnreadableInput: Kind("unreadable-body", HTTPStatus.BAD_REQUEST, "The body cannot be read"),
    errors.InputError: Kind("invalid-input", HTTPStatus.BAD_REQUEST, "The input cannot be used"),
    errors.NotFound: Kind("not-found", HTTPStatus.NOT_FOUND, "Nothing is known under this id"),
    errors.Gone: Kind("gone", HTTPStatus.GONE, "It was withdrawn"),
    errors.Moved: Kind("moved", HTTPStatus.CONFLICT, "It has become part of another"),
    errors.Conflict: Kind("conflict", HTTPStatus.CONFLICT, "The request contradicts what is on file"),
    errors.CannotUndo: Kind("conflict", HTTPStatus.CONFLICT, "The request contradicts what is on file"),
    errors.Stale: Kind(
        "precondition-failed", HTTPStatus.PRECONDITION_FAILED, "It has changed since it was read"
    ),
    errors.AddressRefused: Kind(
        "address-refused", HTTPStatus.UNPROCESSABLE_ENTITY, "The address may not be called"
    ),
    errors.TooBusy: Kind("too-busy", HTTPStatus.TOO_MANY_REQUESTS, "Too much is waiting to be filed"),
    errors.Closing: Kind("not-ready", HTTPStatus.SERVICE_UNAVAILABLE, "The service is not ready"),
    errors.Unavailable: Kind("unavailable", HTTPStatus.SERVICE_UNAVAILABLE, "The database is not available"),
    errors.StorageFull: Kind("storage-full", HTTPStatus.INSUFFICIENT_STORAGE, "There is no space left"),
    errors.Unreachable: Kind("unreachable", HTTPStatus.BAD_GATEWAY, "The address cannot be reached"),
    errors.Unanswered: Kind("unreachable", HTTPStatus.BAD_GATEWAY, "The address cannot be reached"),
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
    detail="the request failed because of a fault in the service, which has been logged",
    remedy="send it again; if it fails again, report the X-Request-ID of this answer",
)


def kind_of(error: Exception) -> Kind:
    """Find how ``error`` is shown: the entry of its nearest listed class."""
    return next(KINDS[cls] for cls in type(error).__mro__ if cls in KINDS)


def problem_of(error: errors.NewsfoldError | WeightsError) -> Problem:
    """Describe an error of the core."""
    kind = kind_of(error)
    if (passing := _passing(kind, error)) is not None:
        return passing
    if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _of_kind(kind, INTERNAL.detail, INTERNAL.remedy)
    if isinstance(error, errors.UnreadableInput):
        return _of_kind(kind, error.detail, error.remedy)
    return _of_kind(kind, str(error), *_more(error))


def _passing(kind: Kind, error: Exception) -> Problem | None:
    """Describe what will be over by itself, or when somebody has seen to it; None for everything else."""
    match error:
        case errors.TooBusy():
            remedy = f"send it again in {error.seconds} s; nothing of it was filed"
            return replace(_of_kind(kind, str(error), remedy), retry_after=error.seconds)
        case errors.Closing():
            remedy = "send it again in a few seconds; /readyz says when"
            return replace(_of_kind(kind, str(error), remedy), retry_after=error.seconds)
        case errors.StorageFull():
            remedy = "whoever runs the service must make room on its disk; then send it again: nothing of it was filed"
            return replace(_of_kind(kind, str(error), remedy), retry_after=error.seconds)
        case errors.Unavailable():
            remedy = "send it again: nothing of it was filed, and nothing is filed twice"
            return replace(_of_kind(kind, str(error), remedy), retry_after=error.seconds)
        case _:
            return None


def is_passing(error: Exception) -> bool:
    """Whether an error is no fault, though its status says that it lies here."""
    return isinstance(error, errors.Closing | errors.Unavailable)


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
            remedy = f"read the {error.kind} again, then decide"
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
        remedy="correct the parameter named, or leave it out; /docs lists what can be given",
        more={"errors": list(found)} if found else {},
    )


def slow_body(seconds: float) -> Problem:
    """Describe a body that did not arrive in its time."""
    return Problem(
        name="request-timeout",
        status=HTTPStatus.REQUEST_TIMEOUT,
        title="The body took too long",
        detail=f"the body did not arrive within {seconds:g} s; nothing of it was filed",
        remedy="send less in one request, or raise NEWSFOLD_BODY_SECONDS",
    )


def of_status(status: int, detail: str, method: str, path: str) -> Problem:
    """Describe what the routing refuses: an unknown path, a method that a path does not take."""
    remedy = "/docs lists every path with its methods"
    match status:
        case HTTPStatus.NOT_FOUND:
            said = f"there is nothing at {path[:200]!r}"
            return Problem("no-such-path", status, "There is no such path", said, remedy)
        case HTTPStatus.METHOD_NOT_ALLOWED:
            said = f"{path[:200]!r} does not take {method}"
            return Problem("method-not-allowed", status, "The path does not take this method", said, remedy)
        case _:
            title = HTTPStatus(status).phrase
            return Problem(title.lower().replace(" ", "-"), status, title, detail, remedy)


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
    head = dict(headers or {})
    if problem.retry_after is not None:
        content["retry_after"] = problem.retry_after
        head["Retry-After"] = str(problem.retry_after)
    body = json_bytes({**content, **problem.more})
    return Response(body, status_code=code, headers=head, media_type=MEDIA_TYPE)
