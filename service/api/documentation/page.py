"""How to call the service, for people: Swagger UI over /openapi.json, with nothing loaded from elsewhere.

Its files come with the package fastapi-offline, of which only these data files are used.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request, Response

from service.api.caching import conditional

router = APIRouter(prefix="/docs", include_in_schema=False)

# React sets styles on elements, and the style sheet has its icons as data.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>newsfold: how to call it</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<noscript>The same, for programs: <a href="openapi.json">openapi.json</a></noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_START = b"""SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
});
"""
_SCRIPT = "text/javascript; charset=utf-8"
_VENDORED: Mapping[str, str] = {
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": _SCRIPT,
}


@router.get("")
def get_page(request: Request) -> Response:
    """Give the page."""
    answer = conditional(request, _PAGE, media_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


@router.get("/start.js")
def get_start(request: Request) -> Response:
    """Give the script that starts it: a file of its own, so that the page needs no inline script."""
    return conditional(request, _START, media_type=_SCRIPT)


@router.get("/swagger-ui.css")
def get_style(request: Request) -> Response:
    """Give its style sheet."""
    return _vendored(request, "swagger-ui.css")


@router.get("/swagger-ui-bundle.js")
def get_bundle(request: Request) -> Response:
    """Give its program."""
    return _vendored(request, "swagger-ui-bundle.js")


def _vendored(request: Request, name: str) -> Response:
    return conditional(request, _content(name), media_type=_VENDORED[name])


@cache
def _content(name: str) -> bytes:
    return (files("fastapi_offline") / "static" / name).read_bytes()
