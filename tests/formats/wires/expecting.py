"""What documents of wires say, read straight from them by path: no code of the readers is used here.

A field that a document does not have is None, and what is no report is :data:`NO_REPORT`. Texts are compared without
white space, because forms of one text break their lines where they like.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree, html

NO_REPORT = "no report"
"""A picture, an event, or an item without words."""
REFUSED = "refused"
"""The document holds nothing that is a report, and is refused as a whole."""


@dataclass(frozen=True)
class Expected:
    """One report, as its document says."""

    identity: str | None
    version: str | None
    status: str
    headline: str
    texts: tuple[str, ...]
    """Forms of the text, any of which will do."""
    published: datetime | None
    revised: datetime | None
    provider: str | None
    embargo: datetime | None = None
    expires: datetime | None = None
    language: str | None = None


@dataclass(frozen=True)
class Document:
    """What is expected of a document: its reports in order, or why there are none."""

    items: tuple[Expected | str, ...] = field(default=())
    refusal: str = ""


def expected_of(path: Path) -> Document:
    """Read a sample by the form that its folder and its name tell."""
    if path.name == "briefing-page.txt":
        return _page(path.read_text("utf-8"))
    if path.suffix == ".json":
        document = json.loads(path.read_text("utf-8"))
        items = document if isinstance(document, list) else [document]
        read = _ans if path.parent.name == "ans" else _ninjs
        return Document(tuple(one for item in items for one in read(item)))
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    if etree.QName(root).localname == "NewsML":
        return Document(refusal="NewsML 1, which is not read")
    items = root.xpath("descendant-or-self::*[local-name()='newsItem']")
    return Document(tuple(_news_item(item) for item in items), refusal="" if items else "holds no newsItem")


def squeezed(text: str) -> str:
    return "".join(text.split())


def _page(text: str) -> Document:
    pieces = re.split(r"^Read More[ \t]*$|…[ \t]*Continue reading", text, flags=re.MULTILINE)
    return Document(tuple(_untitled(piece) for piece in pieces if piece.strip()))


def _untitled(text: str) -> Expected:
    return Expected(None, None, "usable", "", (squeezed(text),), None, None, None)


def _ninjs(item: Mapping[str, Any]) -> list[Expected | str]:
    low = {name.lower(): value for name, value in item.items()}
    texts = _ninjs_texts(low)
    headline = next((one["value"] for one in low.get("headlines", ())), None)
    headline = headline or low.get("headline") or low.get("headline_main") or low.get("title") or ""
    if low.get("type", "text") not in ("text", "composite") or not (headline or texts):
        return [NO_REPORT]
    revised = _time(low.get("versioncreated"))
    own = Expected(
        low["uri"],
        low.get("version"),
        low.get("pubstatus", "usable"),
        headline,
        texts or ("",),
        _time(low.get("firstcreated")) or revised,
        revised,
        low.get("copyrightholder"),
        expires=_time(low.get("expires")),
        language=low.get("language"),
    )
    inner = low.get("associations", ())
    brought = inner.values() if isinstance(inner, dict) else inner
    # What comes along without saying what kind of thing it is, but with a headline or a title, may be a report.
    return [
        own,
        *(one for other in brought if "type" not in other and "title" in other for one in _ninjs(other)),
    ]


def _ninjs_texts(low: Mapping[str, Any]) -> tuple[str, ...]:
    plain = [low[name] for name in ("body_text", "body_main") if name in low]
    rich = [low[name] for name in ("body_html", "body_xhtml", "body_richtext") if name in low]
    for body in low.get("bodies", ()):
        kind = body.get("contenttype", body.get("contentType", "text/plain"))
        if kind == "text/plain":
            plain.append(body["value"])
        elif "html" in kind:
            rich.append(body["value"])
    texts = [squeezed(text) for text in plain] + [_of_html(text) for text in rich]
    return tuple(texts or [squeezed(one["value"]) for one in low.get("descriptions", ())])


def _of_html(markup: str) -> str:
    root = html.document_fromstring(f"<div>{markup}</div>")
    return _of_element(root)


def _of_element(root: Any) -> str:
    for unseen in root.xpath(".//*[local-name()='figure' or local-name()='title' or local-name()='iframe']"):
        unseen.drop_tree() if hasattr(unseen, "drop_tree") else unseen.getparent().remove(unseen)
    return squeezed("".join(root.itertext()))


def _ans(item: Mapping[str, Any]) -> list[Expected | str]:
    lines = [text for element in item["content_elements"] for text in _ans_texts(element)]
    names = (item.get(name, {}).get("name") for name in ("distributor", "source", "owner"))
    embargo = item.get("content_restrictions", {}).get("embargo", {})
    expected = Expected(
        item.get("_id"),
        item.get("revision", {}).get("revision_id"),
        {"published": "usable"}.get(item.get("status", "published"), "embargoed"),
        item["headlines"]["basic"],
        ("".join(map(_of_html, lines)),),
        _time(item.get("first_publish_date") or item.get("publish_date")),
        _time(item.get("last_updated_date")),
        next((name for name in names if name and name != "(deprecated)"), None),
        embargo=_time(embargo.get("end_time")),
        language=item.get("language"),
    )
    return [expected]


def _ans_texts(element: Mapping[str, Any]) -> list[str]:
    inner = element.get("content_elements") if element["type"] == "quote" else element.get("items")
    if element["type"] in ("quote", "list"):
        texts = [text for one in inner or () for text in _ans_texts(one)]
        citation = element.get("citation", {}).get("content")
        return [*texts, citation] if citation else texts
    told = element["type"] in ("text", "header", "raw_html", "blockquote", "correction", "endorsement")
    text = element.get("content") or element.get("text") if told else None
    return [text] if text else []


def _news_item(item: Any) -> Expected | str:
    kind = _at(item, "itemMeta/itemClass/@qcode") or "ninat:text"
    headline = _at(item, "contentMeta/headline") or ""
    bodies = item.xpath(".//*[local-name()='body.content' or local-name()='inlineXML']")
    if not kind.endswith(":text") or not headline:
        return NO_REPORT
    revised = _time(_at(item, "itemMeta/versionCreated"))
    language = _at(item, "contentMeta/language/@tag") or item.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )
    codes = (_at(item, f"itemMeta/provider/@{name}") for name in ("qcode", "uri"))
    return Expected(
        item.get("guid"),
        item.get("version"),
        (_at(item, "itemMeta/pubStatus/@qcode") or "stat:usable").rpartition(":")[2],
        " ".join(headline.split()),
        (_of_element(bodies[-1]),) if bodies else ("",),
        _time(_at(item, "itemMeta/firstCreated") or _at(item, "contentMeta/contentCreated")) or revised,
        revised,
        _at(item, "contentMeta/infoSource/name") or next(code for code in codes if code).rpartition(":")[2],
        embargo=_time(_at(item, "itemMeta/embargoed")),
        language=language,
    )


def _at(item: Any, path: str) -> str | None:
    steps = [step if step.startswith("@") else f"*[local-name()='{step}']" for step in path.split("/")]
    found = item.xpath("/".join(steps))
    if not found:
        return None
    return str(found[0]) if isinstance(found[0], str) else "".join(found[0].itertext()).strip() or None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text.strip()).astimezone(UTC) if text else None
