"""Calls to the running service. Whatever goes wrong becomes a tool error that says what and what to do about it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2
from mcp.server.mcpserver.exceptions import ToolError

from service.errors import StartupError

PATIENCE_SECONDS = 60.0
"""A batch that waits its turn behind a large one may take this long."""
_PROBLEM = "application/problem+json"
_DOTS = {".": "%2E", "..": "%2E%2E"}
"""As they are, clients take them for the way to another path."""
_NO_KEY = (401, 403)
_REMEDY_WITHOUT_KEY = "set NEWSFOLD_API_KEY, in the MCP server's environment, to a key of the service"

Answer = dict[str, Any]
"""A JSON object as the service answers it."""


class Service:
    """The service at an address."""

    def __init__(self, url: str, key: str = "") -> None:
        """Take the address, and the key that is sent along (empty: none).

        Raises
        ------
        StartupError
            The address is none of HTTP.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise StartupError(f"{url!r} is not an HTTP address; give --url, such as http://127.0.0.1:8000")
        self._url = url.rstrip("/")
        self._client = httpx2.Client(
            base_url=self._url,
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=PATIENCE_SECONDS,
            follow_redirects=True,
        )

    def get(self, *path: str, **query: str | float | None) -> Answer:
        """Read what lies under a path, given in parts. Raises ToolError."""
        asked = {name: value for name, value in query.items() if value is not None}
        return self._call("GET", path, params=asked)

    def post(self, *path: str, body: Mapping[str, object]) -> Answer:
        """Send an object to a path, given in parts. Raises ToolError."""
        return self._call("POST", path, json=body)

    def _call(self, method: str, path: tuple[str, ...], **sent: Any) -> Answer:  # noqa: ANN401 - passed on
        place = "/v1/" + "/".join(_DOTS.get(part) or quote(part, safe="") for part in path)
        try:
            answer = self._client.request(method, place, **sent)
        except httpx2.HTTPError as error:
            raise ToolError(
                f"newsfold does not answer at {self._url}: {error or type(error).__name__}. Start it with "
                "`newsfold serve`, or start the MCP server with its address: `newsfold mcp --url ...`"
            ) from error
        if not answer.is_success:
            raise ToolError(_told(answer))
        return self._read(answer)

    def _read(self, answer: httpx2.Response) -> Answer:
        try:
            content = answer.json()
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise ToolError(f"what answers at {self._url} is not newsfold; give its address with --url")
        return content


def _told(answer: httpx2.Response) -> str:
    """Say what a refusal says: what is wrong, and the remedy."""
    if not answer.headers.get("content-type", "").startswith(_PROBLEM):
        return f"{answer.url} answered {answer.status_code}; is that the address of newsfold?"
    problem: Answer = answer.json()
    remedy = _REMEDY_WITHOUT_KEY if answer.status_code in _NO_KEY else problem.get("remedy")
    said = f"{problem['title']}: {problem['detail']}"
    return f"{said}. Remedy: {remedy}" if remedy else said
