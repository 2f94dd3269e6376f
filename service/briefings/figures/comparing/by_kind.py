"""What holds of kindred figures of one kind only: of lengths and the like, of shares, of what stands far behind."""

from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.unnamed import Unnamed
from service.briefings.figures.wording.wordlists import word_set

LEAST_SHARED, LEAST_SHARED_RARE = 3, 2
"""Words that both have around them; of what a report tells once, if at all, fewer will do."""
_RARE = frozenset(("area", "weight", "speed", "temperature"))
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


def least_shared(one: Unnamed, other: Unnamed) -> int:
    """How many words around them both must have: one more where either stands behind the opening."""
    if one.figure.frame.key[-1] in _RARE:
        return LEAST_SHARED_RARE
    measured = one.size.unit is Unit.MEASURE
    return LEAST_SHARED if measured or (one.opens and other.opens) else LEAST_SHARED + 1


def shares_of_two(one: Unnamed, other: Unnamed) -> bool:
    """Whether they are shares of two things."""
    return bool(one.whole) and bool(other.whole) and one.whole != other.whole


def lead_apart(one: Unnamed, other: Unnamed) -> bool:
    """Whether they are measured from elsewhere: ``three days after``, ``four days before``."""
    if one.size.unit is not Unit.MEASURE:
        return False
    return one.behind != other.behind and one.behind in _RELATING and other.behind in _RELATING
