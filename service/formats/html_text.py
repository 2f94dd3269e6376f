"""From HTML to plain text, in time linear in its length however it is nested or left unclosed.

The parser reports tags and text as it meets them and builds no tree: sanitizers that do (nh3 among them) need
quadratic time for deep nesting, minutes for 1 MB of ``<div>``. Since text comes out, not HTML, nothing that could run
is left to sanitize; whoever shows the text escapes it.
"""

import re
from collections import deque
from html.entities import name2codepoint

from lxml import etree

from service.formats.simple_html import BREAK, folded, simple_text


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    """address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul"""
)
_INLINE = _names(
    """a abbr acronym area audio b base bdi bdo big button canvas caption cite code col colgroup data del dfn em embed
    font frame frameset head i iframe img input ins kbd label legend link map mark math meta noembed noframes noscript
    object option param q rp rt ruby s samp script select small source span strike strong style sub sup svg td
    template textarea th time title track tt u var video wbr"""
)
_UNSEEN = _names("iframe noembed noframes script style textarea title")
"""Elements whose content no reader sees. The parser takes it as raw text, so they do not nest."""
_CELLS = _names("td th")
_MEDIA = _names("audio img object picture svg video")
_CAPTION = 500
"""Characters of the words around a picture; what is longer was never closed, and is text."""


def _tag_pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Match a tag as people write it: closing, with an attribute, or bare.

    ``x <b and c> y`` is arithmetic; a bare ``<P>`` in capitals is more often a ticker symbol in a wire report.
    """
    # By their first letters: where none of them stands, no name has to be tried.
    firsts = sorted({name[0] for name in names})
    some = (
        f"{first}(?:{'|'.join(sorted(name[1:] for name in names if name[0] == first))})" for first in firsts
    )
    name = "|".join(some)
    return re.compile(rf"(?i:</(?:{name})\s*>|<(?:{name})\s+[\w:-]+\s*=|<br\s*/?>)|<(?:{name})\s*/?>")


_TAG = _tag_pattern(_BLOCKS | _INLINE)
_BLOCK_TAG = _tag_pattern(_BLOCKS)
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|([A-Za-z]{2,8}));")
_NAMED = frozenset(name2codepoint) - {"lt", "gt"}
"""References of HTML 4. ``&lt;`` and ``&gt;`` are also what plain text about markup is full of."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def looks_like_markup(text: str) -> bool:
    """Whether ``text`` holds tags of HTML, comments, or character references that only HTML would have."""
    return has_tags(text) or has_references(text)


def has_tags(text: str) -> bool:
    """Whether it holds tags of HTML, or comments."""
    return "<" in text and (_TAG.search(text) is not None or "<!--" in text)


def has_references(text: str) -> bool:
    """Whether it holds character references that only HTML would have."""
    return "&" in text and any(
        name is None or name in _NAMED for name in (found.group(1) for found in _REFERENCE.finditer(text))
    )


def html_to_text(markup: str) -> str:
    """What a reader of the page would read: references resolved, blocks on lines of their own, scripts gone.

    Where no tag starts a block, line breaks stand as they are: it is then plain text with a few tags in it.
    """
    simple = simple_text(markup)
    return parsed_text(markup) if simple is None else simple


def parsed_text(markup: str) -> str:
    """The same, of any markup."""
    parser = _waiting_parser()
    parser.feed(_encoded(markup))
    text = str(parser.close())
    # Only a parser that came to its end is used again: making one takes longer than reading a report.
    _idle.append(parser)
    return folded(text) if has_blocks(markup) else text.replace(BREAK, "\n").strip()


def _waiting_parser() -> etree.HTMLParser:
    try:
        return _idle.pop()
    except IndexError:
        return etree.HTMLParser(target=_TextTarget(), encoding="utf-8", remove_comments=True, remove_pis=True)


def has_blocks(markup: str) -> bool:
    """Whether a tag starts a block anywhere."""
    return _BLOCK_TAG.search(markup) is not None


def _encoded(markup: str) -> bytes:
    """UTF-8; halves of surrogate pairs, which JSON can bring, have no place in it."""
    try:
        return markup.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", markup).encode()


class _TextTarget:
    """Collects text from the parser's reports."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._parts: list[str] = []
        self._unseen = 0
        self._figures: list[int] = []
        """Where the parts of each open figure begin."""
        self._pictured = False

    def start(self, tag: str, _attributes: object) -> None:
        self._border(tag)
        self._unseen += tag in _UNSEEN
        if tag == "figure":
            self._figures.append(len(self._parts))
            self._pictured = False
        self._pictured |= tag in _MEDIA

    def end(self, tag: str) -> None:
        self._border(tag)
        self._unseen -= tag in _UNSEEN
        if tag == "figure" and self._figures:
            self._leave_figure(self._figures.pop())

    def data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(data.replace(BREAK, ""))

    def close(self) -> str:
        text = "".join(self._parts)
        self._begin()
        return text

    def _border(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._parts.append(BREAK)
        elif tag in _CELLS:
            self._parts.append(" ")

    def _leave_figure(self, start: int) -> None:
        """What is said under a picture, and who took it, is not part of the report."""
        if self._pictured and sum(map(len, self._parts[start:])) <= _CAPTION:
            del self._parts[start:]
            self._parts.append(BREAK)
        self._pictured = False


_idle: deque[etree.HTMLParser] = deque(maxlen=16)
"""Parsers that wait for work; taking and giving back is atomic."""
