"""Articles and feeds that come as one JSON document."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from service.errors import InvalidItem, ItemProblem, UnreadableInput
from service.formats.article_json import submission_from_mapping
from service.formats.decoding import READ
from service.formats.fields import name_type
from service.formats.json_feed import read_json_feed
from service.formats.json_lines import has_article_fields, is_json_feed
from service.formats.wires.recognising import read_wire_item, wire_format
from service.model import Submission


def read_document(document: object, *, now: datetime) -> tuple[str, Iterator[Submission | ItemProblem]]:
    """Read one article, a list of them, ``{"articles": [...]}``, a JSON Feed or wire items; the format's name too.

    Raises
    ------
    UnreadableInput
        It is JSON, but none of these.
    """
    if isinstance(document, list):
        return _list_name(document), _read_list(document, now)
    if not isinstance(document, dict):
        raise UnreadableInput(f"the input is JSON, but {name_type(document)}, which holds no articles", READ)
    if is_json_feed(document):
        return "JSON Feed", read_json_feed(document, now=now)
    if name := wire_format(document):
        return name, read_wire_item(document, now=now, where="item 1")
    if (articles := _listed(document)) is not None:
        return _list_name(articles), _read_list(articles, now)
    if not has_article_fields(document):
        raise UnreadableInput(
            "the input is a JSON object with neither title, text nor a list of articles",
            'send an article with title and text, or {"articles": [...]}',
        )
    return "JSON", _read_list([document], now)


def _listed(document: Mapping[str, object]) -> Sequence[object] | None:
    """What a document lists: articles, or wire items as the content APIs of newsroom systems answer with them."""
    articles = document.get("articles")
    if isinstance(articles, list):
        return articles
    lists = (items for name in ("_items", "items") if isinstance(items := document.get(name), list))
    return next((items for items in lists if any(wire_format(item) for item in items)), None)


def _list_name(items: Sequence[object]) -> str:
    """The format of a list, by its first item."""
    return (wire_format(items[0]) if items else None) or "JSON"


def _read_list(items: Sequence[object], now: datetime) -> Iterator[Submission | ItemProblem]:
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict) and wire_format(item):
            yield from read_wire_item(item, now=now, where=f"item {number}")
            continue
        try:
            yield submission_from_mapping(item, now=now, where=f"item {number}")
        except InvalidItem as error:
            yield error.problem
