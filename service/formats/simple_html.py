"""The text of simple HTML, several times faster than a parser gives it.

What wires send as a body is mostly paragraphs, headings and lists with a few inline elements, properly closed. Such
markup is recognised by one regular expression, in time linear in its length, and its text is what is left without the
tags. For everything else the answer is None, and a parser has to read it.
"""

import re
from functools import cache
from html import unescape

BREAK = "\x00"
"""Stands for a break that a tag made, until the white space of the source is folded. No text here contains it."""

_FOLDED = re.compile(r"[^\S\xa0]{2,}|[^\S\xa0 ]")
"""White space that is not one plain space yet; no-break spaces are kept."""


def folded(text: str) -> str:
    """Fold the white space of the source, and make a line of what stands between breaks."""
    return "\n".join(line for part in text.split(BREAK) if (line := _line(part))).strip()


def _line(part: str) -> str:
    # No white space but the space is printable: most lines are spared a search for it.
    plain = part if part.isprintable() and "  " not in part else _FOLDED.sub(" ", part)
    return plain.strip(" ")


def simple_text(markup: str) -> str | None:
    """The text of ``markup`` where it is simple; what a parser makes of it otherwise is not told."""
    if _simple().fullmatch(markup) is None:
        return None
    text = _INLINE_TAG.sub("", _BLOCK_TAG.sub(BREAK, markup))
    return folded(unescape(text) if "&" in text else text)


def _element(names: str, content: str) -> str:
    """An element of one of these names, properly closed."""
    return "|".join(rf"<{name}{_ATTRIBUTES}>{content}</{name}>" for name in names.split())


_CHARACTERS = r"[^<&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]++"
"""Text without what a parser might drop or put another character for."""
_REFERENCES = r"&(?:amp|lt|gt|quot|nbsp|[lr][sd]quo|[mn]dash|hellip|#39|#8\d\d\d|#160);"
_ATTRIBUTES = r"""(?:\s[a-z][a-z-]*+="[^"<>]*+")*+"""
_LEAF = rf"(?:{_CHARACTERS}|{_REFERENCES}|<br ?/?>)*+"
_INLINE = "b i em strong a span u"
_STYLED = rf"(?:{_CHARACTERS}|{_REFERENCES}|<br ?/?>|{_element(_INLINE, _LEAF)})*+"
_TEXT = rf"(?:{_CHARACTERS}|{_REFERENCES}|<br ?/?>|{_element(_INLINE, _STYLED)})*+"
_GAP = r"[ \t\n]"
_FLAT = _element("p h2 h3 h4", _TEXT)
_ITEMS = rf"(?:{_GAP}|{_element('li', _TEXT)})*+"
_SECTION = rf"(?:{_GAP}|{_FLAT}|{_element('ul ol', _ITEMS)})*+"
_BLOCK_TAG = re.compile(r"</?(?:p|h[234]|[uo]l|li|div|blockquote|br)(?=[ \n\t/>])[^>]*+>")
_INLINE_TAG = re.compile(r"<[^>]*+>")


@cache
def _simple() -> re.Pattern[str]:
    # Its parts are nested five deep: compiling it takes half a second, which whoever reads no HTML is spared.
    return re.compile(
        rf"(?:{_GAP}|{_FLAT}|{_element('ul ol', _ITEMS)}|{_element('div blockquote', _SECTION)})++"
    )
