"""From HTML to plain text, in time linear in its length however it is nested or left unclosed.

The parser reports tags and text as it meets them and builds no tree: sanitizers that do (nh3 among them) need
quadratic time for deep nesting, minutes for 1 MB of ``<div>``. Since text comes out, not HTML, nothing that could run
is left to sanitize; whoever shows the text escapes it.
"""

import re
from html.entities import name2codepoint

from lxml import etree


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


def _tag_pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Match a tag as people write it: closing, with an attribute, or bare.

    ``x <b and c> y`` is arithmetic; a bare ``<P>`` in capitals is more often a ticker symbol in a wire report.
    """
    name = "|".join(sorted(names))
    return re.compile(rf"(?i:</(?:{name})\s*>|<(?:{name})\s+[\w:-]+\s*=|<br\s*/?>)|<(?:{name})\s*/?>")


_TAG = _tag_pattern(_BLOCKS | _INLINE)
_BLOCK_TAG = _tag_pattern(_BLOCKS)
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|([A-Za-z]{2,8}));")
_NAMED = frozenset(name2codepoint) - {"lt", "gt"}
"""References of HTML 4. ``&lt;`` and ``&gt;`` are also what plain text about markup is full of."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\xa0]+")
_BREAKS = re.compile(r" *\n[ \n]*")


def looks_like_markup(text: str) -> bool:
    """Whether ``text`` holds tags of HTML, comments, or character references that only HTML would have."""
    if "<" in text and (_TAG.search(text) or "<!--" in text):
        return True
    return "&" in text and any(
        name is None or name in _NAMED for name in (found.group(1) for found in _REFERENCE.finditer(text))
    )


def html_to_text(markup: str) -> str:
    """What a reader of the page would read: references resolved, blocks on lines of their own, scripts gone.

    Where no tag starts a block, line breaks stand as they are: it is then plain text with a few tags in it.
    """
    target = _TextTarget()
    parser = etree.HTMLParser(target=target, encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.feed(_encoded(markup))
    text = str(parser.close())
    if _BLOCK_TAG.search(markup) is None:
        return text.replace(_BREAK, "\n").strip()
    lines = _SPACES.sub(" ", text).replace(_BREAK, "\n")
    return _BREAKS.sub("\n", lines).strip()


def _encoded(markup: str) -> bytes:
    """UTF-8; halves of surrogate pairs, which JSON can bring, have no place in it."""
    try:
        return markup.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", markup).encode()


_BREAK = "\x00"
"""Stands for a break that a tag made, until the white space of the source is folded. No text here contains it."""


class _TextTarget:
    """Collects text from the parser's reports."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._unseen = 0

    def start(self, tag: str, _attributes: object) -> None:
        self._border(tag)
        self._unseen += tag in _UNSEEN

    def end(self, tag: str) -> None:
        self._border(tag)
        self._unseen -= tag in _UNSEEN

    def data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(data.replace(_BREAK, ""))

    def close(self) -> str:
        return "".join(self._parts)

    def _border(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._parts.append(_BREAK)
        elif tag in _CELLS:
            self._parts.append(" ")
