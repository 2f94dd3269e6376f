"""Page furniture: what a page puts before and behind each of its reports, and a scraper brings along.

Menus, buttons, times of publication, calls to subscribe, lists of other reports. It is the same on every report of a
page, so it makes strangers alike, and where it stands first it takes the room of what is told. It comes in blocks at
both ends of a text: a block reaches from there to a sentence or a line that is furniture, as long as half of it is and
nothing long stands between. What is furniture is told by its form, of which those of English-language pages are known;
and of some pieces it is known that pages repeat them (:mod:`service.clustering.pages`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from service.text.edges import HEAD, TAIL, Cut, Edges, Piece, Pieces
from service.text.furniture_forms import BETWEEN, CALLS, HINTS, MENU, OTHERS
from service.text.sentences import Span, split_sentences

EDGE = 300
"""Characters of either in which it begins: where nothing there is a call, nor a menu, there is none."""
LEAST_SHARE = 0.5
"""Of the characters of a block, those of sentences and lines that are furniture."""
MOST_BETWEEN = 120
"""Characters between two of these, of a page's name or a heading; what is longer is the report."""
SHORTEST_WRAPPED = 45
"""Characters of a line that may have been wrapped within a sentence."""
MENU_SHARE = 0.75
"""Of the words of a line that ends no sentence, those that menus, buttons and times of publication have."""
LONGEST_MENU = 240
"""Characters."""
MOST_NUMBERS = 3
"""In such a line for each of its words; a time has no more, and a table more."""
_SENTENCE_ENDS = (".", "!", "…")
_CLOSING = ".!?…\"'”’»"
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
    return _bare(text, start, offset + end)


def report_between(text: str, edges: Edges, repeated: Pieces) -> Span:
    """The same, where of some pieces at the ``edges`` it is known that pages have ``repeated`` them."""
    start, end = report_in(text)
    heads = _head_of_page(text, edges.head, repeated), _behind_runs(edges, repeated)
    tails = _tail_of_page(text, edges.tail, repeated), _before_runs(text, edges, repeated)
    start, end = max(start, *heads), min(end, *tails)
    return _bare(text, *((start, end) if start < end else _longest_left(text, edges, repeated)))


def _longest_left(text: str, edges: Edges, repeated: Pieces) -> tuple[int, int]:
    """The longest stretch that is not of the page, in a text so short that the blocks at both ends meet."""
    pieces = sorted({(one.start, one) for one in (*edges.head, *edges.tail)})
    stretches = [
        (its[0].start, its[-1].end)
        for known, group in groupby((one for _, one in pieces), lambda one: _is_known(text, one, repeated))
        if not known and (its := list(group))
    ]
    return max(stretches, key=lambda its: (its[1] - its[0], -its[0]), default=(0, 0))


def _bare(text: str, start: int, end: int) -> Span:
    """The same part of a text without outer space; all of the text if nothing is left."""
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
    return _reach(_from_start(head), 0), _reach(_from_end(tail), len(tail))


def _head_of_page(text: str, head: Cut, repeated: Pieces) -> int:
    """Where the furniture of the head ends, as far as it is known to be repeated."""
    end = _reach((_Piece(one.start, one.end, _is_known(text, one, repeated)) for one in head), 0)
    # One line alone that ends no sentence may be the first of a sentence that was wrapped.
    alone = end > 0 and end == head[0].end and text[end - 1] not in _CLOSING
    return 0 if alone and text[end : end + 2].count("\n") == 1 else end


def _tail_of_page(text: str, tail: Cut, repeated: Pieces) -> int:
    """Where the furniture of the tail begins, likewise; headlines of other reports may change from day to day."""
    pieces = (
        _Piece(one.end, one.start, _is_known(text, one, repeated), _may_be_headline(text, one))
        for one in tail
    )
    return _reach(pieces, len(text))


