"""The layers before the routes: who may pass, which pages may call, what every answer says to browsers.

Plain ASGI, so that nothing is buffered. A request that is refused is not read, and costs no encoding.
"""

from contextlib import suppress

import structlog
from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.access.control import AccessControl
from service.api.access.credentials import HEADER
from service.api.access.refusals import Refusal
from service.api.middleware.request_log import REQUEST_ID
from service.api.parsing.idempotency import HEADER as IDEMPOTENCY_KEY
from service.api.parsing.idempotency import REPLAYED
from service.api.problems import Show, for_programs, render
from service.keys.callers import Caller

_POLICY_VIOLATION = 1008
_DEFAULTS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    # What is not a page or a list that can be asked for again is for the caller alone, and for now.
    "Cache-Control": "private, no-store",
}
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_SENT = ("Authorization", HEADER, IDEMPOTENCY_KEY, "If-Match", "If-None-Match", "Last-Event-ID", REQUEST_ID)
_SHOWN = ("ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", REQUEST_ID, REPLAYED)


class _RevokedError(Exception):
    """Ends an answer whose caller may not have the rest of it."""


class AccessMiddleware:
    """Asks about each request whether it may come in, and lets no other kind of connection in."""

    def __init__(self, app: ASGIApp, access: AccessControl, show: Show) -> None:
        self._app = app
        self._access = access
        self._show = show

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            admission = self._access.admit(scope)
        except Refusal as refusal:
            response = self._show(scope, refusal.problem) or render(refusal.problem)
            for name, value in refusal.headers:
                if not (value.startswith("Basic") and _of_a_script(scope)):
                    response.headers.append(name, value)
            await response(scope, receive, send)
            return
        named = {"key": admission.caller.name} if admission.caller.name else {}
        complete = _adding(admission.verdict.headers(), send)
        with structlog.contextvars.bound_contextvars(**named), suppress(_RevokedError):
            await self._app(scope, receive, _while_welcome(admission.caller, complete))


class SecurityHeaders:
    """Tells browsers to guess, embed, keep and pass on nothing, unless the answer itself says otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and complete the head of the answer."""
        await self._app(scope, receive, _adding(_DEFAULTS, send) if scope["type"] == "http" else send)


def install_access(
    app: FastAPI, access: AccessControl, origins: tuple[str, ...], show: Show | None = None
) -> None:
    """Put access control before the routes, and before it, where ``origins`` are given, what answers preflights."""
    app.add_middleware(AccessMiddleware, access=access, show=show or for_programs)
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=_METHODS,
            allow_headers=_SENT,
            expose_headers=_SHOWN,
            allow_credentials=False,
        )


def _of_a_script(scope: Scope) -> bool:
    """Whether a script of a page has sent it: there, browsers would ask for a password in the middle of something."""
    return Headers(scope=scope).get("sec-fetch-mode", "navigate") != "navigate"


def _while_welcome(caller: Caller, send: Send) -> Send:
    """Send nothing more of an answer that goes on after its key was revoked: it ends there.

    Streams that rest ask for themselves, so that they end at once.
    """

    async def guarded(message: Message) -> None:
        if message.get("more_body") and not caller.still_may():
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            raise _RevokedError
        await send(message)

    return guarded


def _adding(headers: dict[str, str], send: Send) -> Send:
    async def complete(message: Message) -> None:
        if message["type"] == "http.response.start":
            head = MutableHeaders(scope=message)
            for name, value in headers.items():
                head.setdefault(name, value)
        await send(message)

    return complete
