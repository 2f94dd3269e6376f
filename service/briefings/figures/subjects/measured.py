"""What a percentage or a magnitude is that of; money and prison terms have rooms of their own.

Only what has a name that can be compared: inflation, turnout, a person's share of the vote; an earthquake's magnitude.
Prices of shares and of goods move by the hour: what they moved by is passed over.
"""

from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.subjects.frames import Frame, backwards, is_calendar
from service.briefings.figures.subjects.money import read_money
from service.briefings.figures.subjects.terms import SIGNS_OF_TERMS, read_term
from service.briefings.figures.wording.tokens import Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set

_RATES = {
    "inflation": "inflation", "unemployment": "unemployment", "jobless": "unemployment",
    "joblessness": "unemployment", "turnout": "turnout", "approval": "approval", "effective": "efficacy",
    "efficacy": "efficacy", "contained": "containment", "economy": "economy", "gdp": "economy",
    "output": "output", "sales": "sales", "profit": "profit", "profits": "profit", "exports": "exports",
}  # fmt: skip
"""What a percentage may be one of."""
MEASURED = frozenset(_RATES) | word_set("rate rates vote votes voters")
"""One of these stands beside every percentage that is read here."""
MEASURED_OTHERWISE = word_set("seats magnitude richter quake earthquake") | SIGNS_OF_TERMS
"""One of these stands beside all else."""
_MOVING = frozenset(("economy", "output", "sales", "profit", "exports"))
"""Of these a percentage tells by how much they moved, of the others where they stand."""
_INTEREST = word_set("interest key base benchmark policy lending deposit")
_UP = word_set(
    "rose rise rises risen up grew grow grows gained jumped climbed increased increase surged soared expanded"
)
_DOWN = word_set(
    "fell fall falls fallen down dropped slid shrank declined decreased plunged tumbled contracted"
)
_MOVED = {"up": "rise", "down": "fall"}
_GROWTH = {"up": "growth", "down": "decline"}
MOVES = _UP | _DOWN
"""Verbs of what rises and falls."""
_KINDS = word_set(
    "core youth food producer retail energy online net gross operating car vehicle home new existing"
)
_NO_KIND = word_set("the its their his her said that q and as with of")
_TITLES = word_set("mr mrs ms dr president minister prime senator sen gov governor mayor candidate")
_BEFORE_LEVELS = word_set("as to at is was of reached hit stood stands stayed on been")
_AFTERMATH = word_set("aftershock aftershocks foreshock previous tremor tremors")
_QUAKES = word_set("quake earthquake temblor")
_ELIGIBLE, _VOTING = word_set("eligible registered"), word_set("cast voted participated")
_SOME_WAY = word_set("for against by early yes no not")
_WHERE = word_set("in at across of for")
_WINNING = word_set("won wins win took takes take taken secured gained winning taking")
_SEVERAL_QUAKES = word_set("earthquakes quakes tremors shocks")
_STRONGEST = word_set("strongest largest biggest first main")
_SEVERITIES = word_set(
    "severe moderate mild hospitalization hospitalizations death deaths infection symptomatic"
)
_VOTE_WITHIN = 6
_AGAINST = 7
"""Tokens behind a vaccine's efficacy that tell against what."""
_BEFORE_VERB = word_set("was were has have had been is being also")
_LARGEST_MAGNITUDE = 10


def read_measure(tokens: Tokens, quantity: Quantity) -> Frame | None:
    """Tell what the quantity measures; None where that has no name here."""
    if quantity.unit is Unit.MONEY:
        return read_money(tokens, quantity)
    if quantity.unit is Unit.PERCENT:
        return _share(tokens, quantity)
    if quantity.unit is Unit.TIME:
        return read_term(tokens, quantity)
    if quantity.unit is Unit.COUNT and (end := _behind_seats(tokens, quantity)):
        return _seats(tokens, quantity, end)
    if quantity.unit is Unit.COUNT and quantity.numeral.high < _LARGEST_MAGNITUDE:
        return _magnitude(tokens, quantity)
    return None


def _share(tokens: Tokens, quantity: Quantity) -> Frame | None:
    if low_at(tokens, quantity.last) == "of":
        if _of_voters(tokens, quantity.last):
            return Frame(("turnout", ""), "%", "turnout", last=quantity.last)
        of_the_vote = {low_at(tokens, quantity.last + step) for step in (1, 2)} & {"vote", "votes"}
        return _vote(tokens, quantity) if of_the_vote else None
    if low_at(tokens, quantity.first - 1) == "from":
        return None
    moved = ""
    for at in backwards(tokens, quantity.first):
        word = tokens[at].low
        if word in _UP or word in _DOWN:
            moved = moved or ("up" if word in _UP else "down")
        elif word in ("rate", "rates") and low_at(tokens, at - 1) in _INTEREST:
            return _rate(tokens, quantity, "interest rate", moved, at - 1)
        elif word in _RATES:
            return _rate(tokens, quantity, _RATES[word], moved, at)
    return None


