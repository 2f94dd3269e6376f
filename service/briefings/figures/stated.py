"""A figure that an article states, and whether two of them may be of one thing.

They are of one topic where noun, event, narrowing words, other times and rates are the same (:func:`topic`), and of one
thing where nothing that is told besides sets them apart: names, places, days, what did it, totals.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.briefings.figures.figure import Figure
from service.briefings.figures.fitting import same_number
from service.briefings.figures.frames import Frame
from service.briefings.figures.quantities import Quantity
from service.briefings.figures.units import Unit
from service.briefings.figures.words import MONTHS, WEEKDAYS
from service.briefings.origins import origin_of
from service.model import FiledArticle
from service.text.names import fold_names

FARTHEST, FARTHEST_WIDE, FARTHEST_MEASURED = 5, 30, 3
"""Numbers further apart than by this factor are of two things, however they look alike: wide for crowds and for what is
still being counted, narrow for money and shares."""
_NAMED = re.compile(r"(?<=[\w,;] )[A-Z]\w+|^[A-Z]\w+(?= (?:said|says|[A-Z]))")
"""Words with a capital letter that is not that of the sentence."""
_CALENDAR = WEEKDAYS | MONTHS
_ACTS = frozenset(("sold", "delivered", "recalled", "cut", "hired", "closed", "built", "ordered", "launched"))
"""What somebody does: another number of another firm is of another thing."""
_SOON = timedelta(days=2)
_NAMED_WITHIN = 4_000
"""Characters of a text in which its places are named."""
_DAYS = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_MOST = 0.5
"""Share of the names beside an amount of money, of whichever has fewer, that both have to have, and more."""
_ALERT = 300
"""Characters of a text at most that may leave the place to the reader."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure, and the article that states it."""

    figure: Figure
    filed: FiledArticle
    at: datetime
    """When it was stated: the time of the article, or the date that it tells of where that is later."""
    alone: bool = False
    """Whether it is all that its article states on this topic."""

    @property
    def quantity(self) -> Quantity:
        """The number stated."""
        return self.figure.quantity

    @property
    def frame(self) -> Frame:
        """What it is the number of."""
        return self.figure.frame

    @property
    def origin(self) -> str:
        """The independent source of the article."""
        return origin_of(self.filed)

    @property
    def sentence(self) -> str:
        """The sentence that it stands in."""
        article, figure = self.filed.article, self.figure
        text = article.title if figure.field == "title" else article.text
        return text[figure.span.start : figure.span.end]

    def names_place_of(self, other: "Statement") -> bool:
        """Whether the article names a place of the other statement anywhere."""
        return any(self._names(other.figure.circumstances.places))

    def names_parties_of(self, other: "Statement") -> bool:
        """Whether the article names anywhere most of what the other statement names beside its figure."""
        named = list(self._names(other.frame.names))
        return 2 * sum(named) >= len(named)

    def _names(self, names: Iterable[str]) -> Iterator[bool]:
        article = self.filed.article
        text = fold_names(f"{article.title} {article.text[:_NAMED_WITHIN]}").casefold()
        return (name in text for name in names)

    def may_be_elsewhere(self, other: "Statement") -> bool:
        """Whether it names no place, and what its article tells of places is not of the other's."""
        article, figure, places = (
            self.filed.article,
            self.figure,
            frozenset(other.figure.circumstances.places),
        )
        if figure.circumstances.places:
            return False
        if _differ(figure.setting, places or other.figure.setting):
            return True
        return (
            bool(places)
            and len(article.title) + len(article.text) > _ALERT
            and not self.names_place_of(other)
        )

    def is_of_other_days(self, other: "Statement") -> bool:
        """Whether it names no day, the other does, and its article tells of other days only."""
        mine, yours = self.figure.circumstances.days, other.figure.circumstances.days
        if mine or not yours or self.frame.cumulative:
            return False
        article = self.filed.article
        told = frozenset(map(str.lower, _DAYS.findall(f"{article.title} {article.text[:_NAMED_WITHIN]}")))
        present = {f"{time:%A}".lower() for time in (self.at, self.at - timedelta(days=1))}
        return bool(told) and yours.isdisjoint(told | present)

    def is_of_others_than(self, other: "Statement") -> bool:
        """Whether its sentence names somebody of whom the other article knows nothing."""
        article = other.filed.article
        text = f"{article.title} {article.text[:_NAMED_WITHIN]}".casefold()
        named = (name[0].casefold() for name in _NAMED.finditer(self.sentence))
        return any(name not in text for name in named if name not in _CALENDAR)

    @property
    def publisher(self) -> str:
        """Who published it."""
        return publisher_of(self.filed)


