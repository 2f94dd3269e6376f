"""Every way a request can fail ends here, as a problem; only the unexpected goes on, to be logged."""

from http import HTTPStatus
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match
from starlette.types import Scope

from service.api.caching import CACHE_CONTROL
from service.api.middleware.deadlines import SlowBody
from service.api.problems import (
    ProblemError,
    Show,
    for_programs,
    invalid_parameters,
    is_passing,
    kind_of,
    of_status,
    problem_of,
    render,
    slow_body,
)
from service.errors import Moved, NewsfoldError, Unavailable

_PLACES = {"story": "/v1/stories/", "storyline": "/v1/storylines/"}
_SERVER_FAULT = 500

_log = structlog.stdlib.get_logger("newsfold.access")


def install_handlers(app: FastAPI, show: Show = for_programs) -> None:
    """Turn errors into problems for all routes of ``app``; ``show`` turns them into pages where people have asked."""

    @app.exception_handler(NewsfoldError)
    def on_error(request: Request, error: NewsfoldError) -> Response:
        if kind_of(error).status >= _SERVER_FAULT and not is_passing(error):
            raise error
        if isinstance(error, Unavailable):
            _log.error("not carried out", path=request.url.path, reason=str(error))
        if isinstance(error, Moved) and (location := _new_place(request, error)):
            # A merge can be undone: what is permanent for HTTP must still be asked for each time.
            headers = {"Location": location, "Cache-Control": CACHE_CONTROL}
            return render(problem_of(error), status=308, headers=headers)
        return render(problem_of(error))

    @app.exception_handler(ProblemError)
    def on_problem(request: Request, error: ProblemError) -> Response:
        return render(error.problem, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    def on_parameters(request: Request, error: RequestValidationError) -> Response:
        return render(invalid_parameters(error.errors()))

    @app.exception_handler(HTTPException)
    def on_routing(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = ", ".join(_methods(app, request.scope))
        problem = of_status(error.status_code, error.detail, request.method, request.url.path)
        shown = show(request.scope, problem)
        if shown is None:
            return render(problem, headers=headers)
        shown.headers.update(headers)
        return shown

    _install_body_handlers(app)


def _install_body_handlers(app: FastAPI) -> None:
    @app.exception_handler(SlowBody)
    def on_slow_body(request: Request, error: SlowBody) -> Response:
        # The rest of it is still to come: the connection is good for nothing else.
        return render(slow_body(error.seconds), headers={"Connection": "close"})

    @app.exception_handler(ClientDisconnect)
    def on_disconnect(request: Request, error: ClientDisconnect) -> Response:
        return Response(status_code=400)  # nobody is there to read it


def _methods(app: FastAPI, scope: Scope) -> list[str]:
    """Every method that the path takes: the routing names only those of the first route that fits it."""

    def taken(method: str) -> bool:
        asked = {**scope, "method": method}
        return any(route.matches(asked)[0] is Match.FULL for route in app.routes)

    found = {method for method in ("DELETE", "GET", "PATCH", "POST", "PUT") if taken(method)}
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def _new_place(request: Request, moved: Moved) -> str | None:
    """The same request for what survives; None where the old id does not stand in the path."""
    kind = _PLACES[moved.kind]
    old = kind + moved.identifier
    root: str = request.scope.get("root_path", "")
    path: str = request.scope["path"].removeprefix(root)
    if path != old and not path.startswith(old + "/"):
        return None
    place = f"{root}{kind}{quote(moved.successor, safe='')}"
    query = f"?{request.url.query}" if request.url.query else ""
    return place + path.removeprefix(old) + query
