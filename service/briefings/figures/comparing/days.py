"""On which day it happened, where sources name different ones.

Two reports that give one number for one thing at one place, but for different days, contradict each other on the day.
Where the numbers differ as well, these may be two events, and nothing is said.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from service.briefings.figures.circumstances.dates import dates_in, last_before
from service.briefings.figures.comparing.fitting import same_number
from service.briefings.figures.comparing.stated import Statement
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.subjects.events import GATHERINGS

FEWEST = 5
"""Smaller numbers come out the same by chance."""


class DayTold(NamedTuple):
    """A statement, the day it is told of, and the words that tell it."""

    statement: Statement
    day: date
    words: str


def days_in_dispute(statements: Sequence[Statement]) -> list[list[DayTold]]:
    """Group the leading statements of one number that are told of different days by independent sources."""
    groups: list[list[DayTold]] = []
    for one in statements:
        told = day_of(one) if _may_compare(one) else None
        if told is None:
            continue
        group = next((group for group in groups if _same_but_for_days(group[0].statement, one)), None)
        if group is None:
            groups.append([told])
        else:
            group.append(told)
    return [
        group
        for group in groups
        if len({told.day for told in group}) > 1 and len({told.statement.origin for told in group}) > 1
    ]


def day_of(one: Statement) -> DayTold | None:
    """Tell the day on which it happened, by its sentence; None where that names none or several."""
    sentence = one.sentence
    found = {told.day: told for told in _days(one, sentence)}
    return found.popitem()[1] if len(found) == 1 else None


def _days(one: Statement, sentence: str) -> Iterator[DayTold]:
    for day, match, _ in dates_in(sentence, one.at.date()):
        yield DayTold(one, day, match)
    for name in one.figure.circumstances.days:
        words = re.search(name, sentence, re.IGNORECASE)
        if words is not None:
            yield DayTold(one, last_before(name, one.at.date()), words[0])


def _may_compare(one: Statement) -> bool:
    """Whether it leads its report, counts enough to whom something happened, and tells where."""
    happened = one.frame.cumulative or one.frame.key[-1] in GATHERINGS
    counts = one.quantity.unit is Unit.COUNT and one.quantity.numeral.low >= FEWEST
    return counts and happened and one.figure.leads and bool(one.figure.circumstances.places)


def _same_but_for_days(one: Statement, other: Statement) -> bool:
    places = frozenset(one.figure.circumstances.places), frozenset(other.figure.circumstances.places)
    same = same_number(one.quantity, other.quantity) and not places[0].isdisjoint(places[1])
    return same and (one.frame.key, one.frame.strict) == (other.frame.key, other.frame.strict)
