"""What holds of lengths, weights, temperatures and spans of time besides: how they are rounded, what leads to them."""

from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.unnamed import Unnamed
from service.briefings.figures.wording.wordlists import word_set

RARELY_TOLD = frozenset(("area", "weight", "speed", "temperature"))
"""Kinds of which a report has one, if any."""
_MEASURED, _CONVERTED = 0.04, 0.1
"""Share by which two may differ and be the same, also where one was converted: 300 miles, 500 km."""
_RELATING = word_set(
    "after before since from above below beneath under over off away into inland offshore north south east west "
    "northeast northwest southeast southwest long wide high tall deep thick"
)
"""Words behind it that tell from where, or which way, it is measured."""


def differ_by_more_than_rounding(one: Unnamed, other: Unnamed) -> bool:
    """Whether the numbers of two figures of one kind say different things."""
    mine, yours, coarse = one.size.numeral, other.size.numeral, 0.0
    if one.size.unit is Unit.MEASURE:
        coarse = _MEASURED if one.figure.frame.unit == other.figure.frame.unit else _CONVERTED
    return abs(mine.low - yours.low) > max(mine.slack, yours.slack, coarse * max(mine.low, yours.low))


def lead_apart(one: Unnamed, other: Unnamed) -> bool:
    """Whether they are measured from elsewhere: ``three days after``, ``four days before``."""
    if one.size.unit is not Unit.MEASURE:
        return False
    return one.behind != other.behind and one.behind in _RELATING and other.behind in _RELATING
