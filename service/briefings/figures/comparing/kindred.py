"""Compare figures by the words around them, where it is not known what happened to what they count.

Most of what sources differ on has no name in the tables of events: people who suffer from something, countries that are
given something, stations without fuel. Two such figures are kindred where they count the same noun, share of the words
around them, and nothing sets them apart: names, places, days, other times, how much of it was counted. As that is less
certain than an event that is read, more is asked: two publishers, within a day; near numbers; and neither report
knows the number of the other, nor a second one of its own, for who tells both tells of two things.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from service.briefings.figures.circumstances.dates import told_at
from service.briefings.figures.circumstances.dating import says_only_when
from service.briefings.figures.comparing.by_kind import (
    differ_by_more_than_rounding,
    lead_apart,
    least_shared,
    shares_of_two,
)
from service.briefings.figures.comparing.comparing import OVERLAP
from service.briefings.figures.comparing.fitting import FARTHEST, fit, same_number
from service.briefings.figures.comparing.stated import SOON, Statement, differ, publisher_of
from service.briefings.figures.glances import rivals
from service.briefings.figures.numbers.measures import UNIT_OF
from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.unnamed import Unnamed, unnamed_of
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.origins import chronological
from service.model import FiledArticle

_Number = tuple[str, float, float]
LEAST_PLAIN, LEAST_SHARE = 1, 0.3
"""Of the words that both have around, those that are no names, and the share among those of whichever has fewer."""
_RIVALS = 3
"""A report that tells a second number no further from that of the other may mean either."""
_PRICES = word_set("share shares stock stocks index price prices")
_SHOWN_WORDS, _TEXT = 3, 4_000


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the words around it, and the report that tells it."""

    unnamed: Unnamed
    statement: Statement
    siblings: tuple[Unnamed, ...]
    text: str
    """Of the report, in small letters."""
    names: frozenset[str]

    @property
    def id(self) -> str:
        return self.statement.filed.id

    @property
    def quantity(self) -> Quantity:
        """Of what is measured, in the unit of its kind."""
        return self.unnamed.size

    @property
    def unit(self) -> str:
        """As it is written."""
        return self.statement.frame.unit


def kindred(articles: Sequence[FiledArticle], shown: Iterable[Sequence[Statement]]) -> list[list[Statement]]:
    """Group kindred figures whose numbers differ, but for those that are ``shown`` already."""
    if len({publisher_of(filed) for filed in articles}) < 2:  # noqa: PLR2004 - nobody to differ with
        return []
    reports = chronological(articles)
    rivalling = rivals([(filed.article.title, filed.article.text) for filed in reports], FARTHEST)
    read = [(filed, unnamed_of(filed.article)) for filed in map(reports.__getitem__, rivalling)]
    # A word that opens one sentence is a name where others have it with a capital letter too.
    names = frozenset(name for _, unnamed in read for one in unnamed for name in one.names)
    told = [one for filed, unnamed in read for one in _told_by(filed, unnamed, names)]
    return [_labelled(group) for group in _groups(told, [set(map(_number, group)) for group in shown])]


