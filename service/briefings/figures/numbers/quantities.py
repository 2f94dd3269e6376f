"""Quantities in a sentence: a number, its unit, and the words that bound it."""

from dataclasses import dataclass

from service.briefings.figures.numbers.exclusions import measures_nothing
from service.briefings.figures.numbers.modifiers import Bound, read_modifier
from service.briefings.figures.numbers.numerals import Numeral, may_open_number, read_numeral
from service.briefings.figures.numbers.units import Unit, read_unit
from service.briefings.figures.wording.tokens import Tokens

_HALF_A_PERCENT = 0.5
"""Percentages without decimals are rounded."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; tokens ``[first, last)`` hold it, the modifier included."""

    numeral: Numeral
    unit: Unit
    bound: Bound
    modifier: str
    """The modifier's own words; empty for none."""
    first: int
    last: int
    currency: str = ""
    total: bool = False
    """Whether it is said to be the number in all."""
    ordinal: bool = False
    """Whether it is the number of the last one (``a fifth person``)."""


def find_quantities(tokens: Tokens) -> list[Quantity]:
    """List the quantities of a sentence, in order."""
    found: list[Quantity] = []
    behind = 0
    for index in [index for index, token in enumerate(tokens) if may_open_number(token)]:
        numeral = read_numeral(tokens, index) if index >= behind else None
        if numeral is None:
            continue
        if numeral.low <= numeral.high and not measures_nothing(tokens, numeral):
            found.append(_quantity(tokens, numeral))
        behind = numeral.last
    return found


def _quantity(tokens: Tokens, numeral: Numeral) -> Quantity:
    measure = read_unit(tokens, numeral)
    if measure.unit is Unit.PERCENT and not (numeral.slack or numeral.low % 1):
        numeral = numeral._replace(slack=_HALF_A_PERCENT)
    modifier = read_modifier(tokens, measure.first, measure.last)
    return Quantity(
        numeral,
        measure.unit,
        modifier.bound,
        modifier.words,
        modifier.first,
        modifier.last,
        measure.currency,
        modifier.total,
    )
