"""Where, when and how surely a figure holds, and who is quoted for it, as its sentence has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from service.briefings.figures.circumstances.dating import (
    SIGNS_OF_DATES_AHEAD,
    Dating,
    dating,
    months_in,
    without_dates_ahead,
    years_in,
)
from service.briefings.figures.circumstances.occurrences import (
    SIGNS_OF_OTHERS,
    other_occurrences,
    without_comparisons,
)
from service.briefings.figures.circumstances.places import NEXT_VERB, Place, places_in
from service.briefings.figures.numbers.number_words import SMALL
from service.briefings.figures.subjects.frames import Frame
from service.briefings.figures.subjects.happenings import OCCURRENCES
from service.briefings.figures.wording.tokens import Token, Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import DENYING, DIVIDING, INCLUDING, SUPPOSING, WEEKDAYS
from service.briefings.wording.saying import QUOTING

_BEYOND = 3
"""Tokens of the figure behind that may tell how long this one took: ``over five years``."""
_NEW_THOUGHT = DIVIDING | {";"}
_NEW_SAYING = DIVIDING | frozenset(",;:")
_DENIAL_REACH = 14
_COMPARING = word_set("highest largest biggest worst deadliest most lowest sharpest fastest steepest first")
_EXCEEDING = word_set("more higher fewer lower less greater larger worse")
_PASSIVE = word_set("was were been be")
"""Behind one of these, *reported* and *confirmed* are what happened that day."""
_WHEN = 4
"""Tokens behind *when* within which the number is that of another time: ``in May, when 40 people were killed``."""
_DASHES = frozenset("—–")
_HOW_SURE = word_set("potentially likely")
_ENDING = word_set("end stop halt")
_PROJECTING = word_set("project projects")
"""Nouns as well: it is a verb right before the number."""
_LOW_OF = attrgetter("low")
_NO_THOUGHT = INCLUDING | word_set("during according")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What has to agree, or not to differ, before two figures are compared."""

    places: tuple[str, ...]
    """Names of places, folded, each before what it lies in; empty where none is told."""
    where: str
    """The first of them in the words of the sentence (``in Russia's Kursk region``)."""
    dating: Dating
    days: frozenset[str]
    """Weekdays: they must not differ."""
    supposed: bool
    """Whether it has not happened, or may not have."""
    of_a_day: bool = False
    """Whether it is told of one day of several (``Saturday's protests``): of another thing than what names no day."""


NOWHERE = Circumstances((), "", Dating(), frozenset(), supposed=False)
"""Those of what is so wherever and whenever it is told."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``[start, end)`` around a figure, up to the neighbouring figures or the ends of the sentence."""

    start: int
    end: int


def denied(tokens: Tokens, first: int) -> bool:
    """Whether what is said of the number at ``first`` is said not to be so."""
    return any(token.low in DENYING for token in tokens[max(0, first - _DENIAL_REACH) : first])


def read_circumstances(
    sentence: str, tokens: Tokens, clause: Clause, first: int, frame: Frame, *, opens: bool
) -> Circumstances:
    """Read them of the figure at ``first``, which is that of the ``frame``, in a sentence that ``opens`` a report."""
    behind, moving = min(max(frame.last, first + 1), clause.end), not frame.settled_place
    places = places_in(tokens, behind, clause.end, moving=moving)
    places = places or _places_before(tokens, clause.start, first, moving=moving)
    places = places or _places_before(
        tokens, _thought(tokens, clause.start, _NEW_THOUGHT), first, moving=moving
    )
    # The figure behind may tell how long this one took: "974 billion over five years".
    # Asked of every figure: most sentences have none of the words that the closer looks are for.
    lows = frozenset(map(_LOW_OF, tokens))
    timed = without_comparisons(tokens) if "since" in lows else tokens
    timed = timed if lows.isdisjoint(SIGNS_OF_DATES_AHEAD) else without_dates_ahead(timed)
    around = timed[clause.start : min(clause.end + _BEYOND, _next_thought(tokens, behind))]
    dated = dating(around).joined(_time_before(timed, clause.start, first))
    others: Iterable[str] = ()
    if not (dated.years or dated.months or lows.isdisjoint(SIGNS_OF_OTHERS)):
        others = other_occurrences(tokens, clause.start, first, clause.end, frame.key[0], opens=opens)
    day_named = not lows.isdisjoint(WEEKDAYS)
    return Circumstances(
        places=tuple(dict.fromkeys(name for place in places for name in place.names)),
        where=next((_words(sentence, tokens, place) for place in places if place.tells_where), ""),
        dating=dated.joined(Dating(times=frozenset(others))),
        days=_days_told(tokens) if day_named else frozenset(),
        of_a_day=day_named and (any(map(_is_a_days, tokens)) or _told_by_days(tokens)),
        supposed=any(
            (tokens[at].low in SUPPOSING and _supposes(tokens, at, first))
            or (tokens[at].low == "would" and not frame.planned)
            or (tokens[at].low in _PROJECTING and at == first - 1)
            for at in range(
                _thought(tokens, first, _NEW_SAYING), min(_said_until(tokens, behind), len(tokens))
            )
        ),
    )


