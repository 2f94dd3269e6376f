"""What is answered to those who want to write when the service is about to stop."""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.access.scopes import LOOKING
from service.api.problems import Show, problem_of, render
from service.errors import Closing


class ClosedForWriting:
    """Lets those who read go on, and turns away those who write. Plain ASGI: nothing of their bodies is read."""

    def __init__(self, app: ASGIApp, closing: Callable[[], bool], show: Show) -> None:
        self._app = app
        self._closing = closing
        self._show = show

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 503."""
        if scope["type"] != "http" or scope["method"] in LOOKING or not self._closing():
            await self._app(scope, receive, send)
            return
        problem = problem_of(Closing())
        response = self._show(scope, problem) or render(problem)
        response.headers["Retry-After"] = str(problem.retry_after)
        await response(scope, receive, send)
