"""HEAD, wherever GET is taken: the same answer without its body (RFC 9110, 9.3.2).

Plain ASGI, inside of all that asks for the method of a request: who may look, what is counted, what is logged.
"""

from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _EnoughError(Exception):
    """Ends an answer that would go on: of a stream, HEAD gives the head."""


class HeadAsGet:
    """Has a HEAD carried out as a GET, and sends the head of the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def head(message: Message) -> None:
            if message["type"] == "http.response.body":
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                raise _EnoughError
            await send(message)

        asked = {**scope, "method": "GET"}
        with suppress(_EnoughError):
            await self._app(asked, receive, head)
        # What the layers outside find out from the routing: which route it was.
        scope.update({name: asked[name] for name in ("route", "endpoint") if name in asked})
