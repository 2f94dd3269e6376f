"""Numbers in figures and in words, and ranges of them.

Written as ``12``, ``1,200``, ``12 000``, ``1.200.000``, ``2.1``, ``3,5``; with ``k``, ``m``, ``bn``, ``mln``, hundred,
thousand, million, billion behind them; ``fourteen``, ``twenty-one``, ``two hundred and six``, ``a dozen``, ``half a
million``; with a half behind them (``two and a half``, ``2 1/2``). What may be read in two ways (``1.200``) or is no
number (``0900``) is not read at all. Vague ones (``dozens``, ``thousands``) are none.
"""

import re
from typing import NamedTuple

from service.briefings.figures.numbers.number_words import CAUTION, LARGE, OPENERS, ROUND, Number, in_words
from service.briefings.figures.wording.tokens import Token, Tokens, low_at, touching
from service.briefings.figures.wording.words import CURRENCIES

_SHORT = {
    "k": 1e3,
    "mln": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "t": 1e12,
    "b": 1e9,
}
_SCALES = {**LARGE, "hundred": 100.0, "dozen": 12.0}
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|[1-9]\d*|0|\d+\.\d{1,2}|\d+\.\d{4,6}")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+,\d{1,2}")
_MOST_DIGITS = 13
_SMALLEST_RANGE_OF_SHARES = 1_000
_LARGEST_WITH_HALF = 100
_HALVES = (("½",), ("1", "/", "2"), ("and", "a", "half"), ("-", "and", "-", "a", "-", "half"))
_OPENING_HALVES = frozenset(half[0] for half in _HALVES)
_HALF_ROUNDED = 0.05
"""By how much a half may be off, as ``2.5`` may."""


class Numeral(NamedTuple):
    """A number, or a range of them (``low < high``)."""

    low: float
    high: float
    slack: float
    first: int
    last: int


def may_open_number(token: Token) -> bool:
    """Whether a number may begin with it: a quick look that spares most words."""
    return token.low in OPENERS or token.text[0].isdecimal()


def read_numeral(tokens: Tokens, index: int) -> Numeral | None:
    """Read the number or the range that begins at ``index``.

    Of a change (``from 3 to 4``) the second number is taken. Where a pair is no range (``3-1``, ``52 to 48``),
    an empty numeral answers (``low > high``), so that neither of the two is taken for a count.
    """
    one = read_number(tokens, index)
    if one is None:
        return None
    alone = Numeral(one.value, one.value, one.slack, one.first, one.last)
    if not _is_hinge(tokens, one):
        return alone
    other = read_number(tokens, one.last + 1 + (low_at(tokens, one.last + 1) in CURRENCIES))
    if other is None:
        return alone
    if low_at(tokens, index - 1) == "from":
        return Numeral(other.value, other.value, other.slack, other.first, other.last)
    low = one.value
    if one.scale == 1 and other.scale > 1 and low < _SMALLEST_RANGE_OF_SHARES:
        low *= other.scale
    if other.value <= low:
        return Numeral(1.0, 0.0, 0.0, one.first, other.last)
    return Numeral(low, other.value, 0.0, one.first, other.last)


def read_number(tokens: Tokens, index: int) -> Number | None:
    """Read the number that begins at ``index``; None where none does."""
    if index >= len(tokens):
        return None
    number = _in_figures(tokens, index) if tokens[index].is_numeral else in_words(tokens, index)
    return number and _with_half(tokens, number)


def _with_half(tokens: Tokens, number: Number) -> Number:
    """Add the half that stands behind it, and multiply by the words behind that: ``two and a half million``."""
    if (
        number.value >= _LARGEST_WITH_HALF
        or number.value % 1
        or low_at(tokens, number.last) not in _OPENING_HALVES
    ):
        return number
    for half in _HALVES:
        last = number.last + len(half)
        if tuple(token.low for token in tokens[number.last : last]) == half:
            scale, end = _scale(tokens, last)
            return Number((number.value + 0.5) * scale, _HALF_ROUNDED * scale, number.first, end, scale)
    return number


def _is_hinge(tokens: Tokens, one: Number) -> bool:
    """Whether what follows joins two numbers into a range or a pair."""
    joint = low_at(tokens, one.last)
    if joint in ("-", "–", "—"):
        return touching(tokens, one.last - 1) == touching(tokens, one.last)
    return joint in ("to", "or") or (joint == "and" and _after_between(tokens, one.first))


def _after_between(tokens: Tokens, index: int) -> bool:
    return "between" in (low_at(tokens, index - 1), low_at(tokens, index - 2))


def _in_figures(tokens: Tokens, index: int) -> Number | None:
    text, last = tokens[index].text, index + 1
    if len(text) <= 3 and _is_group_of_three(tokens, last):  # noqa: PLR2004 - the group before "12 000"
        while _is_group_of_three(tokens, last):
            text, last = text + tokens[last].text, last + 1
    digits = _plain(text)
    if digits is None:
        return None
    scale, end = _scale(tokens, last)
    value = float(digits) * scale
    return Number(value, _slack(digits, scale, value), index, end, scale)


def _plain(text: str) -> str | None:
    """Write it as Python does; None for what is no number, or may be two."""
    if sum(map(str.isdecimal, text)) > _MOST_DIGITS or not text.isascii():
        return None
    if _ENGLISH.fullmatch(text):
        return text.replace(",", "")
    return text.replace(".", "").replace(",", ".") if _EUROPEAN.fullmatch(text) else None


def _is_group_of_three(tokens: Tokens, index: int) -> bool:
    if not 0 < index < len(tokens):
        return False
    one, other = tokens[index - 1], tokens[index]
    three = len(other.text) == 3 and other.text.isdecimal()  # noqa: PLR2004
    return three and one.text.isdecimal() and other.start - one.end == 1


def _scale(tokens: Tokens, index: int) -> tuple[float, int]:
    """Multiply by the words at ``index``, and tell where they end."""
    scale = 1.0
    if touching(tokens, index - 1) and low_at(tokens, index) == "-" and low_at(tokens, index + 1) in LARGE:
        index += 1  # a $2-billion deal
    while (word := low_at(tokens, index)) in _SCALES:
        scale *= _SCALES[word]
        index += 1
    short = _SHORT.get(low_at(tokens, index), 0.0) if scale == 1 else 0.0
    if short and (touching(tokens, index - 1) or len(low_at(tokens, index)) > 1):
        return short, index + 1
    return scale, index


def _slack(digits: str, scale: float, value: float) -> float:
    whole, _, fraction = digits.partition(".")
    if fraction:
        return 0.5 * scale * 10.0 ** -len(fraction)
    if value < ROUND:
        return 0.0
    zeros = len(whole) - len(whole.rstrip("0"))
    return min(0.5 * scale * 10.0**zeros, CAUTION * value) if zeros or scale > 1 else 0.0
