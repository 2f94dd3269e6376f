"""Feeds made harmless before feedparser sees them.

feedparser is tolerant, but needs quadratic time for some long fields (20 s for an author of 64 kB), and falls back to
a parser of regular expressions when the XML is broken. So lxml reads the feed first, mending what it can: entities
are never expanded, nothing is fetched, overlong elements are cut, and what goes on is well-formed.
"""

import re
from dataclasses import dataclass

from lxml import etree

from service.formats.limits import MAX_FEED_ATTRIBUTES, MAX_FEED_CONTENT, MAX_FEED_ELEMENT, MAX_FEED_ENTRIES
from service.formats.safe_xml import Element, local_name, parse_xml
from service.formats.xml_prolog import root_name

_ROOTS = frozenset(("rss", "feed", "rdf"))
_CONTENT = frozenset(("description", "summary", "content", "encoded", "body", "div", "fullitem"))
"""Elements that carry text. Anything inside them is text as well."""
_OPENS = re.compile(r"<(?:\w+:)?(?:item|entry)(?:\s[^<>]*)?>")
_CLOSES = re.compile(r"</(?:\w+:)?(?:item|entry|rss|feed|rdf)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedXml:
    """A feed as well-formed UTF-8 XML, and what was done to it."""

    data: bytes
    warnings: tuple[str, ...] = ()
    is_torn: bool = False
    """Whether it ends within its last entry."""


def is_feed(text: str) -> bool:
    """Whether the root element is one of RSS, RDF or Atom."""
    return root_name(text).lower() in _ROOTS


def defuse(text: str) -> FeedXml:
    """Parse, mend and cut a feed.

    Raises
    ------
    UnreadableInput
        It declares entities, or nothing in it is XML.
    """
    root, mended = parse_xml(text, "feed")
    warnings = list(mended)
    if surplus := _drop_surplus(root):
        warnings.append(f"feed: {surplus:,} entries behind the first {MAX_FEED_ENTRIES:,} left out")
    is_torn = bool(mended) and not surplus and _ends_within_entry(text)
    if cut := _cut(root):
        warnings.append(f"feed: {cut} overlong element{'' if cut == 1 else 's'} cut")
    return FeedXml(etree.tostring(root, encoding="utf-8", xml_declaration=True), tuple(warnings), is_torn)


def _ends_within_entry(text: str) -> bool:
    """Whether an entry begins behind the last end of one, or of the feed: a transfer that broke off."""
    closed = 0
    for match in _CLOSES.finditer(text):
        closed = match.end()
    return _OPENS.search(text, closed) is not None


def _drop_surplus(root: Element) -> int:
    """Take out the entries that are too many; answers how many."""
    entries = [one for one in root.iter("{*}item", "{*}entry", "item", "entry")]
    for surplus in entries[MAX_FEED_ENTRIES:]:
        parent = surplus.getparent()
        if parent is not None:
            parent.remove(surplus)
    return max(0, len(entries) - MAX_FEED_ENTRIES)


def _cut(root: Element) -> int:
    """Cut overlong texts and attributes in place; answers how many."""
    cut = 0
    inside: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            inside = None if element is inside else inside
            continue
        if inside is None and local_name(element).lower() in _CONTENT:
            inside = element
        cut += _cut_element(element, MAX_FEED_ELEMENT if inside is None else MAX_FEED_CONTENT)
    return cut


def _cut_element(element: Element, limit: int) -> int:
    before = len(element.text or "") > limit, len(element.tail or "") > limit
    if before[0]:
        element.text = element.text[:limit]
    if before[1]:
        element.tail = element.tail[:limit]
    if len(element.attrib) > MAX_FEED_ATTRIBUTES:
        element.attrib.clear()
        return sum(before) + 1
    overlong = [name for name, value in element.attrib.items() if len(value) > MAX_FEED_ELEMENT]
    for name in overlong:
        del element.attrib[name]
    return sum(before) + len(overlong)