def publisher_of(filed: FiledArticle) -> str:
    """Name who published it: the source by name, else the origin."""
    return (filed.article.source or "").strip().casefold() or origin_of(filed)


def topic(figure: Figure, at: datetime) -> tuple[object, ...]:
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
    if not comparable(one.figure, other.figure, late=(late := abs(one.at - other.at) > _SOON)):
        return False
    if _ACTS.issuperset(one.frame.key[-1:]) and one.is_of_others_than(other) and other.is_of_others_than(one):
        return False
    if late and (_is_published_anew(one.frame) or not _in_one_place(one, other)):
        return False
    if alike(one.figure, other.figure):
        return not any(mine.may_be_elsewhere(yours) or mine.is_of_other_days(yours) for mine, yours in both)
    if not all(mine.alone and mine.figure.leads for mine, _ in both):
        return False
    if one.quantity.unit is Unit.MONEY:
        named = all(mine.names_parties_of(yours) for mine, yours in both)
        same = not _differ(one.frame.owners, other.frame.owners)
        return named and same and alike(one.figure, other.figure, anyone=True)
    named = all(mine.names_place_of(yours) for mine, yours in both)
    return named and one.frame.settled_place and alike(one.figure, other.figure, anywhere=True)


def _in_one_place(one: Statement, other: Statement) -> bool:
    """Whether either names a place or somebody of the other's; of what does not happen, it need not."""
    named = one.names_place_of(other) or other.names_place_of(one)
    return named or bool(one.frame.names & other.frame.names) or not one.frame.cumulative


def _is_published_anew(frame: Frame) -> bool:
    """Whether another such number follows, of the next month, quake or week: a rate, the jobs added, a magnitude."""
    return frame.unit in ("%", "magnitude") or frame.key == ("jobs", "created") or frame.key[0] == "takings"


def comparable(one: Figure, other: Figure, *, late: bool = False) -> bool:
    """Whether their numbers are near enough to be of one thing, however alike they look; ``late`` ones move less."""
    low, high = sorted((one.quantity.numeral.low, other.quantity.numeral.low))
    counted = one.quantity.unit is Unit.COUNT
    wide = counted and ((one.frame.cumulative and not late) or one.frame.key[-1] == "taking part")
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
    if _differ(mine.days, yours.days) and not (one.frame.is_toll or other.frame.is_toll):
        return False
    if one.quantity.total != other.quantity.total and bool(mine.places) != bool(yours.places):
        return False
    return anywhere or _same_place(one, other)


def _same_place(one: Figure, other: Figure) -> bool:
    """Whether it may be one place: some name is common; of what moves about, the nearest name, or the number."""
    mine, yours = one.circumstances.places, other.circumstances.places
    if _differ(frozenset(mine), frozenset(yours)):
        return False
    whole = one.frame.settled_place or not mine or not yours
    return whole or mine[0] == yours[0] or same_number(one.quantity, other.quantity)


def _of_others(one: Figure, other: Figure) -> bool:
    """Whether the names beside them differ; beside amounts of money most of them have to agree."""
    mine, yours = one.frame.names, other.frame.names
    shared = len(mine & yours)
    if one.quantity.unit is Unit.MONEY:
        few = bool(mine) and bool(yours) and shared <= _MOST * min(len(mine), len(yours))
        return few or _differ(one.frame.owners, other.frame.owners)
    return _differ(mine, yours)


def _differ(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some) and bool(others) and some.isdisjoint(others)
