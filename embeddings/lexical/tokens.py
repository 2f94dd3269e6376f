"""Where the words, numbers and marks of texts stand, and in which sentence.

A number has its unit with it: 8000, 4.4, 1.5m, 2nd. A word is letters, digits and underscores, of which the first is no
underscore. Anything else that is neither space nor underscore is a mark.

A full stop after an initial or a short title (Mr., Gen., St.) ends no sentence. A line break always does.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from embeddings.lexical.characters import (
    CAPITAL,
    CLOSER,
    DIGIT,
    INITIAL,
    LETTER,
    MARK,
    SMALL,
    SPACE,
    UNDERSCORE,
    WORD,
    Kinds,
    Places,
    Points,
)

_STOP, _NEWLINE, _IDEOGRAPHIC_STOP = ord("."), ord("\n"), ord("。")
_EXCLAMATION, _QUESTION, _ELLIPSIS = map(ord, "!?…")
_APOSTROPHE, _QUOTE, _S = map(ord, "'’s")
_LONGEST_TITLE = 3
"""Letters of a short title before its full stop."""


class Tokens(NamedTuple):
    """The tokens of some texts, in order."""

    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    """Of shape (tokens,) each. A mark ends where it starts: which one it is, is not told."""
    sentences: npt.NDArray[np.int32]
    """A number for each sentence, of shape (tokens,), rising."""
    counts: Places
    """Where the tokens of each text begin, and those of the last end: shape (texts + 1,)."""


@compiled
def find_tokens(points: Points, kinds: Kinds, starts: Places) -> Tokens:
    """The tokens of plain texts."""
    first, last = np.empty(len(points), np.int32), np.empty(len(points), np.int32)
    sentences, counts = np.empty(len(points), np.int32), np.zeros(len(starts), np.int64)
    count = sentence = 0
    for text in range(len(starts) - 1):
        place, end = starts[text], starts[text + 1]
        while place < end:
            start = place
            if kinds[place] & LETTER:
                place = _word_end(points, kinds, place, end)
            elif _ends_sentence(points, kinds, starts[text], place, end):
                sentence += 1
                place += 1
                continue
            elif kinds[place] & (SPACE | UNDERSCORE):
                place += 1
                continue
            first[count], last[count], sentences[count] = start, place, sentence
            count += 1
            if place == start:
                place += 1
        sentence += 1
        counts[text + 1] = count
    return Tokens(first[:count], last[:count], sentences[:count], counts)


@compiled
def without_points(points: Points, kinds: Kinds, spans: Places) -> tuple[Points, Kinds, Places]:
    """Take away the ``'s`` behind names, and the full stops of U.S. and J.K.

    ``spans`` are where texts begin and end, of shape (texts, 2). Answers their characters, one text behind the other.
    """
    most = (spans[:, 1] - spans[:, 0]).sum()
    left, left_kinds = np.empty(most, points.dtype), np.empty(most, kinds.dtype)
    count, starts_left = np.int64(0), np.zeros(len(spans) + 1, np.int64)
    for text in range(len(spans)):
        begin, dotted = count, False
        place, end = spans[text]
        while place < end:
            point = points[place]
            if point in (_APOSTROPHE, _QUOTE) and _is_possessive(points, kinds, place, end):
                place += 2
                continue
            left[count], left_kinds[count] = point, kinds[place]
            # Few texts have initials in a row: two stops with one letter between them.
            if point == _STOP and count > begin + 1 and left[count - 2] == _STOP:
                dotted = True
            count += 1
            place += 1
        if dotted:
            count = _join_initials(left, left_kinds, begin, count)
        starts_left[text + 1] = count
    return left[:count], left_kinds[:count], starts_left


@compiled
def _join_initials(points: Points, kinds: Kinds, begin: np.int64, end: np.int64) -> np.int64:
    """Take the full stops of initials out of one text, in place; answers where it ends now."""
    count = place = begin
    while place < end:
        initials = _initials(points, kinds, begin, place, end)
        letters, step = (initials, 2) if initials > 1 else (1, 1)
        for _ in range(letters):
            points[count], kinds[count] = points[place], kinds[place]
            count += 1
            place += step
    return count


@compiled
def _is_possessive(points: Points, kinds: Kinds, place: int, end: int) -> bool:
    """Whether the apostrophe there is of an ``'s`` with no more of a word behind it."""
    if place + 1 == end or points[place + 1] != _S:
        return False
    return bool(place + 2 == end or not kinds[place + 2] & WORD)


@compiled
def _initials(points: Points, kinds: Kinds, begin: np.int64, place: np.int64, end: np.int64) -> int:
    """How many initials with their full stops stand there one behind the other, from the first of a word on."""
    if place > begin and kinds[place - 1] & WORD:
        return 0
    count = 0
    while place + 1 < end and kinds[place] & INITIAL and points[place + 1] == _STOP:
        count += 1
        place += 2
    return count


@compiled
def _word_end(points: Points, kinds: Kinds, place: int, end: int) -> int:
    """Where the word or number ends that begins at a place."""
    if not kinds[place] & DIGIT:
        while place < end and kinds[place] & (WORD | MARK):
            place += 1
        return place
    while place < end and kinds[place] & DIGIT:
        place += 1
        if place + 1 < end and points[place] == _STOP and kinds[place + 1] & DIGIT:
            place += 1
    while place < end and kinds[place] & LETTER:
        place += 1
    return place


@compiled
def _ends_sentence(points: Points, kinds: Kinds, begin: int, place: int, end: int) -> bool:
    """Whether a sentence ends with the character at a place."""
    point = points[place]
    if point in (_NEWLINE, _IDEOGRAPHIC_STOP):
        return True
    if point == _STOP:
        if _is_short(kinds, begin, place):
            return False
    elif point not in (_EXCLAMATION, _QUESTION, _ELLIPSIS):
        return False
    place += 1
    while place < end and kinds[place] & CLOSER:
        place += 1
    return bool(place == end or kinds[place] & SPACE)


@compiled
def _is_short(kinds: Kinds, begin: int, place: int) -> bool:
    """Whether what stands before a full stop is a letter or digit alone, or a short title."""
    start = place
    while start > begin and place - start <= _LONGEST_TITLE and kinds[start - 1] & WORD:
        start -= 1
    length = place - start
    if length == 1:
        return True
    if length == 0 or length > _LONGEST_TITLE or not kinds[start] & CAPITAL:
        return False
    for one in range(start + 1, place):  # noqa: SIM110 - a generator cannot be compiled
        if not kinds[one] & SMALL:
            return False
    return True
