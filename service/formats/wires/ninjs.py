"""ninjs 1.x, 2.x and 3.x (IPTC News in JSON), and what Superdesk makes of it.

In 1.x a field has one value (``headline``, ``body_text``, ``body_html``), in 2.x and 3.x a list by role (``headlines``,
``bodies``); 3.x spells its names in camel case. Superdesk names the item ``guid`` and its predecessor ``evolvedfrom``.
No real item keeps to the schema in everything: what departs from it is said in warnings, and nothing is refused for it.
"""

from collections.abc import Iterator, Mapping

from service.errors import ItemProblem
from service.formats.fields import quote
from service.formats.wires.ninjs_schema import departures
from service.formats.wires.nitf import is_nitf, nitf_text
from service.formats.wires.report import Report, longest, plain
from service.formats.wires.values import Json, first_text, joined_names, objects, text_at

_MARKS = frozenset(
    (
        "versioncreated",
        "versionCreated",
        "pubstatus",
        "pubStatus",
        "headline",
        "headlines",
        "bodies",
        "body_text",
        "body_html",
        "body_xhtml",
        "body_main",
        "body_richtext",
        "description_text",
        "descriptions",
        "representationtype",
        "representationType",
        "usageterms",
        "usageTerms",
        "rightsinfo",
        "rightsInfo",
        "copyrightholder",
        "copyrightHolder",
        "altids",
        "altIds",
        "urgency",
        "renditions",
        "associations",
        "standard",
        "$standard",
    )
)
_KINDS = frozenset(
    ("text", "composite", "picture", "graphic", "audio", "video", "planning", "event", "component", "concept")
)
_REPORTS = frozenset(("", "text", "composite"))
_KILLS = ("kill", "cancel", "recall")
_DEEPEST = 4
"""Packages inside packages that are looked into."""


def is_ninjs(item: Json) -> bool:
    """Whether an object is a ninjs item: it names itself as they do, and has a field that only they have."""
    named = bool(text_at(item, "uri") or text_at(item, "guid"))
    return named and (text_at(item, "type") in _KINDS or not _MARKS.isdisjoint(item))


def ninjs_reports(item: Json, depth: int = 0) -> Iterator[Report | ItemProblem]:
    """Find the reports of an item: itself, and those that it brings along (a package)."""
    brought = [one for name in ("associations", "items") for one in objects(item.get(name))]
    inner = [one for one in brought if is_ninjs(one) and _tells(one)] if depth < _DEEPEST else []
    if _tells(item) or not inner:
        yield _report(item)
    for one in inner:
        yield from ninjs_reports(one, depth + 1)


def _tells(item: Json) -> bool:
    """Whether the item is a report with words of its own; pictures and videos have captions."""
    return text_at(item, "type") in _REPORTS and bool(_title(item) or _text(item))


def _report(item: Json) -> Report | ItemProblem:
    kind = text_at(item, "type")
    if kind not in _REPORTS and not _killed(item):
        return ItemProblem("type", f"found {quote(kind)}, which is no report", "send items of type text")
    created = first_text(item, "versioncreated", "versionCreated")
    return Report(
        identity=first_text(item, "uri", "guid"),
        version=text_at(item, "version"),
        title=_title(item),
        text=_text(item),
        byline=first_text(item, "byline", "by") or joined_names(item.get("authors"), "name"),
        source=_source(item),
        language=text_at(item, "language"),
        url=first_text(item, "url", "canonical_url"),
        published=first_text(item, "firstpublished", "firstPublished", "firstcreated", "firstCreated"),
        revised=created,
        embargo=first_text(item, "embargoed", "embargoedUntil", "embargoeduntil", "embargoed_until"),
        expires=first_text(item, "expires", "expiry"),
        status="canceled" if _killed(item) else first_text(item, "pubstatus", "pubStatus"),
        evolved_from=first_text(item, "evolvedfrom", "evolvedFrom", "derivedfrom", "derivedFrom"),
        warnings=departures(item),
    )


def _title(item: Json) -> str:
    by_role = _by_role(item.get("headlines"))
    named = (by_role.get(role, "") for role in ("main", "", "short", "medium"))
    listed = next((text for text in named if text), "") or next(iter(by_role.values()), "")
    return listed or first_text(item, "headline", "headline_main", "title", "name")


def _text(item: Json) -> str:
    bodies = sorted(objects(item.get("bodies")), key=_readability)
    texts = [_body(one) for one in bodies]
    texts += [text_at(item, name) for name in ("body_text", "body_main")]
    texts += [plain(text_at(item, name)) for name in ("body_html", "body_xhtml", "body_richtext")]
    if text := next((text for text in texts if text.strip()), ""):
        return text
    descriptions = [text_at(one, "value") for one in objects(item.get("descriptions"))]
    return longest(descriptions) or first_text(item, "description_text", "description_html", "abstract")


def _body(body: Json) -> str:
    value = text_at(body, "value")
    if is_nitf(value):
        return nitf_text(value)
    return value if "plain" in _kind(body) else plain(value)


def _readability(body: Json) -> int:
    """Of several forms of one body the plain text comes first, then HTML, then what was made for machines."""
    kind = _kind(body)
    return 0 if "plain" in kind else 1 if "html" in kind else 2 if "nitf" in kind else 3


def _kind(body: Json) -> str:
    return (first_text(body, "contenttype", "contentType") or text_at(body, "role") or "text/plain").lower()


def _by_role(value: object) -> Mapping[str, str]:
    """Texts by role, the first of each."""
    found: dict[str, str] = {}
    for one in objects(value):
        if text := text_at(one, "value").strip():
            found.setdefault(text_at(one, "role"), text)
    return found


def _source(item: Json) -> str:
    listed = next((name for one in objects(item.get("infosources")) if (name := text_at(one, "name"))), "")
    listed = listed or joined_names(item.get("infoSources"), "name", "literal")
    provider = text_at(item, "provider") or text_at(item, "provider", "name")
    holder = first_text(item, "copyrightholder", "copyrightHolder", "creditline", "creditLine")
    return text_at(item, "source") or listed or provider or holder


def _killed(item: Json) -> bool:
    """Whether a signal orders that the item is not to be used, whatever its status says."""
    signals = [*objects(item.get("signal")), *objects(item.get("signals"))]
    codes = [first_text(one, "code", "qcode", "literal", "uri", "name") for one in signals]
    codes.append(text_at(item, "signal"))
    return any(code.lower().replace("/", ":").rpartition(":")[2].startswith(_KILLS) for code in codes)
