"""Whether two figures can both be true, from their numbers and modifiers alone.

A figure is taken as an interval. ``12`` is 12. A number that is rounded (``8,000``, ``2.1 billion``) is off by half of
its last digit at most, and by 5 %. ``About`` allows a tenth both ways; ``nearly`` a tenth down; ``up to`` and ``fewer
than`` down to the half; ``at least`` half as much again: who says at least 12 knows of no 40. Two figures fit where
their intervals meet.
"""

from service.briefings.figures.numbers.modifiers import Bound
from service.briefings.figures.numbers.quantities import Quantity

FARTHEST = 1.5
"""Numbers further apart than by this factor are of two things, where wording alone says that they are of one."""

_ABOUT = 0.1
_BEYOND = 1.5
_WITHIN = 0.5
_EPSILON = 1e-9


def interval(quantity: Quantity) -> tuple[float, float]:
    """Give the least and the most that the figure allows."""
    numeral = quantity.numeral
    low, high, slack = numeral.low, numeral.high, numeral.slack
    if quantity.bound in (Bound.AT_LEAST, Bound.ABOVE):
        return low - slack, high * _BEYOND
    if quantity.bound in (Bound.AT_MOST, Bound.BELOW):
        return low * _WITHIN, high + slack
    if quantity.bound is Bound.NEARLY:
        return low * (1 - _ABOUT), high + slack
    if quantity.bound is Bound.ABOUT:
        return low * (1 - _ABOUT) - slack, high * (1 + _ABOUT) + slack
    return low - slack, high + slack


def fit(one: Quantity, other: Quantity) -> bool:
    """Whether their intervals meet in more than an end that rounding has set."""
    low, high = interval(one)
    least, most = interval(other)
    meet = min(high, most) - max(low, least)
    pointlike = low == high or least == most
    return meet >= -_EPSILON * max(1.0, abs(high)) if pointlike else meet > _EPSILON * max(1.0, abs(high))


def same_number(one: Quantity, other: Quantity) -> bool:
    """Whether they say the same number, whatever the modifiers."""
    return (one.numeral.low, one.numeral.high) == (other.numeral.low, other.numeral.high)


def open_above(quantity: Quantity) -> bool:
    """Whether it is a number so far, which the next count may exceed."""
    return quantity.bound in (Bound.AT_LEAST, Bound.ABOVE)
