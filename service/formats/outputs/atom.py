"""A feed as Atom (RFC 4287)."""

from lxml import etree
from lxml.builder import ElementMaker

from service.formats.outputs.feed import AUTHOR, Entry, Feed
from service.formats.times import rfc3339

MEDIA_TYPE = "application/atom+xml"
_ATOM = ElementMaker(namespace="http://www.w3.org/2005/Atom", nsmap={None: "http://www.w3.org/2005/Atom"})
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def atom_feed(feed: Feed) -> str:
    """Write a feed."""
    root = _ATOM.feed(
        _ATOM.id(feed.id),
        _ATOM.title(feed.title),
        _ATOM.updated(rfc3339(feed.updated)),
        _ATOM.author(_ATOM.name(AUTHOR)),
        _ATOM.link(rel="self", type=MEDIA_TYPE, href=feed.address),
        _ATOM.link(rel="alternate", type="text/html", href=feed.page),
        *map(_entry, feed.entries),
    )
    # Characters that XML forbids are out of the texts already.
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'


def _entry(entry: Entry) -> etree._Element:
    element: etree._Element = _ATOM.entry(
        _ATOM.id(entry.id),
        _ATOM.title(entry.title),
        _ATOM.published(rfc3339(entry.published)),
        _ATOM.updated(rfc3339(entry.updated)),
        *(_ATOM.author(_ATOM.name(name)) for name in entry.authors),
    )
    if entry.link:
        element.append(_ATOM.link(rel="alternate", type="text/html", href=entry.link))
    element.append(_ATOM.link(rel="alternate", type="application/json", href=entry.address))
    if entry.summary:
        element.append(_ATOM.summary(entry.summary))
    element.append(_ATOM.content(entry.content, type="html"))
    if entry.language:
        element.set(_LANGUAGE, entry.language)
    return element
