"""What a figure is a figure of: what is counted or measured, and what happened to it."""

from dataclasses import dataclass

from service.briefings.figures.wording.tokens import Token, Tokens
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import DIVIDING, WEEKDAYS
from service.text.months import MONTHS

_REACH = 9
_STOPS = DIVIDING | word_set("; : ( ) — ? ! . and but after before because when if")


@dataclass(frozen=True, slots=True)
class Frame:
    """Two figures are of one thing where their ``key`` and ``strict`` words agree and their names do not differ."""

    key: tuple[str, ...]
    """What is counted, and the event."""
    unit: str
    label: str
    """For people: what the figure is the number of."""
    strict: frozenset[str] = frozenset()
    """Words that narrow it down."""
    names: frozenset[str] = frozenset()
    """Names that it goes by (North Korean troops), folded; none where it was not said."""
    last: int = 0
    """The token behind what was read, from where on its place may follow."""
    cumulative: bool = False
    """Whether it is still being counted while it is reported."""
    is_toll: bool = False
    """Whether it is the state of a toll: a day beside it is that of the state, and not of the event."""
    dated: bool = True
    """Whether another year beside it is its own; beside a prison term it is that of the crime."""
    planned: bool = False
    """Whether what would be is as good as what is: a price, jobs to go; deaths that would be are none."""
    settled_place: bool = True
    """Whether it happens in one place, however exactly that is told; of troops, a part may be in a part."""
    owners: frozenset[str] = frozenset()
    """Who pays or is paid, where a verb tells."""


def backwards(tokens: Tokens, first: int) -> list[int]:
    """List the places before ``first``, the nearest first, within the clause."""
    places = []
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if tokens[at].low in _STOPS:
            break
        places.append(at)
    return places


def is_calendar(token: Token) -> bool:
    """Whether it is the name of a month or of a day."""
    return token.low in MONTHS or token.low in WEEKDAYS
