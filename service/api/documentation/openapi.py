"""What /docs says beyond the signatures: problems, bodies that are read raw, headers, one tidy set of schemas."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from service.api.documentation.keys import document_keys
from service.api.documentation.naming import tidy
from service.api.parsing.idempotency import KEY_PATTERN
from service.api.problems import MEDIA_TYPE
from service.api.schemas import articles as schemas
from service.api.schemas import examples, requests
from service.api.schemas.webhooks import WebhookIn

Json = dict[str, Any]
"""A piece of an OpenAPI document."""

_REFERENCE = "#/components/schemas/{model}"
_EXAMPLE = "#/components/examples/{name}"
_BODIES: Sequence[type[BaseModel]] = (
    requests.ArticleIn,
    requests.BatchIn,
    requests.WithdrawIn,
    requests.MergeIn,
    requests.SplitIn,
    requests.RepresentativeIn,
    requests.UndoIn,
    WebhookIn,
    schemas.ProblemOut,
)
_WHY: Mapping[int, str] = {
    308: "It has become part of another, at Location",
    400: "The body cannot be read",
    401: "The signature is wrong or missing",
    404: "Nothing is known under this id",
    408: "The body took too long to arrive",
    409: "It contradicts what is on file, or an editor's decision",
    410: "It was withdrawn",
    412: "The story has changed since it was read",
    413: "The body is too large",
    422: "A parameter or an article cannot be used; the problem names it, and the remedy",
    429: "Too much is waiting to be filed, or the caller has sent too much; `Retry-After` says for how long",
    503: "Starting, stopping, or the database is not available; `Retry-After` says for how long",
    507: "The database's disk is full; nothing of the request was filed",
}
TAKING = (400, 408, 413, 422, 429, 507)
"""Why articles may not be taken."""


def problems(*statuses: int) -> dict[int | str, Json]:
    """Document the problems that a route may answer with."""
    return {
        status: {
            "description": _WHY[status],
            "content": {MEDIA_TYPE: {"schema": _reference(schemas.ProblemOut)}},
        }
        for status in (*statuses, 503)
    }


def body_of(*models: type[BaseModel], shown: Mapping[str, object]) -> Json:
    """Document a JSON body that the route reads raw, with some of :data:`service.api.schemas.examples.ALL`."""
    found = [_reference(model) for model in models]
    content = {
        "schema": found[0] if len(found) == 1 else {"anyOf": found},
        "examples": {name: {"$ref": _EXAMPLE.format(name=name)} for name in shown},
    }
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


IDEMPOTENCY: Json = {
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "For a day, a repeated request with the same key is only answered again, not carried out.",
            "schema": {"type": "string", "pattern": f"^{KEY_PATTERN}$"},
        }
    ]
}
"""The header of the POSTs that change something."""


PRECONDITION: Json = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The story's `ETag` or `revision` when you read it: if it has changed since, nothing is done.",
    "schema": {"type": "string"},
}
EDIT: Json = {"parameters": [*IDEMPOTENCY["parameters"], PRECONDITION]}
"""The headers of those that edit a story."""


def install_openapi(app: FastAPI) -> None:
    """Let ``app`` describe itself with the schemas of the bodies it reads raw."""

    def openapi() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    # The documented way to extend the document: https://fastapi.tiangolo.com/how-to/extending-openapi/
    app.openapi = openapi  # type: ignore[method-assign]


def _describe(app: FastAPI) -> Json:
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
    )
    _, bodies = models_json_schema([(model, "validation") for model in _BODIES], ref_template=_REFERENCE)
    components = document.setdefault("components", {})
    components.setdefault("schemas", {}).update(bodies["$defs"])
    # Put in last: get_openapi drops every null, also from inside examples.
    document_keys(document, _reference(schemas.ProblemOut))
    components["examples"] = {name: {"value": value} for name, value in examples.ALL.items()}
    tidy(document)
    return document


def _reference(model: type[BaseModel]) -> Json:
    return {"$ref": _REFERENCE.format(model=model.__name__)}


NOT_MODIFIED: dict[int | str, Json] = {
    int(HTTPStatus.NOT_MODIFIED): {"description": "Unchanged since the ETag sent as If-None-Match"}
}
"""What every GET may answer."""
