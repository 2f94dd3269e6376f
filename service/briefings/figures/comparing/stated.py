"""A figure that an article states, with what the article tells beside it of places, days and parties."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.briefings.figures.figure import Figure
from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.subjects.frames import Frame
from service.briefings.figures.wording.words import WEEKDAYS
from service.briefings.origins import origin_of
from service.briefings.periods import before
from service.model import FiledArticle
from service.text.months import MONTHS
from service.text.names import fold_names

SOON = timedelta(days=1)
"""What is told later than that may have become another number."""

_NAMED = re.compile(r"(?<=[\w,;] )[A-Z]\w+|^[A-Z]\w+(?= (?:said|says|[A-Z]))")
"""Words with a capital letter that is not that of the sentence."""
_CALENDAR = WEEKDAYS | MONTHS
_NAMED_WITHIN = 4_000
"""Characters of a text in which its places are named."""
_DAYS = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
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
        if differ(figure.setting, places or other.figure.setting):
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
        present = {f"{time:%A}".lower() for time in (self.at, before(self.at, timedelta(days=1)))}
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
    return filed.article.publisher or origin_of(filed)


def differ(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both are told, and nothing is common."""
    return bool(some) and bool(others) and some.isdisjoint(others)
