"""A figure of an article, with all that decides what it may be compared with."""

from dataclasses import dataclass

from service.briefings.figures.circumstances import NOWHERE, Circumstances
from service.briefings.figures.numbers.modifiers import Bound
from service.briefings.figures.numbers.numerals import Numeral
from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.sentences import Told
from service.briefings.figures.subjects.frames import Frame
from service.briefings.figures.subjects.happenings import UNTOLD, Happening
from service.text.sentences import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, where it stands, and what is told around it."""

    quantity: Quantity
    frame: Frame
    circumstances: Circumstances
    field: str
    """``title`` or ``text``: where it stands."""
    span: Span
    """Characters of that field: the sentence."""
    said: str
    """Number, unit and modifier as the sentence has them."""
    speaker: str | None
    leads: bool
    """Whether it stands in the title or in the first two sentences."""
    happening: Happening = UNTOLD
    """What did it, as the sentence tells."""
    setting: frozenset[str] = frozenset()
    """Places that it may be of though none is told beside it: those of its sentence and of the ones before."""


def bare_figure(number: float, unit: Unit, frame: Frame, told: Told, said: str) -> Figure:
    """A number that is exact, in a sentence that opens its report, with nothing told around it."""
    quantity = Quantity(Numeral(number, number, 0.0, 0, 0), unit, Bound.EXACT, "", 0, 0)
    return Figure(quantity, frame, NOWHERE, told.field, told.span, said, None, leads=True)
