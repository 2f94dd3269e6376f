"""NITF (News Industry Text Format 3), alone and as the body of other formats."""

import re

from service.errors import UnreadableInput
from service.formats.safe_xml import Element, local_name, parse_xml
from service.formats.wires.elements import attribute, child, children, text_of, within
from service.formats.wires.report import Report
from service.formats.xml_prolog import root_name

_LONGEST_PROLOG = 20_000
"""Characters within which the body of another format says that it is NITF."""
_BLOCKS = ("p", "hl2", "li", "tr", "pre", "dt", "dd", "credit", "note")
_LEFT_OUT = ("media", "media-caption", "media-producer", "bibliography")
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")


def is_nitf(text: str) -> bool:
    """Whether a text is an NITF document."""
    return root_name(text[:_LONGEST_PROLOG]) == "nitf"


def nitf_text(text: str) -> str:
    """The text of an NITF document; empty where it cannot be read."""
    try:
        root, _ = parse_xml(text)
    except UnreadableInput:
        return ""
    return body_text(root)


def body_text(nitf: Element) -> str:
    """The text of an ``nitf`` element, a paragraph a line."""
    content = child(nitf, "body", "body.content")
    return block_text(content) if content is not None else ""


def block_text(content: Element) -> str:
    """The text of a body of NITF, a paragraph a line; where it has no paragraphs, as it stands."""
    lines: list[str] = []
    _collect(content, lines)
    return "\n".join(line for line in lines if line) or text_of(content)


def _collect(element: Element, lines: list[str]) -> None:
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        name = local_name(one)
        if name in _BLOCKS:
            lines.append(text_of(one))
        elif name not in _LEFT_OUT:
            waiting.extend(reversed(one))


def nitf_report(root: Element, warnings: tuple[str, ...]) -> Report:
    """Read an NITF document."""
    docdata, head = child(root, "head", "docdata"), child(root, "body", "body.head")
    issued = [attribute(one, "norm") for one in children(docdata, "date.issue")]
    released = [attribute(one, "norm") for one in children(docdata, "date.release")]
    revised = [attribute(one, "norm") for one in children(root, "head", "revision-history")]
    return Report(
        identity=attribute(child(docdata, "doc-id"), "id-string"),
        version=attribute(child(docdata, "du-key"), "version"),
        title=_headline(root, head),
        text=body_text(root),
        byline=", ".join(text for one in children(head, "byline") if (text := text_of(one))),
        source=text_of(child(head, "distributor")) or attribute(child(docdata, "doc.copyright"), "holder"),
        language=attribute(root, "lang"),
        url=attribute(child(root, "head", "pubdata"), "ex-ref"),
        published=_time(next(iter(issued), "")),
        revised=_time(next(iter(revised), "")),
        embargo=_time(next(iter(released), "")),
        expires=_time(attribute(child(docdata, "date.expire"), "norm")),
        status=attribute(docdata, "management-status"),
        warnings=warnings,
    )


def _headline(root: Element, head: Element | None) -> str:
    for name in ("hl1", "hl2"):
        if head is not None and (found := next(within(head, name), None)) is not None:
            return text_of(found)
    return text_of(child(head, "hedline")) or text_of(child(root, "head", "title"))


def _time(norm: str) -> str:
    """ISO 8601 from NITF's ``20261123T130500+0100``; anything else as it stands."""
    match = _DATE.fullmatch(norm.strip())
    if match is None:
        return norm
    year, month, day, hour, minute, second, zone = match.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    zone = zone[:3] + ":" + zone[-2:] if zone and zone != "Z" else zone or ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone}"