def _behind_runs(edges: Edges, repeated: Pieces) -> int:
    """Where the furniture of a head without lines ends, as far as its words are known to be repeated.

    The last of the runs goes on, mostly, until two reports happen to differ: then the report begins where a sentence
    does.
    """
    known = [run for run in edges.head_runs if run.name in repeated]
    if not known:
        return 0
    _, end, *_ = last = known[-1]
    if any(sentence.end == end for sentence in edges.head):
        return end
    return max((one.start for one in edges.head if last.start < one.start < end), default=end)


def _before_runs(text: str, edges: Edges, repeated: Pieces) -> int:
    """Where that of a tail begins, likewise."""
    known = [run for run in edges.tail_runs if run.name in repeated]
    if not known:
        return len(text)
    start, end, *_ = known[-1]
    return min((one.start for one in edges.tail if start <= one.start < end), default=start)


def _may_be_headline(text: str, piece: Piece) -> bool:
    """Whether a piece is a short line that ends no sentence."""
    ends_line = text[piece.end : piece.end + 1] in ("", "\n")
    return ends_line and piece.end - piece.start < MOST_BETWEEN and text[piece.end - 1] not in _CLOSING


def _is_known(text: str, piece: Piece, repeated: Pieces) -> bool:
    return piece.name in repeated or is_furniture(text[piece.start : piece.end])


class _Piece(NamedTuple):
    """A sentence, or a line that furniture does not stand in."""

    near: int
    """Where it begins, seen from the end of the text that is looked at."""
    far: int
    """And where it ends."""
    of_page: bool
    may_be_headline: bool = False
    """Of another report; as many as there are may stand between what is of the page."""


def _reach(pieces: Iterable[_Piece], none: int) -> int:
    """Where the block ends that these pieces begin with; ``none`` if there is no block."""
    reach, between, of_page, characters = none, 0, 0, 0
    for near, far, is_of_page, may_be_headline in pieces:
        long = abs(far - near)
        characters += long
        between = 0 if is_of_page else between + (0 if may_be_headline else long)
        if between > MOST_BETWEEN:
            break
        if is_of_page:
            of_page += long
            if of_page >= LEAST_SHARE * characters:
                reach = far
    return reach


def _from_start(text: str) -> Iterator[_Piece]:
    lines, start, hints = text.split("\n"), 0, _hints(text[:EDGE], HINTS)
    for number, line in enumerate(lines):
        for begin, end, of_page in _pieces(lines, number, hints):
            hints = HINTS if of_page else hints
            yield _Piece(start + begin, start + end, of_page)
        start += len(line) + 1


def _from_end(text: str) -> Iterator[_Piece]:
    lines, start, hints = text.split("\n"), len(text), _hints(text[-EDGE:], HINTS)
    for number in reversed(range(len(lines))):
        start -= len(lines[number])
        for begin, end, of_page in reversed(_pieces(lines, number, hints)):
            hints = HINTS if of_page else hints
            yield _Piece(start + end, start + begin, of_page)
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
    return len(before) < SHORTEST_WRAPPED or before[-1] in _CLOSING


def _hints(text: str, hints: Sequence[str]) -> Sequence[str]:
    small = text.lower()
    return [hint for hint in hints if hint in small]


def _is_of_page(sentence: str) -> bool:
    bare = sentence.strip().rstrip(".!?… ").lstrip("-–—•*|> ")
    return CALLS.fullmatch(bare) is not None or OTHERS.match(sentence) is not None


def _is_menu(line: str) -> bool:
    """Whether a line that ends no sentence is made of what menus, buttons and times of publication say."""
    if len(line) > LONGEST_MENU or line[-1:] in _CLOSING:
        return not line
    words = _WORD.findall(line.lower())
    telling = [word for word in words if word not in BETWEEN]
    if not telling:
        return not words and not any(map(str.isdigit, line))
    of_menus, numbers = sum(map(MENU.__contains__, telling)), len(_NUMBER.findall(line))
    return of_menus >= MENU_SHARE * len(telling) and numbers <= MOST_NUMBERS * len(telling)
