"""For how long somebody named is sent to prison: *Brandt was sentenced to 12 years*, *a 12-year prison term*."""

from collections.abc import Iterator

from service.briefings.figures.numbers.modifiers import Bound
from service.briefings.figures.numbers.numerals import Numeral, read_number
from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.subjects.frames import Frame, backwards, is_calendar
from service.briefings.figures.wording.tokens import Token, Tokens, low_at, touching
from service.briefings.figures.wording.wordlists import word_set

_SENTENCING = word_set("sentenced jailed imprisoned")
_GETTING = word_set("got gets received receives given gave gives handed spend sent")
"""Of these, prison has to be named beside the term."""
_PRISON = word_set("prison jail bars")
_SENTENCE, _TERM = "sentence", "term"
_WITHIN = 4
"""Tokens from a term to the prison: ``in a state prison``."""
_SPANS = {"year": "years", "years": "years", "month": "months", "months": "months"}
_BEFORE_VERB = word_set("was were has have had been is being must will to")
_WANTING = word_set(
    "want wants wanted ask asked asks seek seeks sought demand demanded recommended requested should"
)
"""Whoever does so has not got it yet."""
SIGNS_OF_TERMS = _SENTENCING | _PRISON | {_SENTENCE}


def read_term(tokens: Tokens, quantity: Quantity) -> Frame | None:
    """Read a span of time as a term; None where it is none, and of *three years and four months*."""
    unit = _SPANS.get(low_at(tokens, quantity.last))
    around = [low_at(tokens, at) for at in (quantity.last + 1, quantity.first - 1, quantity.first - 2)]
    if unit is None or around[0] in (",", "and") or "years" in around:
        return None
    return _of_somebody(tokens, quantity.first, quantity.last + 1, unit)


def may_tell_term(sentence: str) -> bool:
    """Whether it may tell one before a noun: a quick look."""
    return "-year" in sentence or "-month" in sentence


def read_hyphened_terms(tokens: Tokens) -> Iterator[tuple[Quantity, Frame]]:
    """List those that stand before their noun: *a 12-year sentence*."""
    for at, token in enumerate(tokens):
        unit = _SPANS.get(token.low)
        if unit is None or at < 2 or low_at(tokens, at - 1) != "-" or not touching(tokens, at - 1):  # noqa: PLR2004
            continue
        if {_SENTENCE, _TERM}.isdisjoint((low_at(tokens, at + 1), low_at(tokens, at + 2))):
            continue
        number, frame = read_number(tokens, at - 2), _of_somebody(tokens, at - 2, at + 1, unit)
        if number and frame:
            numeral = Numeral(number.value, number.value, number.slack, at - 2, at - 1)
            yield Quantity(numeral, Unit.TIME, Bound.EXACT, "", at - 2, at + 1), frame


def _of_somebody(tokens: Tokens, first: int, last: int, unit: str) -> Frame | None:
    """Find who got the term that stands at tokens ``[first, last)``."""
    behind = {low_at(tokens, last + step) for step in range(_WITHIN)}
    before = backwards(tokens, first)
    if any(tokens[at].low in _WANTING for at in before):
        return None
    for at in before:
        low, between = tokens[at].low, {token.low for token in tokens[at:first]}
        in_prison = not _PRISON.isdisjoint(behind | between) or _SENTENCE in behind
        if low in _SENTENCING or (low in _GETTING and in_prison):
            who = _sentenced(tokens, at, first)
            if who is None:
                return None
            label = f"prison term of {who.text}"
            return Frame(("sentence", who.low, unit), unit, label, last=last, dated=False)
    return None


def _sentenced(tokens: Tokens, verb: int, first: int) -> Token | None:
    """The last part of the name between verb and term, or of the one right before the verb."""
    inner = [token for token in tokens[verb + 1 : first] if token.is_name and not is_calendar(token)]
    if inner:
        return inner[-1]
    at = verb - 1
    while low_at(tokens, at) in _BEFORE_VERB:
        at -= 1
    if low_at(tokens, at) == ",":  # Otto Brandt, a former banker, was sentenced
        at = next((place - 1 for place in range(at - 1, -1, -1) if tokens[place].low == ","), -1)
        if at > 1 and tokens[at].is_numeral:  # Brandt, 61, was
            at -= 2
    return tokens[at] if at >= 0 and tokens[at].is_name else None