def _of_voters(tokens: Tokens, of: int) -> bool:
    """``of eligible voters had cast ballots``, for nobody and by no way."""
    at = next((at for at in range(of + 1, of + 4) if low_at(tokens, at) in _ELIGIBLE), 0)
    if not at or low_at(tokens, at + 1) != "voters":
        return False
    behind = {token.low for token in tokens[at + 2 : at + 2 + _VOTE_WITHIN]}
    return not behind.isdisjoint(_VOTING) and behind.isdisjoint(_SOME_WAY)


def _rate(tokens: Tokens, quantity: Quantity, name: str, moved: str, at: int) -> Frame | None:
    """A rate stands at a level (``rose to 3.2 percent``), other things move by so much (``rose 3.2 percent``)."""
    moving = name in _MOVING
    levelled = low_at(tokens, quantity.first - 1) in _BEFORE_LEVELS or not moved
    if moving == levelled:
        return None
    near = tokens[max(0, at - 2) : at]
    kinds = frozenset(token.low for token in near if token.low in _KINDS)
    owners = frozenset(
        token.low for token in near if token.is_name and not is_calendar(token) and token.low != "the"
    )
    if name == "efficacy":
        behind = tokens[quantity.last : quantity.last + _AGAINST]
        kinds |= frozenset(token.low for token in (*near, *behind) if token.low in _SEVERITIES)
    if moving:
        kinds, owners = _whole(near), frozenset()
    label = " ".join([*sorted(kinds), name])
    if moving:
        label = f"{_GROWTH[moved]} of the economy" if name == "economy" else f"{_MOVED[moved]} in {label}"
    return Frame(
        (name, moved if moving else ""),
        "%",
        label,
        kinds,
        frozenset() if name == "turnout" else owners,
        quantity.last,
    )


def _whole(near: Tokens) -> frozenset[str]:
    """All that stands before what moved: the sales in one country are not those of all."""
    return frozenset(
        token.low for token in near if token.is_word and not is_calendar(token) and token.low not in _NO_KIND
    )


def _vote(tokens: Tokens, quantity: Quantity) -> Frame | None:
    """A share of the vote belongs to the name before it that is not where the vote was held (``in Estmark``)."""
    for at in backwards(tokens, quantity.first):
        token = tokens[at]
        if low_at(tokens, at - 1) in _WHERE:
            continue
        if token.is_name and token.low not in _TITLES and not is_calendar(token) and len(token.low) > 1:
            return Frame(("vote", token.low), "%", f"vote for {token.text}", last=quantity.last + 3)
    return None


def _behind_seats(tokens: Tokens, quantity: Quantity) -> int:
    """Where ``seats``, ``of 338 seats`` or ``of the 338 seats`` ends behind the number; 0 where none stands there."""
    at = quantity.last
    if low_at(tokens, at) == "of":
        at += 2 + (low_at(tokens, at + 1) == "the")
    return at + 1 if low_at(tokens, at) == "seats" else 0


def _seats(tokens: Tokens, quantity: Quantity, end: int) -> Frame | None:
    """Seats won belong to the party named before the verb: ``the Liberals took 156 seats``."""
    verb = next((at for at in backwards(tokens, quantity.first)[:3] if tokens[at].low in _WINNING), 0)
    while low_at(tokens, verb - 1) in _BEFORE_VERB:
        verb -= 1
    party = tokens[verb - 1] if verb else None
    if party is None or not party.is_name or is_calendar(party):
        return None
    name = tokens[verb - 2] if party.low == "party" else party
    return Frame(("seats", name.low.removesuffix("s")), "seats", f"seats won by {name.text}", last=end)


def _magnitude(tokens: Tokens, quantity: Quantity) -> Frame | None:
    first, last = quantity.first, quantity.last
    before, behind = low_at(tokens, first - 1), low_at(tokens, last)
    if behind in ("-", "–"):
        behind = low_at(tokens, last + 1)
    if before in ("-", "–"):
        before = low_at(tokens, first - 2)
    given = before in _BEFORE_LEVELS and any(tokens[at].low == "magnitude" for at in backwards(tokens, first))
    plain = quantity.numeral.low % 1 > 0 and behind in ("quake", "earthquake")  # a 6.8 quake
    scaled = plain or any(low_at(tokens, last + step) == "richter" for step in range(4))
    around = {token.low for token in tokens[max(0, first - 6) : last + 5]}
    measuring = before in ("measuring", "measured") and not around.isdisjoint(_QUAKES)
    named = given or scaled or measuring or "magnitude" in (before, behind)
    if not named or around & _AFTERMATH or (around & _SEVERAL_QUAKES and not around & _STRONGEST):
        return None
    return Frame(("magnitude",), "magnitude", "magnitude of the earthquake", last=last)
