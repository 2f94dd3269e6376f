"""Feeds made harmless before feedparser sees them.

feedparser is tolerant, but needs quadratic time for some long fields (20 s for an author of 64 kB), and falls back to
a parser of regular expressions when the XML is broken. So lxml reads the feed first, mending what it can: entities
are never expanded, nothing is fetched, overlong elements are cut, and what goes on is well-formed.
"""

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from service.errors import UnreadableInput
from service.formats.limits import MAX_FEED_CONTENT, MAX_FEED_ELEMENT

_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]{0,2000}>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(rss|feed|rdf)[\s>/]", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml.{0,500}?\?>", re.DOTALL)
_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CONTENT = frozenset(("description", "summary", "content", "encoded", "body", "div", "fullitem"))
"""Elements that carry text. Anything inside them is text as well."""


@dataclass(frozen=True, slots=True)
class FeedXml:
    """A feed as well-formed UTF-8 XML, and what was done to it."""

    data: bytes
    warnings: tuple[str, ...] = ()


def is_feed(text: str) -> bool:
    """Whether the root element is one of RSS, RDF or Atom, or a declaration of entities hides which it is."""
    position = _after_prolog(text)
    return _ROOT.match(text, position) is not None or _declares_at(text, position)


def _after_prolog(text: str) -> int:
    """Where the root element starts (or whatever stops the prolog)."""
    position = 1 if text.startswith("\ufeff") else 0
    while match := _PROLOG.match(text, position):
        position = match.end()
    return position


def declares_entities(text: str) -> bool:
    """Whether a document declares entities of its own before its root element."""
    return _declares_at(text, _after_prolog(text))


def without_declaration(text: str) -> str:
    """Take the XML declaration off: it may name an encoding that decoded text is no longer in."""
    return _DECLARATION.sub("", text.removeprefix("\ufeff"))


def resolve_references(text: str) -> str:
    """Put characters for references that HTML knows and XML does not (``&nbsp;``)."""
    return _REFERENCE.sub(_resolve, text)


def _declares_at(text: str, position: int) -> bool:
    """Whether a document type with declarations of its own stands at ``position``."""
    return text[position : position + 9].upper() == "<!DOCTYPE" and "<!ENTITY" in text[position:].upper()


def defuse(text: str) -> FeedXml:
    """Parse, mend and cut a feed.

    Raises
    ------
    UnreadableInput
        It declares entities, or nothing in it is XML.
    """
    if declares_entities(text):
        raise UnreadableInput(
            "the feed declares XML entities, which are not expanded", "send it without a DTD"
        )
    plain = resolve_references(without_declaration(text))
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(plain.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_feed(str(error)) from error
    if root is None:
        raise _no_feed("nothing in it is XML")
    warnings = [] if not len(parser.error_log) else [_broken(parser.error_log[0])]
    if cut := _cut(root):
        warnings.append(f"feed: {cut} overlong element{'' if cut == 1 else 's'} cut")
    return FeedXml(etree.tostring(root, encoding="utf-8", xml_declaration=True), tuple(warnings))


def _resolve(match: re.Match[str]) -> str:
    """Put the character for a reference that HTML knows and XML does not (``&nbsp;``); show any other as it stands."""
    name = match.group(1)
    return match.group() if name in _XML_OWN else html5.get(f"{name};", f"&amp;{name};")


def _cut(root: etree._Element) -> int:
    """Cut overlong texts and attributes in place; answers how many."""
    cut = 0
    inside: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            inside = None if element is inside else inside
            continue
        if inside is None and _local_name(element) in _CONTENT:
            inside = element
        cut += _cut_element(element, MAX_FEED_ELEMENT if inside is None else MAX_FEED_CONTENT)
    return cut


def _cut_element(element: etree._Element, limit: int) -> int:
    before = len(element.text or "") > limit, len(element.tail or "") > limit
    if before[0]:
        element.text = element.text[:limit]
    if before[1]:
        element.tail = element.tail[:limit]
    overlong = [name for name, value in element.attrib.items() if len(value) > MAX_FEED_ELEMENT]
    for name in overlong:
        del element.attrib[name]
    return sum(before) + len(overlong)


def _local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _broken(entry: etree._LogEntry) -> str:
    return f"feed: not well-formed XML at line {entry.line}; what could be read was taken"


def _no_feed(reason: str) -> UnreadableInput:
    return UnreadableInput(
        f"the input looks like a feed and is none: {reason}", "check the address it came from"
    )
