"""The noun behind a number: what is counted, and the words that narrow it down."""

from dataclasses import dataclass

from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.subjects.events import PEOPLE, Role
from service.briefings.figures.subjects.verbs import phrase_at
from service.briefings.figures.wording.tokens import Token, Tokens, low_at, touching
from service.briefings.figures.wording.wordlists import phrase_set, word_set
from service.briefings.figures.wording.words import NO_NOUN, WEEKDAYS

_NOUNS = {
    PEOPLE: "people persons person victims individuals lives others residents inhabitants villagers locals citizens",
    "troops": "troops soldiers servicemen personnel forces troop",
    "militants": "militants fighters rebels insurgents gunmen terrorists",
    "police officers": "officers policemen police",
    "civilians": "civilians civilian",
    "children": "children kids schoolchildren child",
    "students": "students pupils",
    "women": "women",
    "men": "men",
    "workers": "workers employees staff staffers labourers laborers",
    "miners": "miners",
    "migrants": "migrants",
    "refugees": "refugees",
    "hostages": "hostages captives",
    "prisoners": "prisoners inmates detainees",
    "passengers": "passengers travellers travelers",
    "tourists": "tourists holidaymakers",
    "journalists": "journalists reporters",
    "lawmakers": "lawmakers mps deputies legislators",
    "protesters": "protesters demonstrators marchers protestors",
    "homes": "homes houses households",
    "customers": "customers",
    "jobs": "jobs positions posts",
    "drones": "drones uavs",
    "missiles": "missiles",
    "rockets": "rockets",
    "aircraft": "aircraft planes jets airplanes",
    "ships": "ships vessels boats",
    "vehicles": "vehicles cars",
    "flights": "flights",
    "schools": "schools",
    "shops": "shops stores outlets",
    "buildings": "buildings",
    "hectares": "hectares ha",
    "acres": "acres",
    "tonnes": "tonnes tons",
    "kilograms": "kilograms kilos kg kilogrammes",
    "cases": "cases",
    "signatures": "signatures",
    "weapons": "weapons guns",
    "villages": "villages",
    "buses": "buses",
    "bodies": "bodies corpses",
    "skiers": "skiers",
    "firefighters": "firefighters",
}
NOUNS = {word: noun for noun, words in _NOUNS.items() for word in words.split()}
"""What is counted, by word; others are taken as they stand."""
KINDS_OF_PEOPLE = phrase_set(
    "troops, militants, police officers, civilians, children, students, women, men, workers, miners, migrants, "
    "refugees, hostages, prisoners, passengers, tourists, journalists, protesters, worshippers, pilgrims, "
    "palestinians, israelis, americans, britons, russians, ukrainians, syrians, iraqis, afghans, indians, patients, "
    "teachers, fans"
)
"""Of these no more can be killed than of all people."""
CALLED_FOR = {"protesters": "taking part", "cases": "reported", "signatures": "collected"}
"""Nouns whose event goes without saying."""
AREAS = frozenset(("acres", "hectares"))
"""Nouns of land: of a fire they tell what has burned."""
PLAIN = word_set(
    "north south east west local other innocent total reported known confirmed registered separate different "
    "so-called additional own fellow coronavirus covid "
    "suspected alleged"
)
"""Words before a noun that make it no other thing."""
CROWDS = word_set("protesters supporters fans spectators marchers sympathisers sympathizers")
"""People who take part."""
FRACTIONAL = word_set("tonnes kilograms hectares acres barrels")
"""What there may be half of."""
PROPERTIES = "properties"
"""Homes and businesses."""
_FIRMS = word_set("businesses firms shops offices")
NEVER_COUNTED = word_set(
    "times points runs goals votes percent pages kilometres kilometers miles metres meters"
)
_MOST_BEFORE = 5
"""Words between the number and its noun."""
_SHORTEST = 4
_OF_MODEL = 3
"""Tokens of the name of a model."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What was read behind a number, up to the token ``last``; ``noun`` is empty where there is none."""

    noun: str
    last: int
    strict: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    word: str = ""


def read_noun(tokens: Tokens, count: Quantity) -> Noun:
    """Read the noun behind the number: one that is known, else a word that looks like a plural; else an empty one."""
    passed: list[Token] = []
    at, end = count.last, min(count.last + _MOST_BEFORE, len(tokens))
    while at < end:
        token = tokens[at]
        if model := _model(tokens, at):
            passed.append(model)
            at, end = at + _OF_MODEL, min(end + _OF_MODEL - 1, len(tokens))
            continue
        if NOUNS.get(token.low) == "homes" and _with_firms(tokens, at + 1):
            return Noun(PROPERTIES, at + 3, _narrowing(passed), _names(passed), PROPERTIES)
        if token.low in NOUNS and (low_at(tokens, at + 1) not in NOUNS or token.low == "others"):
            return Noun(NOUNS[token.low], at + 1, _narrowing(passed), _names(passed), token.low)
        if not token.is_word or token.low in NO_NOUN or phrase_at(tokens, at, Role.AFTER):
            break
        passed.append(token)
        at += 1
    while passed and not _looks_plural(passed[-1].low):
        passed.pop()  # seventy guests fell (ill)
    if passed:
        word = passed.pop()
        last = next(place + 1 for place in range(count.last, len(tokens)) if tokens[place].end == word.end)
        return Noun(word.low, last, _narrowing(passed), _names(passed), word.text)
    return Noun("", count.last)


def _with_firms(tokens: Tokens, at: int) -> bool:
    return low_at(tokens, at) == "and" and low_at(tokens, at + 1) in _FIRMS


def _model(tokens: Tokens, at: int) -> Token | None:
    """``F-16``, ``AK-47``: a name with a number in it."""
    number = tokens[at + 2] if at + 2 < len(tokens) else None
    joined = low_at(tokens, at + 1) == "-" and touching(tokens, at) and touching(tokens, at + 1)
    if number is None or not joined or not number.is_numeral or not tokens[at].is_name:
        return None
    name = f"{tokens[at].text}-{number.text}"
    return Token(name, name.casefold(), tokens[at].start, number.end)


def _narrowing(passed: Tokens) -> frozenset[str]:
    return frozenset(token.low for token in passed if not token.is_name and token.low not in PLAIN)


def _names(passed: Tokens) -> tuple[str, ...]:
    return tuple(token.text for token in passed if token.is_name and token.low not in WEEKDAYS)


def _looks_plural(word: str) -> bool:
    return (
        len(word) >= _SHORTEST
        and word.endswith("s")
        and not word.endswith("ss")
        and word not in NEVER_COUNTED
    )
