"""XML from outside, parsed so that nothing in it can do harm: no entities, nothing fetched, bounded depth and size."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from service.errors import UnreadableInput
from service.formats.feed_xml import declares_entities, resolve_references, without_declaration

Element: TypeAlias = etree._Element


def parse_xml(text: str) -> tuple[Element, tuple[str, ...]]:
    """The root element, and what had to be mended.

    Raises
    ------
    UnreadableInput
        It declares entities, or nothing in it is XML.
    """
    if declares_entities(text):
        raise UnreadableInput("the XML declares entities, which are not expanded", "send it without a DTD")
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(resolve_references(without_declaration(text)).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(f"the XML cannot be read: {error}", "check the document") from error
    if root is None:
        raise UnreadableInput("nothing in the XML can be read", "check the document")
    if not len(parser.error_log):
        return root, ()
    line = parser.error_log[0].line
    return root, (f"XML: not well-formed at line {line}; what could be read was taken",)


def local(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, *path: str) -> list[Element]:
    """The elements at a path of names, whatever their namespace."""
    found = [] if element is None else [element]
    for name in path:
        found = [child for one in found for child in one if local(child) == name]
    return found


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names."""
    return next(iter(children(element, *path)), None)


def within(element: Element, *names: str) -> Iterator[Element]:
    """Every element below with one of these names, in the order of the document."""
    return (one for one in element.iter() if local(one) in names)


def text_of(element: Element | None) -> str:
    """All the text of an element, runs of white space as one space."""
    return "" if element is None else " ".join("".join(_texts(element)).split())


def attribute(element: Element | None, *names: str) -> str:
    """The first of some attributes that the element has, whatever their namespace."""
    if element is None:
        return ""
    values = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    return next((values[name] for name in names if values.get(name)), "")


def _texts(element: Element) -> Iterator[str]:
    # A piece that stands for an entity which is not expanded has no text that could be taken.
    return (str(text) for text in element.itertext())
