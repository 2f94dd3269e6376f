"""What happens to what is counted: events, the roles of their words, and what they can happen to."""

from collections.abc import Iterable
from enum import StrEnum

from service.briefings.figures.wording.event_words import EVENT_WORDS, NAMED_BEFORE
from service.briefings.figures.wording.tokens import Token
from service.briefings.figures.wording.wordlists import phrase_set, word_set

PEOPLE = "people"
"""Whoever is counted, where nothing more is said of them."""


class Role(StrEnum):
    """Where the word of an event stands to the number."""

    BEFORE = "before"
    AFTER = "after"
    NOUN = "noun"


def _table(role: Role) -> dict[str, str]:
    place = tuple(Role).index(role)
    named = NAMED_BEFORE if role is Role.BEFORE else {}
    return named | {
        phrase: event
        for event, words in EVENT_WORDS.items()
        for phrase in filter(None, words[place].split(", "))
    }


BY_ROLE = {role: _table(role) for role in Role}
"""Events by phrase, for each role."""
LONGEST_PHRASE = 5

CUMULATIVE = phrase_set(
    "killed, injured, missing, arrested, evacuated, displaced, rescued, taken to hospital, infected, burned, "
    "destroyed, damaged, made ill, charged, flooded, confirmed, cancelled, without power, detained"
)
"""What is still being counted while it is reported: later counts replace earlier ones."""


OF_PEOPLE = phrase_set(
    "killed, injured, taken to hospital, missing, arrested, evacuated, displaced, rescued, trapped, kidnapped, "
    "taking part, charged, convicted, executed, infected, made ill, stranded, vaccinated, on strike, shot, aboard, "
    "surviving"
)
"""Events that happen to people where nothing else is named."""
PLANNED = word_set("cut created sent closed built hired delivered launched")
"""Events that are reported before they happen."""
LOST_JOBS = word_set("layoffs redundancies")
"""Plurals that count the jobs themselves."""
GATHERINGS = frozenset(("taking part", "on strike"))
"""Events that all who come are counted of, whatever they are called."""
_GATHERED = {
    word: kind
    for kind, words in {
        "protest": "march marches rally rallies protest protests demonstration demonstrations blockade sit-in",
        "vigil": "vigil vigils",
        "mourning": "funeral funerals burial memorial",
        "festivity": "festival parade concert carnival celebration celebrations",
        "service": "prayer prayers",
        "riot": "riot riots looting",
        "race": "marathon",
        "meeting": "conference summit meeting congress convention",
    }.items()
    for word in words.split()
}


def gathered(tokens: Iterable[Token]) -> frozenset[str]:
    """Tell to what sort of gathering people came, as far as the sentence does."""
    return frozenset(_GATHERED[token.low] for token in tokens if token.low in _GATHERED)


INTRANSITIVE = phrase_set(
    "missing, displaced, taking part, stationed, on strike, without power, made ill, surrendered, signed, "
    "aboard, surviving, had, stuck, "
    "escaped, resigned, returned, voting, taken to hospital, died, die, dies, dead, perished, drowned, lost, go, at, to"
)
"""Events, or words that open their phrases, that nobody does to another."""
_THINGS_FLOWN = word_set("drones missiles rockets aircraft helicopters shells projectiles")
_FORCES = word_set(
    "conscripts recruits reservists peacekeepers marines mercenaries paratroopers advisers observers monitors "
    "troops militants aircraft firefighters tanks ships workers rescuers"
) | {"police officers"}
NOUNS_OF = {
    "cut": frozenset(("jobs", "workers")),
    "created": frozenset(("jobs",)),
    "sent": _FORCES | _THINGS_FLOWN,
    "stationed": _FORCES,
    "shot down": _THINGS_FLOWN,
    "launched": _THINGS_FLOWN,
    "ordered": frozenset(("doses", "aircraft", "tanks", "ships", "missiles")),
    "administered": frozenset(("doses",)),
    "donated": frozenset(("doses", "tonnes")),
    "aboard": frozenset((PEOPLE, "passengers", "migrants", "tourists", "crew", "troops")),
    "withdrawn": _FORCES,
    "shot": frozenset(
        (PEOPLE, "students", "protesters", "civilians", "police officers", "troops", "children")
    ),
    "without power": frozenset((PEOPLE, "homes", "customers", "households", "properties")),
    "burned": frozenset(("hectares", "acres", "homes", "buildings", "vehicles", "shops")),
}
"""Events whose words mean something else where other things are counted."""
