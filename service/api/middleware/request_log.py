"""One log line and one measurement for each request, an id to find it by, and no internals when it fails.

Plain ASGI, so that nothing is buffered. Bodies, query strings and secrets never reach the log.
"""

import re
from time import perf_counter
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import INTERNAL, Show, for_programs, render
from service.front.metrics import Metrics
from service.keys.callers import caller_of

REQUEST_ID = "X-Request-ID"
_GIVEN_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_log = structlog.stdlib.get_logger("newsfold.access")


class RequestLog:
    """The outermost layer of the app."""

    def __init__(self, app: ASGIApp, metrics: Metrics, show: Show = for_programs) -> None:
        self._app = app
        self._metrics = metrics
        self._show = show

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and tell what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visit = _Visit(scope, send)
        with structlog.contextvars.bound_contextvars(request_id=visit.request_id):
            try:
                await self._app(scope, receive, visit.send)
            except Exception:  # the last place where it can become an answer
                _log.exception("request failed", method=scope["method"], path=scope["path"])
                if visit.status is not None:
                    raise
                answer = self._show(scope, INTERNAL) or render(INTERNAL)
                await answer(scope, receive, visit.send)
            finally:
                self._report(visit)

    def _report(self, visit: "_Visit") -> None:
        seconds = perf_counter() - visit.start
        scope, status = visit.scope, visit.status or 499
        # Labels are a closed set: neither ids nor invented methods may grow the registry.
        route = getattr(scope.get("route"), "path", "unmatched")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.requests.labels(method, route, status).observe(seconds)
        log = _log.debug if scope["path"] in _QUIET else _log.info
        caller = caller_of(scope).name
        log(
            "request",
            method=scope["method"],
            path=scope["path"],
            status=status,
            milliseconds=round(seconds * 1000, 1),
            **({"key": caller} if caller else {}),
        )


class _Visit:
    """One request on its way through: its id, and the status it got."""

    def __init__(self, scope: Scope, send: Send) -> None:
        given = Headers(scope=scope).get(REQUEST_ID, "")
        self.scope = scope
        self.request_id = given if _GIVEN_ID.fullmatch(given) else uuid4().hex
        self.start = perf_counter()
        self.status: int | None = None
        self._send = send

    async def send(self, message: Message) -> None:
        """Send a part of the answer on, with the request's id in its head."""
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
            MutableHeaders(scope=message)[REQUEST_ID] = self.request_id
        await self._send(message)
