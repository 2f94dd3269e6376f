"""NewsML-G2: news items, packages, and messages that hold several.

A package item lists others and says nothing itself; what it lists comes in the same message, as news items.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from service.errors import ItemProblem, UnreadableInput
from service.formats.fields import quote
from service.formats.safe_xml import Element, local_name, parse_xml
from service.formats.wires.elements import attribute, child, children, outermost, text_of, within
from service.formats.wires.nitf import block_text, body_text, is_nitf, nitf_report, nitf_text
from service.formats.wires.report import WITHOUT_END, Report, longest, plain
from service.formats.xml_prolog import root_name

_ROOTS = frozenset(
    (
        "newsMessage",
        "newsItem",
        "packageItem",
        "conceptItem",
        "knowledgeItem",
        "planningItem",
        "catalogItem",
        "nitf",
    )
)
_VOCABULARY = "newscodes"
"""Part of the addresses of controlled vocabularies, whose last part is a code."""
_TEXT = ("", "text", "composite")
_DERIVED = ("derivedFrom", "wasDerivedFrom", "isDerivedFrom", "evolvedFrom", "rewriteOf")


def is_newsml(text: str) -> bool:
    """Whether a document is NewsML-G2, or NITF alone."""
    return root_name(text) in _ROOTS


def is_newsml_1(text: str) -> bool:
    """Whether a document is NewsML 1, which is not read."""
    return root_name(text) == "NewsML"


def newsml_reports(text: str) -> Iterator[Report | ItemProblem]:
    """Find the reports of a document, in its order.

    Raises
    ------
    UnreadableInput
        It is not XML, declares entities, or holds no news item.
    """
    root, warnings = parse_xml(text)
    if local_name(root) == "nitf":
        return iter([nitf_report(root, warnings)])
    items = list(outermost(root, "newsItem"))
    if not items:
        raise UnreadableInput(
            f"the NewsML-G2 {local_name(root)} holds no newsItem", "send the news items that it refers to"
        )
    return (_item(item, warnings) for item in items)


def _item(item: Element, warnings: tuple[str, ...]) -> Report | ItemProblem:
    meta, about = child(item, "itemMeta"), child(item, "contentMeta")
    kind = _code(child(meta, "itemClass"))
    status = "canceled" if _killed(meta) else _pub_status(meta)
    if kind not in _TEXT and status != "canceled":
        return ItemProblem(
            "itemClass", f"found {quote(kind)}, which is no report", "send items of class text"
        )
    return Report(
        identity=attribute(item, "guid"),
        version=attribute(item, "version"),
        title=_title(item, meta, about),
        text=_text(item) or longest(text_of(one) for one in children(about, "description")),
        byline=text_of(child(about, "by")) or ", ".join(_named(one) for one in children(about, "creator")),
        source=_source(item, meta, about),
        language=attribute(child(about, "language"), "tag") or attribute(item, "lang"),
        url=_link(meta, ("alternate", "canonical")),
        published=text_of(child(meta, "firstCreated")) or text_of(child(about, "contentCreated")),
        revised=text_of(child(meta, "versionCreated")),
        embargo=_embargo(meta),
        expires=text_of(child(item, "rightsInfo", "expires")) or text_of(child(meta, "expires")),
        status=status,
        evolved_from=_link(meta, _DERIVED),
        warnings=warnings,
    )


def _title(item: Element, meta: Element | None, about: Element | None) -> str:
    headlines = children(about, "headline")
    main = [one for one in headlines if attribute(one, "role").rpartition(":")[2] in ("", "main", "headline")]
    title = next((text for one in [*main, *headlines] if (text := text_of(one))), "")
    return title or text_of(child(meta, "title")) or next((text_of(one) for one in within(item, "hl1")), "")


def _text(item: Element) -> str:
    bodies = []
    for content in children(item, "contentSet"):
        bodies += [_inline_xml(one) for one in children(content, "inlineXML")]
        bodies += [_inline_data(one) for one in children(content, "inlineData")]
    return longest(bodies)


def _inline_xml(content: Element) -> str:
    nitf = next(within(content, "nitf"), None)
    if nitf is not None:
        return body_text(nitf)
    body = next(within(content, "body"), None)
    inner = body if body is not None else content
    if any(local_name(one) == "body.content" for one in inner):
        return block_text(inner)
    return plain(str(etree.tostring(inner, encoding="unicode", method="html", with_tail=False)))


def _inline_data(content: Element) -> str:
    text = "".join(str(part) for part in content.itertext())
    if is_nitf(text):
        return nitf_text(text)
    return plain(text) if "html" in attribute(content, "contenttype").lower() else text


def _source(item: Element, meta: Element | None, about: Element | None) -> str:
    """Who reported it, else who provides it: by name, else by code, else by address."""
    origin, provider = child(about, "infoSource"), child(meta, "provider")
    holder = child(item, "rightsInfo", "copyrightHolder")
    told = (
        text_of(child(about, "creditline")),
        _name(origin),
        _name(provider),
        _code_of_party(provider),
        _code_of_party(origin),
        _name(holder),
        *(_host(party) for party in (provider, origin, holder)),
    )
    return next((name for name in told if name), "")


def _named(element: Element | None) -> str:
    """What a person or an organisation is called; where nobody says it, its code."""
    return _name(element) or _code(element)


def _name(party: Element | None) -> str:
    return text_of(child(party, "name")) or attribute(party, "literal")


def _code_of_party(party: Element | None) -> str:
    code = attribute(party, "qcode")
    return _code(party) if code or _VOCABULARY in attribute(party, "uri") else ""


def _host(party: Element | None) -> str:
    """The host of the address by which a party is known."""
    try:
        host = urlsplit(attribute(party, "uri")).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _code(element: Element | None) -> str:
    """The last part of what an element is coded as, be it ``stat:usable`` or an address."""
    code = attribute(element, "qcode", "uri").rstrip("/#")
    return code.replace("/", ":").replace("#", ":").rpartition(":")[2]


def _pub_status(meta: Element | None) -> str:
    return _code(child(meta, "pubStatus"))


def _embargo(meta: Element | None) -> str:
    """Until when the item is under embargo; an element that names no time stands for one whose end is not known yet."""
    embargoed = child(meta, "embargoed")
    return "" if embargoed is None else text_of(embargoed) or WITHOUT_END


def _killed(meta: Element | None) -> bool:
    return any(_code(one).lower() in ("kill", "cancel", "recall") for one in children(meta, "signal"))


def _link(meta: Element | None, relations: tuple[str, ...]) -> str:
    """What the item is linked to in one of these ways, by id or else by address."""
    for one in children(meta, "link"):
        if attribute(one, "rel").replace("/", ":").rpartition(":")[2] in relations:
            return attribute(one, "residref", "href")
    return ""
