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
   before a digit; after an initial, a dotted abbreviation (``U.S.``) or a short form (``Inc.``, ``Jan.``) it
   does only before a word that commonly opens sentences, because ``the U.S. Senate`` outnumbers all else, and
   never before a dash (``across the U.S. — some said``); a single capital is an initial (``Lee P. Moor``), and
   between two of them (``in L. A. today``) it never does; after a time of day (``at 9 a.m.``) it does before all
   but its day or zone. A bare number that opens a line (``1.``) counts its item, and so does a German one before a
   month (``3. Oktober``).
5. What is still longer than ``LONGEST`` characters has no usable punctuation: it is cut after a semicolon, a
   comma or a space, whichever is found first, in this order, in the second half of the limit.

Every character that is not space lies in exactly one span. The time is linear in the text, and the text is
walked lazily: whoever wants the first ten sentences of a megabyte pays for ten.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.text.abbreviations import (
    AFTER_AMOUNTS,
    AFTER_CLOCK,
    AMOUNTS,
    COMMON_OPENERS,
    COUNTED,
    NUMBERED,
    SHORT_FORMS,
    TITLES,
)

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
_SHORTENED = TITLES | COUNTED | SHORT_FORMS | AMOUNTS
_CLOCK = re.compile(
    r"\b(?:at|by|un?til|till|around|about|before|after|since|from|to|and|of|between) \d{1,2}(?:[:.]\d\d)? ?[ap]\.m\.$"
)
"""A time of day within a sentence: not one that opens it (``At 7 a.m. Mayor Holt …``), nor one in a name."""
_ZONE = re.compile(r"\s+(?:[A-Z][a-z]+ ){1,2}time\b")
_LETTER = re.compile(r"\s?[A-Z]\.")
_DASH = re.compile(r"\s+(?:--?|[–—])\s")
_REACH = 40
"""Characters looked at on either side of a stop: longer than any abbreviation."""


class Span(NamedTuple):
    """Characters ``[start, end)`` of a text."""

    start: int
    end: int


def split_sentences(text: str) -> Iterator[Span]:
    """Walk the sentences of ``text`` in order: ``text[start:end]`` is one, verbatim, without outer space."""
    for block in _blocks(text):
        for line in _lines(text, block):
            start, end = line
            for stop in _STOP.finditer(text, start, end):
                if _ends_sentence(text, stop, line):
                    yield from _sentence(text, start, stop.end())
                    start = stop.end()
            yield from _sentence(text, start, end)


