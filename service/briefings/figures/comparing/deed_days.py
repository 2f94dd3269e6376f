"""On which day something was done, where reports of one time name different ones and no number stands beside.

Compared are the openings only: the same verb beside the day, and words around it that both have. Neither report may
name the other's day anywhere; and what one has at night, the other may have on the next day.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from service.briefings.figures.circumstances.dates import DAYS_IN_ORDER, last_before, told_at
from service.briefings.figures.comparing.days import DayTold
from service.briefings.figures.comparing.labels import phrases
from service.briefings.figures.comparing.stated import SOON, Statement, differ, publisher_of
from service.briefings.figures.deeds import Deed, deeds_of
from service.briefings.figures.figure import bare_figure
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.subjects.frames import Frame
from service.briefings.figures.wording.words import WEEKDAYS
from service.briefings.origins import chronological
from service.model import FiledArticle

LEAST_SHARED = 3
"""Words that both have around the day, the verb among them."""
_TEXT = 6_000
_REMEMBERED = 4_096
_NAMED = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")

_Told = tuple[FiledArticle, Deed]


def deed_days(articles: Sequence[FiledArticle]) -> list[list[DayTold]]:
    """Group what leading sentences tell of one deed on different days, by independent sources."""
    told = [(filed, deed) for filed in chronological(articles) for deed in deeds_of(filed.article)]
    if len({deed.day for _, deed in told}) < 2:  # noqa: PLR2004 - nothing differs
        return []
    named = {filed.id: _named(filed.article.title, filed.article.text[:_TEXT]) for filed, _ in told}
    groups: list[list[_Told]] = []
    for one, other in combinations(told, 2):
        if _contradict(one, other, named) and not any(one in group or other in group for group in groups):
            groups.append([one, other, *_agreeing(one, other, told)])
    return [list(_stated(group)) for group in groups]


def _agreeing(one: _Told, other: _Told, told: Sequence[_Told]) -> list[_Told]:
    """Give what further reports tell of it on one of the two days, each once."""
    found: dict[str, _Told] = {}
    for filed, deed in told:
        same = any(
            deed.day == each.day and deed.verb == each.verb and _shared(deed, each) >= LEAST_SHARED
            for _, each in (one, other)
        )
        if same and filed.id not in (one[0].id, other[0].id):
            found.setdefault(filed.id, (filed, deed))
    return list(found.values())


def _shared(one: Deed, other: Deed) -> int:
    return len(one.words.keys() & other.words.keys())


@lru_cache(maxsize=_REMEMBERED)
def _named(title: str, text: str) -> frozenset[str]:
    return frozenset(_NAMED.findall(f"{title} {text}".casefold()))


def _contradict(one: _Told, other: _Told, named: dict[str, frozenset[str]]) -> bool:
    (filed, deed), (another, same) = one, other
    if deed.day == same.day or publisher_of(filed) == publisher_of(another):
        return False
    if same.day in named[filed.id] or deed.day in named[another.id] or abs(filed.at - another.at) > SOON:
        return False
    if _over_night(deed, same) or _over_night(same, deed) or differ(deed.subject, same.subject):
        return False
    return deed.verb == same.verb and _shared(deed, same) >= LEAST_SHARED


def _over_night(one: Deed, other: Deed) -> bool:
    """Whether the other's day is the next one, and it was at night."""
    following = DAYS_IN_ORDER[(DAYS_IN_ORDER.index(one.day) + 1) % len(DAYS_IN_ORDER)]
    return other.day == following and (one.late or other.early)


def _stated(group: Sequence[_Told]) -> Iterator[DayTold]:
    common = frozenset.intersection(*(frozenset(deed.words) for _, deed in group))
    first = group[0][1]
    words = [word for folded, word in first.words.items() if folded in common and folded != first.verb]
    label = ", ".join([first.words[first.verb], *phrases(first.told.sentence, words)])
    for filed, deed in sorted(group, key=lambda each: (each[0].at, each[0].id)):
        at = told_at(filed)
        day = last_before(deed.day, at.date())
        frame = Frame(("day", label.casefold()), "day", label)
        figure = bare_figure(day.day, Unit.TIME, frame, deed.told, deed.said)
        yield DayTold(Statement(figure, filed, at), day, deed.said)
