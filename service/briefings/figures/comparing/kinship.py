"""Whether two figures are told of one thing, by the words around them.

They are where they count the same noun, share of the words around them, and nothing sets them apart: names, places,
days, other times, how much of it was counted. Two publishers have to tell them, within a day, with near numbers; and
neither report may know the number of the other, nor a second one of its own, for who tells both tells of two things.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from service.briefings.figures.circumstances.dating import says_only_when
from service.briefings.figures.comparing.by_kind import lead_apart, least_shared, shares_of_two
from service.briefings.figures.comparing.comparing import OVERLAP
from service.briefings.figures.comparing.fitting import FARTHEST, fit, same_number
from service.briefings.figures.comparing.stated import SOON, Statement, differ
from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.unnamed import Unnamed
from service.briefings.figures.wording.wordlists import word_set

LEAST_PLAIN, LEAST_SHARE = 1, 0.3
"""Of the words that both have around, those that are no names, and the share among those of whichever has fewer."""
LEAST_NAMED = 5
"""So many words that both have will do though all are names: ``the Harbour Board, the Rail Council and 14 towns``."""
_RIVALS = 3
"""A report that tells a second number no further from that of the other may mean either."""
_LEFT_HOME = frozenset(("evacuated", "displaced"))
"""Events that reports tell for one another."""
_PRICES = word_set("share shares stock stocks index price prices")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the words around it, and the report that tells it."""

    unnamed: Unnamed
    statement: Statement
    siblings: tuple[Unnamed, ...]
    text: str
    """Of the report, in small letters."""
    names: frozenset[str]

    @property
    def quantity(self) -> Quantity:
        """Of what is measured, in the unit of its kind."""
        return self.unnamed.size

    @property
    def unit(self) -> str:
        """As it is written."""
        return self.statement.frame.unit


def related(one: Told, other: Told) -> bool:
    """Whether they are, by the rules at the top."""
    mine, yours = one.statement, other.statement
    if mine.publisher == yours.publisher or mine.origin == yours.origin:
        return False
    if abs(mine.at - yours.at) > SOON or _were_compared(one, other) or _has_moved(one, other):
        return False
    if not same_number(one.quantity, other.quantity) and not _may_contradict(one, other):
        return False
    return _alike(one, other) and shared(one, other) >= least_shared(one.unnamed, other.unnamed)


def _were_compared(one: Told, other: Told) -> bool:
    """Whether the events of both are known, and it is not merely that one of them says of what time it is."""
    event, another = one.unnamed.event, other.unnamed.event
    if not event or not another:
        return False
    if event == another:
        return _times(one) == _times(other)
    return {event[-1], another[-1]} != _LEFT_HOME


def _has_moved(one: Told, other: Told) -> bool:
    """Whether it is how far a price has moved, which is another share of it an hour later."""
    apart = abs(one.statement.at - other.statement.at) > OVERLAP
    prices = all(
        not _PRICES.isdisjoint(map(str.casefold, told.unnamed.words.values())) for told in (one, other)
    )
    return apart and prices and one.quantity.unit is Unit.PERCENT


def _times(one: Told) -> frozenset[str]:
    return one.statement.figure.circumstances.dating.seen_from(one.statement.at)


def _of_one_time(one: Told, other: Told) -> bool:
    """Whether nothing is told of other times; ``this year`` may be of the same time as what is told of none."""
    mine, yours = _times(one), _times(other)
    return mine == yours or (not (mine and yours) and says_only_when(mine | yours))


def _may_contradict(one: Told, other: Told) -> bool:
    low, high = sorted((one.quantity.numeral.low, other.quantity.numeral.low))
    return high <= low * FARTHEST and not _knows(one, other) and not _knows(other, one)


def _knows(one: Told, other: Told) -> bool:
    """Whether the report of the one tells the number of the other as well, or a second one that it may answer to."""
    written = _written(other)
    return (bool(written) and written in one.text) or any(
        _rivals(sibling, one.unnamed, other.quantity) for sibling in one.siblings
    )


def _rivals(sibling: Unnamed, own: Unnamed, other: Quantity) -> bool:
    low, high = sorted((sibling.size.numeral.low, other.numeral.low))
    near = sibling.figure.frame.key == own.figure.frame.key and high <= low * _RIVALS
    return near and not fit(sibling.size, own.size)


def _written(one: Told) -> str:
    """The number in figures, as its report writes it; empty where that is short enough to turn up by chance."""
    digits = "".join(sign for sign in one.statement.figure.said if sign.isdigit() or sign in ".,").strip(".,")
    return digits if len(digits) > 2 else ""  # noqa: PLR2004


def _alike(one: Told, other: Told) -> bool:
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


def _are_of_others(one: Told, other: Told) -> bool:
    """Whether names set them apart; how long somebody did something is told of many, who are named before it."""
    if one.quantity.unit is Unit.MEASURE and (
        _knows_not(one, other.unnamed.before) or _knows_not(other, one.unnamed.before)
    ):
        return True
    return _knows_not(one, other.names) and _knows_not(other, one.names)


def _knows_not(one: Told, names: Iterable[str]) -> bool:
    """Whether one of these stands beside the other, and the report of the one knows nothing of it."""
    return any(name not in one.text for name in names)


def shared(one: Told, other: Told) -> int:
    """Count the words that both have around them; none where that are few of what they have, or but names."""
    mine, yours = one.unnamed.words, other.unnamed.words
    both = mine.keys() & yours.keys()
    names = one.names | other.names
    plain = sum(mine[word].casefold() not in names for word in both)
    few = len(both) < LEAST_SHARE * min(len(mine), len(yours)) or (
        plain < LEAST_PLAIN and len(both) < LEAST_NAMED
    )
    return 0 if few else len(both)