def sentences_from_the_end(text: str) -> Iterator[Span]:
    """Walk the sentences of ``text`` from the last to the first."""
    for block in reversed(list(_blocks(text))):
        for line in _lines_from_the_end(text, block):
            stops = [stop.end() for stop in _STOP.finditer(text, *line) if _ends_sentence(text, stop, line)]
            end = line.end
            for start in reversed([line.start, *stops]):
                yield from reversed(_sentence(text, start, end))
                end = start


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs that blank lines part."""
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _lines(text: str, block: Span) -> Iterator[Span]:
    """Stretches of text that no sentence crosses: paragraphs, list items, headings, table rows."""
    start, block_end = block
    if text.find("\n", start, block_end) < 0:
        yield block
        return
    rows, width = _rows(text, block)
    end, above = start - 1, ""
    for number, row in enumerate(rows):
        if number and not _is_wrapped(above, row, width):
            yield Span(start, end + 1)
            start = end + 1
        end += len(row) + 1
        above = row
    yield Span(start, block_end)


def _lines_from_the_end(text: str, block: Span) -> Iterator[Span]:
    """As :func:`_lines`, from the last to the first."""
    rows, width = _rows(text, block)
    start = end = block.end
    for number in range(len(rows) - 1, 0, -1):
        start -= len(rows[number])
        if not _is_wrapped(rows[number - 1], rows[number], width):
            yield Span(start, end)
            end = start
        start -= 1
    yield Span(block.start, end)


def _rows(text: str, block: Span) -> tuple[list[str], int]:
    """The rows of a block, and how wide it is."""
    rows = text[block.start : block.end].split("\n")
    # Two rows show no width.
    return rows, max(map(len, rows)) if len(rows) > 2 else WRAP_WIDTH + 1  # noqa: PLR2004


def _is_wrapped(row: str, following: str, width: int) -> bool:
    """Whether the sentence of ``row`` may go on in the ``following`` one."""
    following = following.lstrip()
    if not following or not row or row.isspace():
        return False
    first = following[0]
    if first.islower():
        return True
    if width > WRAP_WIDTH or (not first.isalpha() and _BULLET.match(following)):
        return False
    return len(row.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _ends_sentence(text: str, stop: re.Match[str], line: Span) -> bool:
    begin, end = stop.span()
    if not _opens_no_small(text[end : min(end + 2, line.end)]) and _opener(text, end, line)[:1].islower():
        return False
    if text[begin] != "." or text[begin + 1 : min(begin + 2, end)] == ".":
        return True
    word = _word_before(text, begin, line.start)
    if len(word) > 1 and word.isalpha() and word.lower() not in _SHORTENED:
        return True
    return not _counts_item(text, Span(line.start, begin), word) and not _holds_on(word, text, end, line)


def _opens_no_small(following: str) -> bool:
    """Whether two characters, or all that are left of a line, tell that no small letter opens what follows.

    Nearly all stops end their line, or have a space and a capital letter behind them.
    """
    if len(following) < 2:  # noqa: PLR2004 - the line ends
        return not following or following.isspace()
    return following[0] == " " and following[1].isupper()


def _opener(text: str, place: int, line: Span) -> str:
    """The word that opens what comes behind a stop; nothing where none does."""
    after = _NEXT_WORD.match(text, place, min(line.end, place + _REACH))
    return after.group(1) if after else ""


def _word_before(text: str, place: int, start: int) -> str:
    """The word that a stop follows, in a line that begins at ``start``."""
    before = text[max(start, place - _REACH) : place].rpartition(" ")[2]
    if before.isalpha():
        return before
    found = _LAST_WORD.search(before)
    return found.group() if found else ""


def _counts_item(text: str, before: Span, word: str) -> bool:
    """Whether ``word`` is a number with nothing but space before it in its line."""
    return (
        word.isdigit()
        and before.end - before.start < _REACH
        and text[before.start : before.end].strip() == word
    )


def _holds_on(word: str, text: str, place: int, line: Span) -> bool:
    """Whether the full stop after ``word`` belongs to it, and the sentence goes on behind it."""
    key = word.lower().strip("'’-")
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    # U. S., z. B.
    if key in TITLES or ((is_initial or word == "z") and _LETTER.match(text, place, line.end)):
        return True
    opener = _opener(text, place, line)
    if key in COUNTED and not is_initial:
        return opener[:1].isdigit()
    if key.isdigit():
        return opener.lower() in NUMBERED
    if key.endswith("m") and _CLOCK.search(text, max(line.start, place - _REACH), place):
        return opener[:1].isdigit() or opener.lower() in AFTER_CLOCK or bool(_ZONE.match(text, place))
    is_short = (key in SHORT_FORMS or key in AMOUNTS) and word[:1].isupper()
    is_dotted = "." in word and all(len(part) <= 2 for part in word.split("."))  # noqa: PLR2004 - "Ph.D"
    if not (is_short or is_initial or is_dotted) or any(part.isdigit() for part in word.split(".")):
        return False
    openers = AFTER_AMOUNTS if key in AMOUNTS else COMMON_OPENERS
    follows = opener[:1].isdigit() or opener.lower() not in openers if opener else False
    return follows or bool(_DASH.match(text, place, line.end))


def _sentence(text: str, start: int, end: int) -> Sequence[Span]:
    """What stands between two places, without outer space; nothing may be left. What is too long is cut."""
    inner = text[start:end].lstrip()
    start = end - len(inner)
    end = start + len(inner.rstrip())
    if end - start <= LONGEST:
        return (Span(start, end),) if start < end else ()
    pieces: list[Span] = []
    while end - start > LONGEST:
        cut = _cut_before(text, start, start + LONGEST)
        pieces += _sentence(text, start, cut)
        start = cut
    return [*pieces, *_sentence(text, start, end)]


def _cut_before(text: str, start: int, limit: int) -> int:
    for mark in ("; ", ", ", " ", "\n"):
        at = text.rfind(mark, start + LONGEST // 2, limit)
        if at >= 0:
            return at + len(mark)
    return limit
