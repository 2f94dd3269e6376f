"""How a page is made: a template filled in, its head, and what it tells browsers to refuse."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import quote

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from service.formats.links import link_target
from service.formats.times import for_people, rfc3339
from service.keys import Scope
from service.keys.callers import caller_of
from service.web.assets import asset_names

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HTML = "text/html; charset=utf-8"
_HEADERS = {
    "Content-Security-Policy": POLICY,
    # Kept by the browser for going back, and never shown anew without asking: what was withdrawn is not shown again.
    "Cache-Control": "private, no-cache",
    # Without it, browsers hide from us even where our own forms come from.
    "Referrer-Policy": "same-origin",
    "Vary": "Accept-Encoding",
}
_LEAST_PACKED = 1_000
"""Bytes below which packing saves nothing."""

_templates = Environment(
    loader=PackageLoader("service.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES = (
    {"name": "paste", "title": "Paste"},
    {"name": "audit", "title": "Audit trail"},
    {"name": "health", "title": "Health"},
)
"""Those that every page leads to, beside the briefing."""


def _part(text: str) -> str:
    """Make an id one part of a path."""
    return quote(text, safe="")


def short(time: datetime) -> str:
    """Write ``time`` for a column of them: ``23 Nov, 13:05``; the year is in its title."""
    return for_people(time).replace(f" {time.astimezone(UTC).year},", ",").removesuffix(" UTC")


_templates.filters.update(people=for_people, rfc3339=rfc3339, link=link_target, part=_part, short=short)
_templates.globals.update(asset=asset_names(), pages=_PAGES)


@dataclass(frozen=True, slots=True)
class Page:
    """A template, and what it is filled in with."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = HTTPStatus.OK


def compile_templates() -> None:
    """Compile them all, which is otherwise done when each is first needed."""
    for name in _templates.list_templates():
        _templates.get_template(name)


def page(request: Request, wanted: Page) -> Response:
    """Answer with a page."""
    caller = caller_of(request.scope)
    common = {
        "root": root_of(request),
        "may_edit": Scope.EDIT in caller.scopes,
        "may_write": Scope.WRITE in caller.scopes,
        "who": caller.name,
        "base": str(request.base_url).rstrip("/"),
    }
    text = _templates.get_template(wanted.template).render({**common, **wanted.values})
    return packed(request, text.encode("utf-8", "replace"), HTML, _HEADERS, wanted.status)


def packed(
    request: Request, body: bytes, media_type: str, headers: Mapping[str, str], status: int = HTTPStatus.OK
) -> Response:
    """Answer with a body, packed where the browser takes that. There is no secret in a page that this could tell."""
    more = dict(headers)
    if len(body) >= _LEAST_PACKED and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 5, mtime=0)
        more["Content-Encoding"] = "gzip"
    return Response(body, status_code=status, headers=more, media_type=media_type)


def root_of(request: Request) -> str:
    """What the addresses of all pages begin with: the prefix that a proxy has added, usually none."""
    root: str = request.scope.get("root_path", "")
    return root


def path_in(request: Request, *parts: str) -> str:
    """Make the address of a page from the parts of its path."""
    return "/".join([root_of(request), *(quote(part, safe="") for part in parts)])
