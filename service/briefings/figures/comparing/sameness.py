"""Whether two figures may be of one thing.

They are of one topic where noun, event, narrowing words, other times and rates are the same (:func:`topic`), and of one
thing where nothing that is told besides sets them apart: names, places, days, what did it, totals, and numbers that are
too far apart. What is told days later has to name what it is of.
"""

from datetime import datetime, timedelta

from service.briefings.figures.circumstances.dates import last_before
from service.briefings.figures.comparing.fitting import same_number
from service.briefings.figures.comparing.stated import Statement, differ
from service.briefings.figures.figure import Figure
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.subjects.ages import AGE
from service.briefings.figures.subjects.frames import Frame

FARTHEST, FARTHEST_WIDE, FARTHEST_MEASURED, FARTHEST_AGES, FARTHEST_BILLS = 5, 30, 3, 1.5, 1.5
"""Numbers further apart than by this factor are of two things, however they look alike: wide for crowds and for what is
still being counted, narrow for money and shares; of two ages, somebody and his father may be told, of two bills on one
matter, that of the other party."""
_ACTS = frozenset(("sold", "delivered", "recalled", "cut", "hired", "closed", "built", "ordered", "launched"))
"""What somebody does: another number of another firm is of another thing."""
_SOON = timedelta(days=2)
_CLOCK_IS_WRONG = timedelta(days=180)
_MOST = 0.5
"""Share of the names beside an amount of money, of whichever has fewer, that both have to have, and more."""


def topic(figure: Figure, at: datetime) -> tuple[tuple[str, ...], frozenset[str], frozenset[str], bool]:
    """Give what has to be equal before two figures are compared; ``at`` is the time of the report."""
    frame, told = figure.frame, figure.circumstances
    time = told.dating.seen_from(at) if frame.dated else frozenset()
    return frame.key, frame.strict, time, told.supposed


def of_one_thing(one: Statement, other: Statement) -> bool:
    """Whether two statements of one topic may be of the same thing.

    Leads that name the place differently (a town, its country) are of one event where each report names the place of
    the other as well, and tells of no second one. So with those that name other parties beside an amount of money.
    """
    both = (one, other), (other, one)
    if _are_apart(one, other):
        return False
    if alike(one.figure, other.figure):
        return not any(mine.may_be_elsewhere(yours) or mine.is_of_other_days(yours) for mine, yours in both)
    if not all(mine.alone and mine.figure.leads for mine, _ in both):
        return False
    if one.quantity.unit is Unit.MONEY:
        named = all(mine.names_parties_of(yours) for mine, yours in both)
        same = not differ(one.frame.owners, other.frame.owners)
        return named and same and alike(one.figure, other.figure, anyone=True)
    named = all(mine.names_place_of(yours) for mine, yours in both)
    return named and one.frame.settled_place and alike(one.figure, other.figure, anywhere=True)


def _are_apart(one: Statement, other: Statement) -> bool:
    """Whether numbers, times or who did it set them apart."""
    late = abs(one.at - other.at) > _SOON
    if late and (
        _is_published_anew(one.frame) or not _in_one_place(one, other) or _on_other_days(one, other)
    ):
        return True
    of_others = one.is_of_others_than(other) and other.is_of_others_than(one)
    return not comparable(one.figure, other.figure, late=late) or (one.frame.key[-1] in _ACTS and of_others)


def _on_other_days(one: Statement, other: Statement) -> bool:
    """Whether ``on Sunday`` is another Sunday; of reports that are half a year apart, a clock may be wrong."""
    mine, yours = (
        {last_before(day, each.at.date()).toordinal() for day in each.figure.circumstances.days}
        for each in (one, other)
    )
    told = bool(mine) and bool(yours) and abs(one.at - other.at) < _CLOCK_IS_WRONG
    return told and all(abs(day - another) > 1 for day in mine for another in yours)


def _in_one_place(one: Statement, other: Statement) -> bool:
    """Whether either names a place or somebody of the other's; of what does not happen, it need not."""
    named = one.names_place_of(other) or other.names_place_of(one)
    return named or bool(one.frame.names & other.frame.names) or not one.frame.cumulative


def _is_published_anew(frame: Frame) -> bool:
    """Whether another such number follows, of the next month, quake or year: a rate, jobs added, a magnitude, age."""
    anew = frame.unit in ("%", "magnitude") or frame.key[0] in ("takings", AGE)
    return anew or frame.key == ("jobs", "created")


def comparable(one: Figure, other: Figure, *, late: bool = False) -> bool:
    """Whether their numbers are near enough to be of one thing, however alike they look; ``late`` ones move less."""
    low, high = sorted((one.quantity.numeral.low, other.quantity.numeral.low))
    counted = one.quantity.unit is Unit.COUNT
    wide = counted and ((one.frame.cumulative and not late) or one.frame.key[-1] == "taking part")
    if one.frame.key[0] == AGE:
        return high <= low * FARTHEST_AGES
    return high <= low * (FARTHEST_WIDE if wide else FARTHEST if counted else FARTHEST_MEASURED)


def alike(one: Figure, other: Figure, *, anywhere: bool = False, anyone: bool = False) -> bool:
    """Whether nothing that is told of two figures of one topic sets them apart: names, places, days, totals."""
    mine, yours = one.circumstances, other.circumstances
    if not anyone and _of_others(one, other):
        return False
    if one.happening.differs(other.happening) and not same_number(one.quantity, other.quantity):
        return False
    if not mine.days & yours.days and (mine.of_a_day or yours.of_a_day):
        return False
    if differ(mine.days, yours.days) and not (_is_state(one) or _is_state(other)):
        return False
    if one.quantity.total != other.quantity.total and bool(mine.places) != bool(yours.places):
        return False
    return anywhere or _same_place(one, other)


def _is_state(figure: Figure) -> bool:
    """Whether it is how things stand: the day beside a toll, or *the five people killed*, is not of the event."""
    return figure.frame.is_toll or figure.said.startswith("the ")


def _same_place(one: Figure, other: Figure) -> bool:
    """Whether it may be one place: some name is common; of what moves about, the nearest name, or the number."""
    mine, yours = one.circumstances.places, other.circumstances.places
    if differ(frozenset(mine), frozenset(yours)):
        return False
    whole = one.frame.settled_place or not mine or not yours
    return whole or mine[0] == yours[0] or same_number(one.quantity, other.quantity)


def _of_others(one: Figure, other: Figure) -> bool:
    """Whether the names beside them differ; beside amounts of money most of them have to agree."""
    mine, yours = one.frame.names, other.frame.names
    shared = len(mine & yours)
    if one.quantity.unit is Unit.MONEY:
        if _is_bill_on_a_matter(one) and _is_near(one, other):
            return False
        few = bool(mine) and bool(yours) and shared <= _MOST * min(len(mine), len(yours))
        return few or differ(one.frame.owners, other.frame.owners)
    return differ(mine, yours)


def _is_bill_on_a_matter(figure: Figure) -> bool:
    """Whether it is told what the bill is on, ``an infrastructure bill``: whoever is named beside it speaks of it."""
    return figure.frame.key[0] == "bill" and bool(figure.frame.strict)


def _is_near(one: Figure, other: Figure) -> bool:
    low, high = sorted((one.quantity.numeral.low, other.quantity.numeral.low))
    return high <= low * FARTHEST_BILLS
