"""Which numbers of a group have been counted anew since they were last said.

A count of what is still being counted is overtaken by a higher one that is more than an hour later than the last report
which gave it, whoever says so, and by a lower one of a publisher that gave it before, or that says that it corrects.
Of anything else, and wherever
all sources have come to agree, it is overtaken where it does not fit the last number said. Sources that differ at the
same time contradict one another, and overtake nothing: a count may be contested, and yet another one be past.
"""

import re
from collections.abc import Sequence

from service.briefings.figures.comparing.comparing import OVERLAP, Standing
from service.briefings.figures.comparing.stated import Statement
from service.briefings.figures.numbers.units import Unit

ROUNDED = 0.1
"""By how much a count that is no exact one may be off."""

_CORRECTS = re.compile(
    r"\b(?:lower(?:s|ed|ing)|correct(?:s|ed|ing)|revis(?:es|ed|ing)|down\sfrom|instead\sof"
    r"|(?:and|,)\snot\s[\w-]+\sas|earlier\s(?:toll|count|figure|report))\b",
    re.IGNORECASE,
)

Number = tuple[float, float]


def recounted(group: Sequence[Statement], status: Standing) -> frozenset[Number]:
    """List the numbers of a group (chronological) that have been overtaken, each by its lowest and highest value."""
    if group[0].quantity.unit is not Unit.COUNT or len(group[0].frame.key) < 2:  # noqa: PLR2004 - noun and event
        return frozenset()
    if status is Standing.REVISED:
        return frozenset(number_of(one) for one in group if _are_apart(one, group[-1]))
    if not group[0].frame.cumulative:
        return frozenset()
    last_said = {number_of(one): one for one in group}
    return frozenset(
        number
        for number, last in last_said.items()
        if any(later.at - last.at > OVERLAP and _overtakes(later, last, group) for later in group)
    )


def number_of(one: Statement) -> Number:
    """The number that is stated, whatever its modifiers."""
    return one.quantity.numeral.low, one.quantity.numeral.high


def _overtakes(later: Statement, last: Statement, group: Sequence[Statement]) -> bool:
    if not _are_apart(later, last):
        return False
    went_back = any(one.publisher == later.publisher and number_of(one) == number_of(last) for one in group)
    corrects = went_back or _CORRECTS.search(later.sentence) is not None
    return later.quantity.numeral.low > last.quantity.numeral.high or corrects


def _are_apart(one: Statement, other: Statement) -> bool:
    """Whether the two are another count: *about 30* does for 31."""
    mine, yours = one.quantity.numeral.low, other.quantity.numeral.low
    rounded = one.quantity.modifier or other.quantity.modifier
    return abs(mine - yours) > (ROUNDED * max(mine, yours) if rounded else 0)
