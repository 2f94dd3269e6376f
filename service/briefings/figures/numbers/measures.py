"""Lengths, areas, weights, speeds, temperatures and spans of time: what a number measures, and how much in one unit.

Reports give one length in miles and in kilometres; to compare them, each kind has a unit of its own. Temperatures are
read where their scale is named.
"""

from dataclasses import replace
from typing import NamedTuple

from service.briefings.figures.numbers.numerals import Numeral
from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.wording.tokens import Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set


class Scale(NamedTuple):
    """A unit: how much of the unit of its kind one of it is, and where it begins."""

    kind: str
    name: str
    factor: float
    origin: float = 0.0


class Measured(NamedTuple):
    """A quantity with its unit, up to the token ``last``, and the same in the unit of its kind."""

    scale: Scale
    written: Quantity
    size: Quantity


UNIT_OF = {
    "distance": "metres",
    "area": "hectares",
    "weight": "kilograms",
    "speed": "km/h",
    "temperature": "degrees Celsius",
    "duration": "hours",
}
"""The unit of each kind."""
SCALES = {
    word: Scale(kind, words.split()[0], factor)
    for kind, words, factor in (
        ("distance", "miles mile", 1_609.344),
        ("distance", "kilometres kilometers kilometre kilometer km kms", 1_000.0),
        ("distance", "metres meters metre meter", 1.0),
        ("distance", "feet foot ft", 0.3048),
        ("distance", "yards yard", 0.9144),
        ("distance", "inches inch", 0.0254),
        ("distance", "centimetres centimeters centimetre centimeter cm", 0.01),
        ("area", "acres acre", 0.40468564),
        ("area", "hectares hectare", 1.0),
        ("weight", "tonnes tons tonne ton", 1_000.0),
        ("weight", "kilograms kilogrammes kilos kg", 1.0),
        ("weight", "pounds lbs pound", 0.45359237),
        ("speed", "mph", 1.609344),
        ("speed", "kph kmh", 1.0),
        ("speed", "knots", 1.852),
        ("duration", "minutes minute", 1 / 60),
        ("duration", "hours hour", 1.0),
        ("duration", "days day", 24.0),
        ("duration", "weeks week", 168.0),
        ("duration", "months month", 730.5),
        ("duration", "years year", 8_766.0),
    )
    for word in words.split()
}
"""By the words for it."""
_SPEEDS = {"miles": "mph", "mile": "mph", "kilometres": "kph", "kilometers": "kph", "km": "kph"}
_EACH_HOUR = frozenset(("per hour", "an hour"))
_DEGREES = {
    "fahrenheit": Scale("temperature", "degrees Fahrenheit", 5 / 9, 32.0),
    "celsius": Scale("temperature", "degrees Celsius", 1.0),
    "centigrade": Scale("temperature", "degrees Celsius", 1.0),
}
_DEGREES |= {"f": _DEGREES["fahrenheit"], "c": _DEGREES["celsius"]}
_NO_SPAN = word_set("ago old later earlier")
"""Behind a span of time: it tells when, or how old, and not how long."""


def read_measure_of(tokens: Tokens, quantity: Quantity) -> Measured | None:
    """Read what a count, a span or a temperature measures; None where it is not one of these kinds."""
    if quantity.unit is Unit.DEGREES:
        return _temperature(tokens, quantity)
    if quantity.unit not in (Unit.COUNT, Unit.TIME):
        return None
    word, following = low_at(tokens, quantity.last), low_at(tokens, quantity.last + 1)
    scale, last = SCALES.get(word), quantity.last + 1
    if scale is None:
        return None
    if scale.kind == "duration":
        return None if following in _NO_SPAN else _measured(quantity, scale, last)
    if word in _SPEEDS and f"{following} {low_at(tokens, last + 1)}" in _EACH_HOUR:
        return _measured(quantity, SCALES[_SPEEDS[word]], last + 2)
    return _measured(quantity, scale, last)


def _temperature(tokens: Tokens, quantity: Quantity) -> Measured | None:
    behind = low_at(tokens, quantity.last)
    if behind in _DEGREES:
        return _measured(quantity, _DEGREES[behind], quantity.last + 1)
    scale = _DEGREES.get(low_at(tokens, quantity.last - 1))
    return _measured(quantity, scale, quantity.last) if scale else None


def _measured(quantity: Quantity, scale: Scale, last: int) -> Measured:
    numeral = quantity.numeral
    size = Numeral(
        (numeral.low - scale.origin) * scale.factor,
        (numeral.high - scale.origin) * scale.factor,
        numeral.slack * scale.factor,
        numeral.first,
        numeral.last,
    )
    written = replace(quantity, unit=Unit.MEASURE, last=last)
    return Measured(scale, written, replace(written, numeral=size))