def _supposes(tokens: Tokens, at: int, first: int) -> bool:
    """Whether it tells what may not be so; right before the number it tells how sure that is: *likely 12*.

    What may end has happened: *a deal that could end the strike by 4,000 workers*.
    """
    unsure_how_many = tokens[at].low in _HOW_SURE and at == first - 1
    ended = low_at(tokens, at + 1) in _ENDING and any(token.low in OCCURRENCES for token in tokens[at:first])
    return tokens[at].text != "May" and not unsure_how_many and not ended


def _next_thought(tokens: Tokens, behind: int) -> int:
    """Find where it goes on to what came of it, or to compare: ``, leaving many stranded``, ``the most since``."""
    for at in range(behind, len(tokens)):
        compares = tokens[at].low in _COMPARING and low_at(tokens, at - 1) == "the"
        compares |= tokens[at].low == "," and low_at(tokens, at + 1) in _EXCEEDING and _than(tokens, at)
        if compares or tokens[at].low in _DASHES:
            return at
        follows = low_at(tokens, at + 1)
        if tokens[at].low == "," and follows.endswith("ing") and follows not in _NO_THOUGHT:
            return at
    return len(tokens)


def _than(tokens: Tokens, comma: int) -> bool:
    return any(low_at(tokens, comma + step) == "than" for step in (2, 3, 4))


def _time_before(tokens: Tokens, start: int, first: int) -> Dating:
    """Read it farther before: a quake that struck in May, killing seven people, injured 40 in May as well."""
    at_once = any(token.low == "when" for token in tokens[max(0, first - _WHEN) : first])
    return Dating(
        times=frozenset(("when",) if at_once else ()),
        years=years_in(tokens),
        months=months_in(tokens[_thought(tokens, start, _NEW_THOUGHT) : start]),
    )


def _words(sentence: str, tokens: Tokens, place: Place) -> str:
    return sentence[tokens[place.start].start : tokens[place.end - 1].end]


def _thought(tokens: Tokens, first: int, edges: frozenset[str]) -> int:
    """Find where what is said of the figure begins: behind the last of the ``edges`` before it."""
    for at in range(first - 1, -1, -1):
        goes_on = low_at(tokens, at + 1) == "and" and low_at(tokens, at + 2) in ("to", "for", "that")
        if tokens[at].low in edges and not goes_on:
            return at + 1
    return 0


def _places_before(tokens: Tokens, start: int, end: int, *, moving: bool) -> list[Place]:
    """Places before the figure, where verbs are no hindrance: ``In Orr there were five people killed``."""
    cuts = [at for at in range(start, end) if tokens[at].low in NEXT_VERB]
    ranges = zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True)
    return [place for low, high in ranges for place in places_in(tokens, low, high, moving=moving)]


def _days_told(tokens: Tokens) -> frozenset[str]:
    return frozenset(token.low for at, token in enumerate(tokens) if tells_a_day(tokens, at))


def _is_a_days(token: Token) -> bool:
    return token.low in WEEKDAYS and token.text.casefold() != token.low


def _told_by_days(tokens: Tokens) -> bool:
    """Whether a day has a number of its own: ``12 people on Friday and 15 on Saturday``."""
    days = [at for at, token in enumerate(tokens) if token.low in WEEKDAYS]
    return len(days) > 1 and any(
        low_at(tokens, at - 1) == "on" and (tokens[at - 2].is_numeral or tokens[at - 2].low in SMALL)
        for at in days[1:]
    )


def _said_until(tokens: Tokens, behind: int) -> int:
    """Where the saying may end that the figure stands in: not in the next one (``to 5.9%; experts expected``)."""
    return next((at for at in range(behind, behind + 3) if low_at(tokens, at) in _NEW_SAYING), behind + 3)


def tells_a_day(tokens: Tokens, at: int) -> bool:
    """Whether a weekday is that of the event, and not that of somebody's saying so."""
    low = tokens[at].low
    if low not in WEEKDAYS:
        return False
    return not any(
        (low_at(tokens, at - step) in QUOTING and low_at(tokens, at - step - 1) not in _PASSIVE)
        or low_at(tokens, at - step) == "reporters"
        for step in (1, 2, 3)
    )
