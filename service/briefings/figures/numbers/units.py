"""The unit of a number: a share, money, degrees, a span of time; without one it is a count."""

from enum import StrEnum
from typing import NamedTuple

from service.briefings.figures.numbers.numerals import Numeral
from service.briefings.figures.wording.tokens import Tokens, low_at, touching
from service.briefings.figures.wording.words import CURRENCIES, SPANS_OF_TIME


class Unit(StrEnum):
    """What kind of number it is; of money, the currency is named beside."""

    COUNT = "count"
    PERCENT = "%"
    POINTS = "percentage points"
    DEGREES = "degrees"
    TIME = "time"
    MONEY = "money"
    MEASURE = "measure"


class Measure(NamedTuple):
    """A unit, of money the currency, and the tokens ``[first, last)`` that number and unit take up."""

    unit: Unit
    first: int
    last: int
    currency: str = ""


_DOLLARS_OF = frozenset(("us", "a", "c", "au", "ca", "nz", "hk", "canadian", "australian"))


def read_unit(tokens: Tokens, numeral: Numeral) -> Measure:
    """Read the unit around a number."""
    before, after = low_at(tokens, numeral.first - 1), low_at(tokens, numeral.last)
    if before in CURRENCIES:
        return _after_sign(tokens, numeral, before)
    named = low_at(tokens, numeral.last + 1) if after in _DOLLARS_OF else after
    if named in CURRENCIES and named.isalpha():
        currency = CURRENCIES[named] if after in (named, "us") else f"{after} {named}"
        return Measure(Unit.MONEY, numeral.first, numeral.last + 1 + (named != after), currency)
    return _share(tokens, numeral) or _other(tokens, numeral, after)


def _after_sign(tokens: Tokens, numeral: Numeral, sign: str) -> Measure:
    opening = numeral.first - 1
    prefix = low_at(tokens, opening - 1) if touching(tokens, opening - 1) else ""
    if prefix not in _DOLLARS_OF:
        return Measure(Unit.MONEY, opening, numeral.last, CURRENCIES[sign])
    currency = CURRENCIES[sign] if prefix == "us" else f"{prefix.upper()}{sign}"
    return Measure(Unit.MONEY, opening - 1, numeral.last, currency)


def _share(tokens: Tokens, numeral: Numeral) -> Measure | None:
    after, following = low_at(tokens, numeral.last), low_at(tokens, numeral.last + 1)
    words = 1 if after in ("%", "percent", "pct") else 2 if (after, following) == ("per", "cent") else 0
    if not words and after != "percentage":
        return None
    last = numeral.last + words
    if low_at(tokens, last) in ("point", "points"):
        return Measure(Unit.POINTS, numeral.first, last + 1)
    if (low_at(tokens, last), low_at(tokens, last + 1)) in (
        ("percentage", "point"),
        ("percentage", "points"),
    ):
        return Measure(Unit.POINTS, numeral.first, last + 2)
    return Measure(Unit.PERCENT, numeral.first, last) if words else None


def _other(tokens: Tokens, numeral: Numeral, after: str) -> Measure:
    if after in ("degrees", "°") or (after in ("c", "f") and touching(tokens, numeral.last - 1)):
        return Measure(Unit.DEGREES, numeral.first, numeral.last + 1)
    return Measure(Unit.TIME if after in SPANS_OF_TIME else Unit.COUNT, numeral.first, numeral.last)
