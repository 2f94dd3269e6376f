"""What a tool says when the service refuses, or is not there."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from mcp.server.mcpserver.exceptions import ToolError

from service.errors import StartupError
from service.mcp.calling import Service

PROBLEM = {
    "type": "urn:newsfold:problem:x",
    "title": "No",
    "detail": "it is not so",
    "remedy": "do otherwise",
}
NO_KEY = {**PROBLEM, "title": "A key is needed", "detail": "there is none"}


@contextmanager
def answering(status: int, body: str, media_type: str) -> Iterator[tuple[str, list[str]]]:
    """A server that gives one answer to everybody; its address, and the keys that came."""
    keys: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys.append(self.headers.get("authorization", ""))
            self.send_response(status)
            self.send_header("content-type", media_type)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", keys
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("status", "body", "media_type", "said"),
    [
        (422, json.dumps(PROBLEM), "application/problem+json", "No: it is not so. Remedy: do otherwise"),
        (401, json.dumps(NO_KEY), "application/problem+json", "NEWSFOLD_API_KEY"),
        (404, "<h1>Not here</h1>", "text/html", "is that the address of newsfold"),
        (200, "<h1>Welcome</h1>", "text/html", "is not newsfold"),
        (200, "[]", "application/json", "is not newsfold"),
    ],
)
def test_a_refusal_is_a_tool_error_with_its_remedy(
    status: int, body: str, media_type: str, said: str
) -> None:
    with answering(status, body, media_type) as (url, keys), pytest.raises(ToolError, match=said):
        try:
            Service(url, "ours").get("stories")
        finally:
            assert keys == ["Bearer ours"]


def test_without_a_key_none_is_sent() -> None:
    with answering(200, "{}", "application/json") as (url, keys):
        assert Service(f"{url}/").get("stories", "s-1", cursor=None) == {}
        assert keys == [""]


def test_a_service_that_is_down_is_named_with_what_starts_it() -> None:
    with pytest.raises(ToolError, match=r"does not answer at http://127\.0\.0\.1:9.*newsfold serve"):
        Service("http://127.0.0.1:9").get("stories")


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://desk.example", "http://", ""])
def test_what_is_no_address_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(StartupError, match="--url"):
        Service(url)
