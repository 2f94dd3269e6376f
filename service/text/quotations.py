"""Quotations, also of several sentences: what stands within one is somebody's word.

A quotation lasts from a mark that opens it to the next one that closes it. Where a new one opens first, the mark that
closes it has been forgotten, or stands in another paragraph, which opens with a mark as well: then it lasts to the end
of its own. What is not closed at all is a slip. Curly and straight double marks; single ones are apostrophes as well.
"""

import re
from collections.abc import Iterator

from service.text.sentences import Span

LONGEST = 1_200
"""Characters of a quotation: in longer ones a mark has been lost."""
_MARK = re.compile('[“”"]|\n\\s*\n')
_OPENS_PARAGRAPH = re.compile('\\s*[“"]')
_BEFORE = " \t\n\r\xa0([—–-"
"""What stands before a straight mark that opens."""


def quotations(text: str) -> Iterator[Span]:
    """List the quotations in order, marks included."""
    begun: int | None = None
    for mark in _MARK.finditer(text):
        if mark[0].isspace():
            if begun is not None and _OPENS_PARAGRAPH.match(text, mark.end()):
                yield from _within_reach(begun, mark.end())
            begun = None
        elif _opens(text, mark):
            begun = mark.start()
        elif begun is not None:
            yield from _within_reach(begun, mark.end())
            begun = None


def is_within(quoted: Span, sentence: Span) -> bool:
    """Whether it stands within a quotation, which has begun before it and goes on behind it."""
    return quoted.start < sentence.start and sentence.end < quoted.end


def _within_reach(start: int, end: int) -> Iterator[Span]:
    if end - start <= LONGEST:
        yield Span(start, end)


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark[0] != '"':
        return mark[0] == "“"
    start, end = mark.span()
    return (start == 0 or text[start - 1] in _BEFORE) and end < len(text) and not text[end].isspace()
