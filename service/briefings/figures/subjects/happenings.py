"""What did it: a bomb, gunmen, a quake; and whether one such thing or several.

Counts of which the causes differ are of two events; so are those of one attack and of several, where they do not fit.
"""

from dataclasses import dataclass

from service.briefings.figures.wording.tokens import Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set

_CAUSES = {
    word: cause
    for cause, words in {
        "bomb": "bomb bombs bomber bombers bombing bombings",
        "guns": "gunman gunmen shooting shootings sniper snipers",
        "air": "drone drones airstrike airstrikes missile missiles",
        "ambush": "ambush ambushes",
        "traffic": "crash crashes collision collisions derailment derails derailed collides collided "
        "accident accidents",
        "quake": "earthquake earthquakes quake quakes temblor aftershock tremor",
        "weather": "flood floods flooding hail hailstorm hailstorms storm storms cyclone hurricane typhoon tornado "
        "tornadoes landslide "
        "landslides mudslide mudslides",
        "snow": "avalanche avalanches",
        "crush": "stampede stampedes",
        "sickness": "virus outbreak epidemic cholera measles ebola coronavirus covid",
    }.items()
    for word in words.split()
}
_ONE = word_set("attack raid bombing blast explosion accident shooting airstrike bomb")
_SEVERAL = word_set("attacks raids bombings blasts explosions accidents shootings airstrikes bombs")
"""Nouns only; quakes strike and cars crash."""
OCCURRENCES = (
    frozenset(_CAUSES)
    | _ONE
    | _SEVERAL
    | word_set(
        "disaster disasters tragedy tragedies fire fires blaze blazes eruption eruptions massacre massacres war battle "
        "clash clashes riot riots protest protests march strike strikes siege sinking derailment round rounds"
    )
)
"""Nouns for what happens once, and again."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What a sentence tells of what did it; nothing where it tells nothing."""

    causes: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()
    """``one``, ``several``, or the number of them."""

    def differs(self, other: "Happening") -> bool:
        """Whether it was something else, or more of it."""
        return _disjoint(self.causes, other.causes) or _disjoint(self.number, other.number)


UNTOLD = Happening()


def happening(tokens: Tokens) -> Happening:
    """Read it from a sentence."""
    return Happening(
        frozenset(_CAUSES[token.low] for token in tokens if token.low in _CAUSES),
        frozenset(filter(None, (_number(tokens, at) for at in range(len(tokens))))),
    )


def _number(tokens: Tokens, at: int) -> str:
    """Tell whether a noun stands for one event or several; nothing of one that describes the next (bomb attacks)."""
    low, following = tokens[at].low, low_at(tokens, at + 1)
    if following in _ONE | _SEVERAL:
        return ""
    if low in _ONE:
        return "one"
    if low not in _SEVERAL:
        return ""
    return next(
        (tokens[at - step].low for step in (1, 2) if at >= step and tokens[at - step].is_numeral), "several"
    )


def _disjoint(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some) and bool(others) and some.isdisjoint(others)
