"""Style sheet and scripts, under addresses that change with their content: browsers keep them for good."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request, Response

router = APIRouter(prefix="/assets", include_in_schema=False)

_TYPES: Mapping[str, str] = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "live.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
}
_FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, packed once."""

    content: bytes
    packed: bytes
    mark: str
    """The beginning of its SHA-256, in hexadecimal."""


@cache
def asset(name: str) -> Asset:
    """Read a file of the folder ``static``."""
    content = files("service.web").joinpath("static", name).read_bytes()
    return Asset(content, gzip.compress(content, 9, mtime=0), hashlib.sha256(content).hexdigest()[:12])


def asset_names() -> Mapping[str, str]:
    """Give for each file its address, which holds the mark of its content."""
    return {name: f"/assets/{name}?{asset(name).mark}" for name in _TYPES}


@router.get("/desk.css")
def get_style(request: Request) -> Response:
    """Give the style sheet."""
    return _answer(request, "desk.css")


@router.get("/desk.js")
def get_script(request: Request) -> Response:
    """Give the script of our own that every page has."""
    return _answer(request, "desk.js")


@router.get("/live.js")
def get_live_script(request: Request) -> Response:
    """Give the script of our own that shows what happens meanwhile."""
    return _answer(request, "live.js")


@router.get("/htmx.min.js")
def get_htmx(request: Request) -> Response:
    """Give htmx, as its authors publish it."""
    return _answer(request, "htmx.min.js")


def _answer(request: Request, name: str) -> Response:
    """Give a file; under a mark that is not its own, the present one, not to be kept."""
    found = asset(name)
    headers = {
        "Cache-Control": _FOR_GOOD if request.url.query == found.mark else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.packed, headers=headers, media_type=_TYPES[name])
    return Response(found.content, headers=headers, media_type=_TYPES[name])
