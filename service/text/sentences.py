"""Where one sentence ends and the next begins, as character offsets into the text itself.

The rules, from the coarse to the fine:

1. A blank line ends a sentence. So does a single line break, unless the line was only wrapped: the next line
   opens with a small letter, or, in a block of three lines or more, its first word would not have fitted
   into the width of the block. A line that opens with a bullet always begins anew.
2. ``! ?`` and the full stops of any script end a sentence together with the quotes and brackets that close
   after them. Chinese and Japanese stops need no space behind them; all others do, unless they part a word
   in small letters from one with a capital (``last week.The``), as pages do that lost their paragraphs.
3. No sentence begins with a small letter: ``"Why?" she asked`` and ``Yahoo! said`` go on, so does ``…``.
4. A full stop after a title (``Mr.``, ``Gen.``) never ends a sentence; after ``No.`` or ``p.`` it does not
   before a digit; after an initial, a dotted abbreviation (``U.S.``, ``a.m.``) or a short form (``Inc.``,
   ``Jan.``) it does only before a word that commonly opens sentences, because ``the U.S. Senate`` outnumbers
   all else. A bare number that opens a line (``1.``) counts its item.
5. What is still longer than ``LONGEST`` characters has no usable punctuation: it is cut after a semicolon, a
   comma or a space, whichever is found first, in this order, in the second half of the limit.

Every character that is not space lies in exactly one span. The time is linear in the text, and the text is
walked lazily: whoever wants the first ten sentences of a megabyte pays for ten.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.text.abbreviations import COMMON_OPENERS, COUNTED, SHORT_FORMS, TITLES

LONGEST = 600
"""Characters in one sentence at most; longer ones are no sentences but lists, tables or lost punctuation."""

WRAP_WIDTH = 110
"""A block with a longer line than this was not wrapped by hand or by a wire."""

_CLOSERS = "\"'”’»›)\\]}」』）"
_UNSPACED, _SPACED = "。！？｡", ".!?…؟۔।॥"
_STOP = re.compile(
    rf"[{_UNSPACED}{_SPACED}](?:"  # one class in front, which is looked for quickly
    rf"(?<=[{_UNSPACED}])[{_UNSPACED}]*[{_CLOSERS}]*"
    rf"|(?<=[{_SPACED}])[{_SPACED}]*[{_CLOSERS}]*(?=\s|$)"
    r"|(?<=[a-z][a-z][.!?])[”’)]*(?=[A-Z][a-z]+[ ,'’]))"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_BULLET = re.compile(r"\s*(?:[-–—*•▪◦·●■►]\s|\d{1,2}[.)]\s)")
_LAST_WORD = re.compile(r"[\w.'’&-]*$")
_NEXT_WORD = re.compile(r"[\s\"'“‘«(\[]*([\w'’]*)")
_OPENERS = "\"'“‘«([„"
_REACH = 40
"""Characters looked at on either side of a stop: longer than any abbreviation."""


class Span(NamedTuple):
    """Characters ``[start, end)`` of a text."""

    start: int
    end: int


def split_sentences(text: str) -> Iterator[Span]:
    """Walk the sentences of ``text`` in order: ``text[start:end]`` is one, verbatim, without outer space."""
    for line in _lines(text):
        for sentence in _sentences_of(text, line):
            yield from _shortened(text, sentence)


def _lines(text: str) -> Iterator[Span]:
    """Stretches of text that no sentence crosses: paragraphs, list items, headings, table rows."""
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield from _lines_of_block(text, Span(start, gap.start()))
        start = gap.end()
    yield from _lines_of_block(text, Span(start, len(text)))


def _lines_of_block(text: str, block: Span) -> Iterator[Span]:
    if text.find("\n", block.start, block.end) < 0:
        yield block
        return
    rows = text[block.start : block.end].split("\n")
    width = max(map(len, rows)) if len(rows) > 2 else WRAP_WIDTH + 1  # noqa: PLR2004 - two lines show no width
    start = end = block.start
    for row, following in zip(rows, [*rows[1:], ""], strict=True):
        end += len(row) + 1
        if not _is_wrapped(row, following, width):
            yield Span(start, min(end, block.end))
            start = end
    if start < block.end:
        yield Span(start, block.end)


def _is_wrapped(row: str, following: str, width: int) -> bool:
    """Whether the sentence of ``row`` may go on in the ``following`` one."""
    following = following.lstrip()
    if not following or not row.strip():
        return False
    if following[0].islower():
        return True
    if _BULLET.match(following):
        return False
    first_word = following.split(maxsplit=1)[0]
    return width <= WRAP_WIDTH and len(row.rstrip()) + 1 + len(first_word) > width


def _sentences_of(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for stop in _STOP.finditer(text, line.start, line.end):
        if _ends_sentence(text, stop, line):
            yield from _trimmed(text, Span(start, stop.end()))
            start = stop.end()
    yield from _trimmed(text, Span(start, line.end))


def _ends_sentence(text: str, stop: re.Match[str], line: Span) -> bool:
    after = _NEXT_WORD.match(text, stop.end(), min(line.end, stop.end() + _REACH))
    opener = after.group(1) if after else ""
    if opener[:1].islower():
        return False
    if text[stop.start()] != "." or stop.group()[1:2] == ".":
        return True
    begin = max(line.start, stop.start() - _REACH)
    before = _LAST_WORD.search(text, max(begin, text.rfind(" ", begin, stop.start())), stop.start())
    word = before.group() if before else ""
    return not _counts_item(text, Span(line.start, stop.start()), word) and not _holds_on(word, opener)


def _counts_item(text: str, before: Span, word: str) -> bool:
    """Whether ``word`` is a number with nothing but space before it in its line."""
    return (
        word.isdigit()
        and before.end - before.start < _REACH
        and text[before.start : before.end].strip() == word
    )


def _holds_on(word: str, opener: str) -> bool:
    """Whether the full stop after ``word`` belongs to it, and the sentence goes on with ``opener``."""
    key = word.lower().strip("'’-")
    if key in TITLES:
        return True
    if key in COUNTED:
        return opener[:1].isdigit()
    is_short = key in SHORT_FORMS and word[:1].isupper()
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    is_dotted = "." in word and all(len(part) <= 2 for part in word.split("."))  # noqa: PLR2004 - "Ph.D"
    if not (is_short or is_initial or is_dotted) or any(part.isdigit() for part in word.split(".")):
        return False
    return bool(opener) and (opener[:1].isdigit() or opener.lower() not in COMMON_OPENERS)


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    """Drop outer space; nothing may be left."""
    inner = text[span.start : span.end]
    length = len(inner.strip())
    if length:
        start = span.start + len(inner) - len(inner.lstrip())
        yield Span(start, start + length)


def _shortened(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    if end - start <= LONGEST:
        yield span
        return
    while end - start > LONGEST:
        cut = _cut_before(text, start, start + LONGEST)
        yield from _trimmed(text, Span(start, cut))
        start = cut
    yield from _trimmed(text, Span(start, end))


def _cut_before(text: str, start: int, limit: int) -> int:
    for mark in ("; ", ", ", " ", "\n"):
        at = text.rfind(mark, start + LONGEST // 2, limit)
        if at >= 0:
            return at + len(mark)
    return limit
