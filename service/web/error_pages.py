"""What goes wrong, as a page that says what, and where to go from there."""

from collections.abc import Callable, Coroutine, MutableMapping
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from service import errors
from service.web.rendering import Page, page, path_in

_FOR_PROGRAMS = ("/v1/", "/feeds/", "/metrics", "/healthz", "/readyz")
_READABLE = "text/html"


class PageError(Exception):
    """Something a page cannot do."""

    def __init__(
        self, status: int, title: str, detail: str, remedy: str = "", retry_after: int | None = None
    ) -> None:
        super().__init__(f"{title}: {detail}")
        self.status = status
        self.title = title
        self.detail = detail
        self.remedy = remedy
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}


class PageRoute(APIRoute):
    """A route whose errors are pages, and not problems for programs."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap what handles the request."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except (PageError, errors.NewsfoldError, RequestValidationError) as error:
                if (moved := _elsewhere(request, error)) is not None:
                    return moved
                if (told := _told(error)) is None:
                    raise
                return error_page(request, told)

        return handled


class TwinRoute(APIRoute):
    """A route for programs among the pages: an error is a problem here (RFC 9457), and no page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap what handles the request."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except PageError as error:
                kind = "not-ready" if error.status == HTTPStatus.SERVICE_UNAVAILABLE else "invalid-input"
                members = {"title": error.title, "status": error.status, "detail": error.detail}
                problem = {"type": f"urn:newsfold:problem:{kind}", **members, "remedy": error.remedy}
                return JSONResponse(
                    problem, error.status, error.headers, media_type="application/problem+json"
                )

        return handled


class Refused(Protocol):
    """Why a request was not let in."""

    @property
    def status(self) -> int:
        """The status of the answer."""
        ...

    @property
    def title(self) -> str:
        """What is the matter."""
        ...

    @property
    def detail(self) -> str:
        """The same, of this very request."""
        ...

    @property
    def remedy(self) -> str | None:
        """What to do about it."""
        ...


def refusal_page(scope: MutableMapping[str, Any], refused: Refused) -> Response | None:
    """Show to people why they were not let in, or found nothing; None where a program has asked."""
    request = Request(scope)
    path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
    if _READABLE not in request.headers.get("accept", "") or path.startswith(_FOR_PROGRAMS):
        return None
    return error_page(request, _refusal(path, refused))


def _refusal(path: str, refused: Refused) -> PageError:
    match refused.status:
        case HTTPStatus.NOT_FOUND:
            return PageError(
                404,
                "There is no such page",
                f"Nothing lies at {path[:200]}. The address may be mistyped, or cut off.",
                "Look for the story by a word of its headline.",
            )
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return PageError(
                405,
                "There is nothing to show here",
                f"{path[:200]} only takes forms: it cannot be opened, or loaded again, by itself.",
                "Begin again from the briefing. What was done stands in the audit trail.",
            )
        case status:
            return PageError(status, refused.title, refused.detail, refused.remedy or "")


def error_page(request: Request, told: PageError) -> Response:
    """Show what went wrong."""
    values = {"title": told.title, "detail": told.detail, "remedy": told.remedy}
    answer = page(request, Page("error.html", values, told.status))
    answer.headers.update(told.headers)
    return answer


def _elsewhere(request: Request, error: Exception) -> Response | None:
    """Go where a merged story lives on: for good, but for an undoing, so that it is asked each time."""
    if not isinstance(error, errors.Moved) or request.method not in ("GET", "HEAD"):
        return None
    there = path_in(request, "stories", error.successor)
    headers = {
        "Location": f"{there}?{urlencode({'from': error.identifier})}",
        "Cache-Control": "private, no-cache",
    }
    return Response(status_code=308, headers=headers)


def _told(error: Exception) -> PageError | None:  # noqa: PLR0911 - one for each kind of error
    match error:
        case PageError():
            return error
        case errors.NotFound():
            return PageError(
                404,
                f"No such {error.kind}",
                f"Nothing is known under {error.identifier!r}. The address may be mistyped, or what it names may be "
                "under embargo.",
                "Look for it in the briefing, by a word of its headline.",
            )
        case errors.Gone():
            return PageError(
                410,
                "Withdrawn",
                f"The {error.kind} {error.identifier!r} was withdrawn. Its text is not shown any more.",
                "The audit trail says who withdrew it, and why.",
            )
        case errors.CannotUndo():
            return PageError(409, "It cannot be undone", str(error), error.remedy)
        case errors.Conflict():
            return PageError(409, "That contradicts what is on file", str(error), "Nothing was changed.")
        case errors.InputError() | errors.Unreachable():
            return PageError(422, "That cannot be used", str(error))
        case RequestValidationError():
            wrong = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
            return PageError(
                422, "A part of the address cannot be used", wrong, "Begin again from the briefing."
            )
        case _:
            return _passing(error)


def _passing(error: Exception) -> PageError | None:
    """What will be over by itself, or when somebody has seen to it."""
    match error:
        case errors.TooBusy():
            title, remedy = "Too much is waiting to be filed", "Send it again then: nothing was filed."
            return PageError(429, title, str(error), remedy, error.seconds)
        case errors.Closing():
            title, remedy = "The service is about to stop", "Send it again in a minute."
            return PageError(503, title, str(error), remedy, error.seconds)
        case errors.StorageFull():
            title, remedy = (
                "There is no space left",
                "Nothing was filed or changed. Make room on the disk of the database.",
            )
            return PageError(507, title, str(error), remedy, error.seconds)
        case errors.Unavailable():
            title, remedy = "The database cannot be used", "Nothing was filed or changed."
            return PageError(503, title, str(error), remedy, error.seconds)
        case _:
            return None
