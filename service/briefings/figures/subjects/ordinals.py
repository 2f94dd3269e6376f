"""Totals told by who was the last: of *a fifth person has died* and *a fifth death*, five.

A man may be the third that was in it, and the first who was arrested: what is read here is a count only where another
report counts one fewer (:mod:`service.briefings.figures.comparing.statements`). English.
"""

from collections.abc import Iterator

from service.briefings.figures.numbers.modifiers import Bound
from service.briefings.figures.numbers.numerals import Numeral
from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.numbers.units import Unit
from service.briefings.figures.subjects.counted import frame_of
from service.briefings.figures.subjects.events import PEOPLE
from service.briefings.figures.subjects.frames import Frame
from service.briefings.figures.subjects.nouns import KINDS_OF_PEOPLE, NOUNS, Noun
from service.briefings.figures.subjects.verbs import event_before, event_behind
from service.briefings.figures.wording.event_words import EVENT_WORDS
from service.briefings.figures.wording.tokens import Tokens, low_at, touching
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import NO_NOUN
from service.briefings.wording.lexicon import STOP_WORDS

_WORDS = (
    *("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
    *(
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ),
)
_VALUES = {word: value for value, word in enumerate(_WORDS, start=3)}
ORDINALS = frozenset(_VALUES)
"""Those read; *a second* is one more than what nobody counts."""
_SUFFIXES = word_set("st nd rd th")
_SIGNS = ORDINALS | _SUFFIXES
_LEAST = 3
_EVENTS = frozenset(("killed", "arrested", "charged"))
_NOUNS = {"death": "killed", "fatality": "killed", "arrest": "arrested"}
SIGNS_OF_TOTALS = frozenset(
    word
    for event in _EVENTS
    for phrase in ", ".join(EVENT_WORDS[event][:2]).split(", ")
    for word in phrase.split()
    if word not in STOP_WORDS
) | frozenset(_NOUNS)
"""Of the words by which totals are told one at least; the others are not looked for."""
_NOT_NEXT = word_set("his her its their your our my every each")
_PLURALS = {"man": "men", "woman": "women", "child": "children"}
_ENDS = NO_NOUN | word_set("linked related connected")


def read_totals(tokens: Tokens) -> Iterator[tuple[Quantity, Frame]]:
    """List the totals of a sentence that ordinals tell, in order."""
    for place in [place for place, token in enumerate(tokens) if token.low in _SIGNS]:
        value, at = _ordinal(tokens, place)
        if value >= _LEAST and low_at(tokens, at - 1) not in _NOT_NEXT:
            found = _frame(tokens, _quantity(value, at, place + 1))
            if found is not None:
                yield _quantity(value, at, place + 2), found


def _ordinal(tokens: Tokens, place: int) -> tuple[int, int]:
    """The value of the ordinal whose last token stands at ``place``, and where it begins; 0 where it is none."""
    if tokens[place].low not in _SUFFIXES:
        return _VALUES[tokens[place].low], place
    number = tokens[place - 1].text if touching(tokens, place - 1) else ""
    return (int(number) if number.isdecimal() and number.isascii() else 0), place - 1


def _quantity(value: int, first: int, last: int) -> Quantity:
    numeral = Numeral(float(value), float(value), 0.0, first, last)
    return Quantity(numeral, Unit.COUNT, Bound.EXACT, "", first, last, ordinal=True)


def _frame(tokens: Tokens, count: Quantity) -> Frame | None:
    word, after = low_at(tokens, count.last), low_at(tokens, count.last + 1)
    if word in _NOUNS:
        next_one = low_at(tokens, count.first - 1) != "the" and after != "of"
        ends = not after or not after[0].isalnum() or after in _ENDS
        return _total(PEOPLE, _NOUNS[word], count.last + 1) if next_one and ends else None
    plural = _PLURALS.get(word, f"{word}s")
    noun = NOUNS.get(word) or NOUNS.get(plural) or plural
    if noun != PEOPLE and noun not in KINDS_OF_PEOPLE:
        return None
    if event := event_before(tokens, count):
        return _total(noun, event, count.last + 1)
    behind = event_behind(tokens, count, count.last + 1, len(tokens))
    return _total(noun, *behind) if behind else None


def _total(noun: str, event: str, last: int) -> Frame | None:
    return frame_of(Noun(noun, last, word=noun), event, is_toll=True) if event in _EVENTS else None
