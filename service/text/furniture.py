"""Page furniture: what a page puts before and behind each of its reports, and a scraper brings along.

Menus, buttons, times of publication, calls to subscribe, lists of other reports. It is the same on every report of a
page, so it makes strangers alike, and where it stands first it takes the room of what is told. It comes in blocks at
both ends of a text: a block reaches from there to a sentence or a line that is furniture, as long as half of it is and
nothing long stands between. What is furniture is told by its form, of which those of English-language pages are known;
of some pieces it is known that pages repeat them, whatever they say (:mod:`service.text.standing`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from service.text.blocks import MOST_BETWEEN, Part, reach_of
from service.text.furniture_forms import BETWEEN, CALLS, HINTS, MENU, OTHERS
from service.text.sentences import Span, split_sentences

HEAD, TAIL = 800, 1_600
"""Characters at the beginning and at the end of a text in which furniture is told by its form."""
EDGE = 300
"""Characters of either in which it begins: where nothing there is a call, nor a menu, there is none."""
SHORTEST_WRAPPED = 45
"""Characters of a line that may have been wrapped, so that a sentence or a paragraph goes on behind it."""
MENU_SHARE = 0.75
"""Of the words of a line that ends no sentence, those that menus, buttons and times of publication have."""
LONGEST_MENU = 240
"""Characters."""
MOST_NUMBERS = 3
"""In such a line for each of its words; a time has no more, and a table more."""
_SENTENCE_ENDS = (".", "!", "…")
CLOSING = ".!?…\"'”’»"
_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")
_NUMBER = re.compile(r"\d+")


def is_furniture(sentence: str) -> bool:
    """Whether a sentence, or a line that ends no sentence, belongs to the page that a report stands on."""
    inner = sentence.strip()
    return _is_menu(inner) or (any(map(inner.lower().__contains__, HINTS)) and _is_of_page(inner))


def without_furniture(text: str) -> str:
    """A text without the furniture at both ends, or as it stands where nothing would be left."""
    inner = report_in(text)
    return text[inner.start : inner.end]


def report_in(text: str) -> Span:
    """Where in a text the report stands: all of it where nothing would be left."""
    offset = max(0, len(text) - TAIL)
    start, end = _inner(text[:HEAD], text[offset:])
    return bare(text, start, offset + end)


def bare(text: str, start: int, end: int) -> Span:
    """A part of a text without outer space; all of the text if nothing is left of it."""
    inner = text[start:end]
    if not inner.strip():
        return Span(0, len(text))
    start += len(inner) - len(inner.lstrip())
    return Span(start, start + len(inner.strip()))


@lru_cache(maxsize=1_024)
def _inner(head: str, tail: str) -> tuple[int, int]:
    """Where the furniture of the head ends, and that of the tail begins.

    Most texts are looked at more than once; the cache holds a batch, and of no text more than its ends.
    """
    return reach_of(_from_start(head), 0), reach_of(_from_end(tail), len(tail))


def _from_start(text: str) -> Iterator[Part]:
    lines, start, hints = text.split("\n"), 0, _hints(text[:EDGE], HINTS)
    for number, line in enumerate(lines):
        for begin, end, of_page in _pieces(lines, number, hints):
            hints = HINTS if of_page else hints
            yield Part(start + begin, start + end, of_page)
        start += len(line) + 1


def _from_end(text: str) -> Iterator[Part]:
    lines, start, hints = text.split("\n"), len(text), _hints(text[-EDGE:], HINTS)
    for number in reversed(range(len(lines))):
        start -= len(lines[number])
        for begin, end, of_page in reversed(_pieces(lines, number, hints)):
            hints = HINTS if of_page else hints
            yield Part(start + end, start + begin, of_page)
        start -= 1


def _pieces(lines: Sequence[str], number: int, hints: Sequence[str]) -> list[tuple[int, int, bool]]:
    """Where the sentences of a line begin and end, and whether each is of the page; all in one if none can be.

    Where there are no ``hints`` there are no more than menus.
    """
    line = lines[number]
    bare = line.strip()
    if not bare:
        return []
    if _is_menu(bare):
        return [(0, len(line), _begins_anew(lines, number))]
    if not hints:
        return [(0, len(line), False)]
    if _is_listed(lines, number):
        return [(0, len(line), True)]
    if not _hints(line, hints):
        return [(0, len(line), False)]
    pieces, listed = list[tuple[int, int, bool]](), False
    for start, end in split_sentences(line):
        # Behind what opens a list of other reports, all are of the page.
        listed = listed or OTHERS.match(line, start, end) is not None
        pieces.append((start, end, listed or _is_of_page(line[start:end])))
    return pieces


def _is_listed(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a headline in a list of other reports, each on a line of its own."""
    while (
        number >= 0 and len(lines[number]) < MOST_BETWEEN and lines[number].strip()[-1:] not in _SENTENCE_ENDS
    ):
        bare = lines[number].strip()
        if opened := OTHERS.match(bare):
            return opened.end() == len(bare)
        number -= 1
    return False


def _begins_anew(lines: Sequence[str], number: int) -> bool:
    """Whether a line is no part of a sentence that was wrapped before it."""
    before = lines[number - 1].strip() if number else ""
    return len(before) < SHORTEST_WRAPPED or before[-1] in CLOSING


def _hints(text: str, hints: Sequence[str]) -> Sequence[str]:
    small = text.lower()
    return [hint for hint in hints if hint in small]


def _is_of_page(sentence: str) -> bool:
    bare = sentence.strip().rstrip(".!?… ").lstrip("-–—•*|> ")
    return CALLS.fullmatch(bare) is not None or OTHERS.match(sentence) is not None


def _is_menu(line: str) -> bool:
    """Whether a line that ends no sentence is made of what menus, buttons and times of publication say."""
    if len(line) > LONGEST_MENU or line[-1:] in CLOSING:
        return not line
    words = _WORD.findall(line.lower())
    telling = [word for word in words if word not in BETWEEN]
    if not telling:
        return not words and not any(map(str.isdigit, line))
    of_menus, numbers = sum(map(MENU.__contains__, telling)), len(_NUMBER.findall(line))
    return of_menus >= MENU_SHARE * len(telling) and numbers <= MOST_NUMBERS * len(telling)