def _groups(told: Sequence[_Told], known: Sequence[set[_Number]]) -> list[list[_Told]]:
    """Begin with the two that have most in common and yet differ, and add who is related to all.

    A group whose numbers are all in one that is ``known``, or that has been made already, says nothing new.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(told):
        places.setdefault(one.statement.frame.key, []).append(place)
    related = {
        (low, high): _shared(told[low], told[high])
        for of_one_kind in places.values()
        for low, high in combinations(of_one_kind, 2)
        if _related(told[low], told[high])
    }
    groups, known = list[list[int]](), list(known)
    for pair in sorted(related, key=lambda pair: (-related[pair], pair)):
        if not differ_by_more_than_rounding(*(told[place].unnamed for place in pair)):
            continue
        group = list(pair)
        for place in range(len(told)):
            if place not in group and all((min(place, at), max(place, at)) in related for at in group):
                group.append(place)
        numbers = {_number(told[place].statement) for place in group}
        if not any(numbers <= others for others in known):
            groups.append(group)
            known.append(numbers)
    return [[told[place] for place in sorted(group)] for group in groups]


def _told_by(filed: FiledArticle, unnamed: Sequence[Unnamed], names: frozenset[str]) -> Iterable[_Told]:
    if not unnamed:
        return
    at, text = told_at(filed), f"{filed.article.title}\n{filed.article.text[:_TEXT]}".casefold()
    for one in unnamed:
        yield _Told(
            one, Statement(one.figure, filed, at), tuple(unnamed), text, one.names | ({one.opener} & names)
        )


def _number(one: Statement) -> _Number:
    """The number in its unit; people are counted by many names."""
    counted = one.quantity.unit in (Unit.COUNT, Unit.MEASURE)
    return "" if counted else one.frame.unit, one.quantity.numeral.low, one.quantity.numeral.high


def _labelled(group: Sequence[_Told]) -> list[Statement]:
    common = frozenset.intersection(*(frozenset(one.unnamed.words) for one in group))
    frame = group[0].statement.frame
    own = group[0].names | frame.strict | {frame.label.casefold()}
    words = [
        word
        for folded, word in group[0].unnamed.words.items()
        if folded in common and word.casefold() not in own
    ][:_SHOWN_WORDS]
    label = " ".join([*sorted(frame.strict), frame.label])
    label = f"{label} ({', '.join(words)})" if words else label
    one_unit = len({one.unit for one in group}) == 1
    unit = frame.unit if one_unit else UNIT_OF[frame.key[-1]]
    return [
        replace(
            one.statement,
            figure=replace(
                one.unnamed.figure,
                quantity=one.statement.quantity if one_unit else one.quantity,
                frame=replace(one.statement.frame, label=label, unit=unit),
            ),
        )
        for one in group
    ]


def _related(one: _Told, other: _Told) -> bool:
    """Whether the two are told of one thing, by the rules at the top."""
    mine, yours = one.statement, other.statement
    if mine.publisher == yours.publisher or mine.origin == yours.origin:
        return False
    if abs(mine.at - yours.at) > SOON or _were_compared(one, other) or _has_moved(one, other):
        return False
    if not same_number(one.quantity, other.quantity) and not _may_contradict(one, other):
        return False
    return _alike(one, other) and _shared(one, other) >= least_shared(one.unnamed, other.unnamed)


def _were_compared(one: _Told, other: _Told) -> bool:
    """Whether the events of both are known, and it is not merely that one of them says of what time it is."""
    events = one.unnamed.event, other.unnamed.event
    mine, yours = _times(one), _times(other)
    return all(events) and (events[0] != events[1] or mine == yours)


def _has_moved(one: _Told, other: _Told) -> bool:
    """Whether it is how far a price has moved, which is another share of it an hour later."""
    apart = abs(one.statement.at - other.statement.at) > OVERLAP
    prices = all(
        not _PRICES.isdisjoint(map(str.casefold, told.unnamed.words.values())) for told in (one, other)
    )
    return apart and prices and one.quantity.unit is Unit.PERCENT


def _times(one: _Told) -> frozenset[str]:
    return one.statement.figure.circumstances.dating.seen_from(one.statement.at)


def _of_one_time(one: _Told, other: _Told) -> bool:
    """Whether nothing is told of other times; ``this year`` may be of the same time as what is told of none."""
    mine, yours = _times(one), _times(other)
    return mine == yours or (not (mine and yours) and says_only_when(mine | yours))


def _may_contradict(one: _Told, other: _Told) -> bool:
    low, high = sorted((one.quantity.numeral.low, other.quantity.numeral.low))
    return high <= low * FARTHEST and not _knows(one, other) and not _knows(other, one)


def _knows(one: _Told, other: _Told) -> bool:
    """Whether the report of the one tells the number of the other as well, or a second one that it may answer to."""
    written = _written(other)
    return (bool(written) and written in one.text) or any(
        _rivals(sibling, one.unnamed, other.quantity) for sibling in one.siblings
    )


def _rivals(sibling: Unnamed, own: Unnamed, other: Quantity) -> bool:
    low, high = sorted((sibling.size.numeral.low, other.numeral.low))
    near = sibling.figure.frame.key == own.figure.frame.key and high <= low * _RIVALS
    return near and not fit(sibling.size, own.size)


def _written(one: _Told) -> str:
    """The number in figures, as its report writes it; empty where that is short enough to turn up by chance."""
    digits = "".join(sign for sign in one.statement.figure.said if sign.isdigit() or sign in ".,").strip(".,")
    return digits if len(digits) > 2 else ""  # noqa: PLR2004


def _alike(one: _Told, other: _Told) -> bool:
    mine, yours = one.statement, other.statement
    here, there = mine.figure.circumstances, yours.figure.circumstances
    same = (
        mine.frame.strict == yours.frame.strict
        and one.unnamed.wholes == other.unnamed.wholes
        and here.supposed == there.supposed
        and _of_one_time(one, other)
    )
    elsewhere = differ(frozenset(here.places), frozenset(there.places))
    apart = (
        (elsewhere and not (mine.names_place_of(yours) and yours.names_place_of(mine)))
        or differ(here.days, there.days)
        or differ(one.unnamed.beside, other.unnamed.beside)
        or mine.figure.happening.differs(yours.figure.happening)
        or lead_apart(one.unnamed, other.unnamed)
        or shares_of_two(one.unnamed, other.unnamed)
        or _are_of_others(one, other)
    )
    return same and not apart


def _are_of_others(one: _Told, other: _Told) -> bool:
    """Whether names set them apart; how long somebody did something is told of many, who are named before it."""
    if one.quantity.unit is Unit.MEASURE and (
        _knows_not(one, other.unnamed.before) or _knows_not(other, one.unnamed.before)
    ):
        return True
    return _knows_not(one, other.names) and _knows_not(other, one.names)


def _knows_not(one: _Told, names: Iterable[str]) -> bool:
    """Whether one of these stands beside the other, and the report of the one knows nothing of it."""
    return any(name not in one.text for name in names)


def _shared(one: _Told, other: _Told) -> int:
    """Count the words that both have around them; none where that are few of what they have, or but names."""
    mine, yours = one.unnamed.words, other.unnamed.words
    shared = mine.keys() & yours.keys()
    names = one.names | other.names
    plain = sum(mine[word].casefold() not in names for word in shared)
    few = len(shared) < LEAST_SHARE * min(len(mine), len(yours)) or plain < LEAST_PLAIN
    return 0 if few else len(shared)
