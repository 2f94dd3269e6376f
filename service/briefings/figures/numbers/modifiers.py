"""Words that bound a number: *nearly*, *at least*, *up to*."""

from enum import StrEnum
from typing import NamedTuple

from service.briefings.figures.wording.tokens import Tokens, low_at, touching
from service.briefings.figures.wording.words import MODIFIERS

_LONGEST = 3
_TOTAL = "total"
_PLACING = frozenset(("under", "over", "above", "below"))


class Bound(StrEnum):
    """What a modifier says about where the true number lies."""

    EXACT = ""
    ABOUT = "about"
    AT_LEAST = "at least"
    ABOVE = "more than"
    AT_MOST = "up to"
    BELOW = "fewer than"
    NEARLY = "nearly"


class Modifier(NamedTuple):
    """What bounds a number, in its own words (empty for none), and the tokens ``[first, last)`` with it around."""

    bound: Bound
    words: str
    first: int
    last: int
    total: bool = False
    """Whether it is said to be the number in all."""


_SUFFIXES = {
    ("or", "more"): Bound.AT_LEAST,
    ("-", "plus"): Bound.AT_LEAST,
    ("or", "so"): Bound.ABOUT,
    ("or", "fewer"): Bound.AT_MOST,
}


def read_modifier(tokens: Tokens, first: int, last: int) -> Modifier:
    """Read the modifiers around the number at ``[first, last)``; of several before it, the nearest bounds it."""
    bound, words, total = Bound.EXACT, "", False
    while (found := _before(tokens, first)) is not None:
        if tokens[first].low == "the" and found[0] in _PLACING:
            break  # under the $2 billion programme
        phrase, first = found
        kind = MODIFIERS[phrase]
        total |= kind == _TOTAL
        if kind not in ("", _TOTAL) and bound is Bound.EXACT:
            bound, words = Bound(kind), phrase
        elif kind == _TOTAL and not words:
            words = phrase
    suffix = _SUFFIXES.get((low_at(tokens, last), low_at(tokens, last + 1)))
    if suffix is not None:
        return Modifier(suffix, f"{tokens[last].text} {tokens[last + 1].text}", first, last + 2, total)
    if low_at(tokens, last) == "+" and touching(tokens, last - 1):
        return Modifier(Bound.AT_LEAST, "+", first, last + 1, total)
    return Modifier(bound, words, first, last, total)


def _before(tokens: Tokens, first: int) -> tuple[str, int] | None:
    """Find the longest modifier that ends before ``first``, and where it begins."""
    for length in range(min(_LONGEST, first), 0, -1):
        phrase = " ".join(token.low for token in tokens[first - length : first])
        if phrase in MODIFIERS:
            return phrase, first - length
    return None
