"""XML from outside, parsed so that nothing in it can do harm: no entities, nothing fetched, bounded depth and size."""

import re
from html.entities import html5
from typing import TypeAlias

from lxml import etree

from service.errors import UnreadableInput
from service.formats.xml_prolog import declares_entities

Element: TypeAlias = etree._Element

_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_HALVES = re.compile(r"(?:&#(?:x0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5[5-7][0-9]{3});)+")
"""References to halves of surrogate pairs, and perhaps to their neighbours, in a row."""
_REPLACED = "\ufffd"
_HALF = range(0xD800, 0xE000)
_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))


def parse_xml(text: str, kind: str = "XML document") -> tuple[Element, tuple[str, ...]]:
    """The root element, and what had to be mended; ``kind`` is what messages call the document.

    Raises
    ------
    UnreadableInput
        It declares entities, or nothing in it is XML.
    """
    if declares_entities(text):
        raise declaring(kind)
    parser = etree.XMLParser(
        # Text is decoded here: what a document says of its encoding must not let the parser read something else.
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    plain = _REFERENCE.sub(_resolve, text.removeprefix("\ufeff").lstrip())
    # lxml takes halves of characters into its tree, and fails when it is asked for the text around them.
    whole = _HALVES.sub(_whole, plain)
    halved = whole.count(_REPLACED) > plain.count(_REPLACED)
    try:
        root = etree.fromstring(whole.encode(errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(f"the {kind} cannot be read: {error}", "check the document") from error
    if root is None:
        raise UnreadableInput(f"nothing in the {kind} can be read", "check the document")
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(subset.iterentities()):
        # In attributes lxml expands them, whatever it was told: what was seen differently above must stop here.
        raise declaring(kind)
    warnings = [f"{kind}: references to half characters were replaced"] if halved else []
    if len(parser.error_log):
        line = parser.error_log[0].line
        warnings.append(f"{kind}: not well-formed XML at line {line}; what could be read was taken")
    return root, tuple(warnings)


def local_name(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def declaring(kind: str) -> UnreadableInput:
    """The error for a document that declares entities."""
    return UnreadableInput(f"the {kind} declares entities, which are not expanded", "send it without a DTD")


def _resolve(match: re.Match[str]) -> str:
    """Put the character for a reference that HTML knows and XML does not (``&nbsp;``); show any other as it stands."""
    name = match.group(1)
    return match.group() if name in _XML_OWN else html5.get(f"{name};", f"&amp;{name};")


def _whole(match: re.Match[str]) -> str:
    """Put two halves together that are one character, as programs write it that know UTF-16 only."""
    numbers = (_number(said) for said in match.group().removesuffix(";").split(";"))
    said = "".join(chr(number) if number in _HALF else f"&#{number};" for number in numbers)
    return said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _number(reference: str) -> int:
    digits = reference.removeprefix("&#")
    return int(digits[1:], 16) if digits.startswith("x") else int(digits)
