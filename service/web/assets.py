"""Style sheet and scripts, under addresses that change with their content: browsers keep them for good."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, HTTPException, Request, Response

router = APIRouter(prefix="/assets", include_in_schema=False)

STATIC = files("service.web") / "static"
_TYPES: Mapping[str, str] = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_FOR_GOOD = "public, max-age=31536000, immutable"
_IMPORTED = re.compile(rb'(?<= from "\./)[a-z]+\.js(?=";)')


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, packed once."""

    media_type: str
    content: bytes
    packed: bytes
    mark: str
    """The beginning of its SHA-256, in hexadecimal."""


@cache
def assets() -> Mapping[str, Asset]:
    """Read the folder ``static``: the files that pages load, by name."""
    return {file.name: _asset(file.name) for file in STATIC.iterdir() if file.name.endswith(tuple(_TYPES))}


@cache
def _asset(name: str) -> Asset:
    """Read one file; what it imports is named with its mark, so that the importing file changes with it."""
    content = _IMPORTED.sub(_marked, (STATIC / name).read_bytes())
    mark = hashlib.sha256(content).hexdigest()[:12]
    return Asset(_TYPES[name[name.rindex(".") :]], content, gzip.compress(content, 9, mtime=0), mark)


def _marked(imported: re.Match[bytes]) -> bytes:
    return b"%s?%s" % (imported[0], _asset(imported[0].decode()).mark.encode())


def asset_names() -> Mapping[str, str]:
    """Give for each file its address, which holds the mark of its content."""
    return {name: f"/assets/{name}?{asset.mark}" for name, asset in assets().items()}


@router.get("/{name}")
async def get_asset(request: Request, name: str) -> Response:
    """Give a file; under a mark that is not its own, the present one, not to be kept."""
    found = assets().get(name)
    if found is None:
        raise HTTPException(404)
    headers = {
        "Cache-Control": _FOR_GOOD if request.url.query == found.mark else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.packed, headers=headers, media_type=found.media_type)
    return Response(found.content, headers=headers, media_type=found.media_type)
