"""What a request needs a key for. A route that nobody thought of here needs one: `read` to look, `edit` to change."""

from typing import Final

from starlette.types import Scope as AsgiScope

from service.keys import Scope

LOOKING: Final = frozenset({"GET", "HEAD"})
OPEN: Final = frozenset(
    {
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/docs",
        "/docs/swagger-ui.css",
        "/docs/swagger-ui-bundle.js",
        "/docs/start.js",
    }
)
"""What anybody may look at: it tells nothing of what was filed."""
ASSETS: Final = "/assets/"
"""The folder of the pages' scripts and style sheet, which anybody may look at as well."""
SUPERDESK: Final = "/v1/push/superdesk"
"""Its pushes are signed; they need no key where there is a secret to check the signature with."""

_WRITING = frozenset({"/v1/articles", "/v1/check", SUPERDESK, "/paste", "/paste/accept"})
_PUSHING = "/v1/push/"
_WEBHOOKS = "/v1/webhooks"


def path_of(scope: AsgiScope) -> str:
    """The path as the routes know it, without the prefix that a proxy has added."""
    root, path = scope.get("root_path", ""), str(scope["path"])
    return path.removeprefix(root) if path.startswith(f"{root}/") else path


def needed(method: str, path: str) -> Scope | None:
    """Tell the scope that a request needs; None for what is open."""
    if path == _WEBHOOKS or path.startswith(_WEBHOOKS + "/"):
        # Also to look: the addresses of receivers often hold secrets of theirs.
        return Scope.EDIT
    if method in LOOKING:
        return None if path in OPEN or path.startswith(ASSETS) else Scope.READ
    if method == "POST" and (path in _WRITING or path.startswith(_PUSHING)):
        return Scope.WRITE
    return Scope.EDIT
