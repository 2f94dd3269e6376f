"""The names and types that a client generated from the document will have: those of the contract, nothing of ours."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi.routing import APIRoute

_SCHEMAS = "#/components/schemas/"
_OUT = "Out"
_CLEARER: Mapping[str, str] = {
    "Kind": "PassageKind",
    "Link": "ConstraintLink",
    "Status": "ArticleStatus",
    "Style": "BriefingFormat",
}
"""Classes whose names say enough in their own rooms only."""


def operation_name(route: APIRoute) -> str:
    """Name an operation as its function: ``get_story``, and so the client's function too."""
    return route.name


def tidy(document: dict[str, Any]) -> None:
    """Name the schemas of an OpenAPI document by the words of the contract, and let no parameter be null.

    A query or a header cannot be null: what may be left out is not required, and that is all.
    """
    _rename(document)
    for operation in _operations(document):
        for parameter in operation.get("parameters", ()):
            parameter["schema"] = _present(parameter["schema"])


def _rename(document: dict[str, Any]) -> None:
    components: dict[str, Any] = document["components"]
    names = {name: _clearer(name, components["schemas"]) for name in components["schemas"]}
    components["schemas"] = {
        names[name]: _entitled(schema, name, names[name]) for name, schema in components["schemas"].items()
    }
    for node in _nodes(document):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(_SCHEMAS):
            # One object may stand in several places: then it has been renamed already.
            name = reference.removeprefix(_SCHEMAS)
            node["$ref"] = _SCHEMAS + names.get(name, name)


def _clearer(name: str, taken: Mapping[str, object]) -> str:
    short = _CLEARER.get(name, name.removesuffix(_OUT))
    return name if short in taken else short


def _entitled(schema: dict[str, Any], name: str, short: str) -> dict[str, Any]:
    return {**schema, "title": short} if schema.get("title") == name else schema


def _present(schema: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a parameter that is there."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) != 1:
        return schema
    return {**choices[0], **{key: value for key, value in schema.items() if key != "anyOf"}}


def _operations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document["paths"].values():
        yield from item.values()


def _nodes(node: object) -> Iterator[dict[str, Any]]:
    """Every object in a document."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)
