"""Which sentences can be lifted out of their article and still be understood.

A *sound* sentence is of a readable length, closed by a full stop, opens with its subject rather than with a
word that leans on what came before, asks nothing, leaves no quotation open, and is neither boilerplate nor a
row of a table. A *passable* one breaks the rules of length, closing or opening: good enough where a story has
nothing better (one-line alerts). What is left is never quoted.
"""

import re
from collections.abc import Sequence
from enum import IntEnum

from service.briefings.lexicon import BOILERPLATE, LEANING_OPENERS, POINTING_NOUNS
from service.text.boilerplate import front_end, is_credit
from service.text.sentences import Span

SHORTEST, LONGEST = 7, 40
"""Words of a sound sentence, as the extractive literature has them (RESEARCH, section 5)."""
MOST_WORDS = 80
"""Words of a passable one; beyond lie lists and lost punctuation."""

_CLOSED = re.compile(r"[.!。！؟۔।॥][\"'”’»)\]」』）]*$")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)[\"'”’»)\]」』）]*$")
_ASKS = re.compile(r"[?？؟][\"'”’»)\]」』）]*$")
_OPENING = re.compile(r"[\"'“‘«(„「]*([\w'’-]+)[,\s]*([\w'’-]*)")
_NEITHER_LETTER_NOR_SPACE = re.compile(r"[^\w ]|[\d_]")
_ENDING = 8
"""Characters in which a stop and the quotes behind it must lie."""


class Grade(IntEnum):
    """How well a sentence stands alone; larger is better."""

    NEVER = 0
    PASSABLE = 1
    SOUND = 2


def without_front_matter(text: str, span: Span) -> Span:
    """Move the start behind a bullet, a time or a dateline, unless that would begin within a sentence."""
    return Span(front_end(text, span.start, span.end), span.end)


def boilerplate_in(text: str) -> tuple[str, ...]:
    """List the phrases of pages and wires that occur in ``text``: asked once for all its sentences."""
    small = text.lower()
    return tuple(phrase for phrase in BOILERPLATE if phrase in small)


def grade(sentence: str, length: int, boilerplate: Sequence[str] = BOILERPLATE) -> Grade:
    """Judge a ``sentence`` of ``length`` words by the rules at the top."""
    ending = sentence[-_ENDING:]
    if length > MOST_WORDS or _ASKS.search(ending) or not _is_prose(sentence):
        return Grade.NEVER
    if is_credit(sentence) or (boilerplate and any(phrase in sentence.lower() for phrase in boilerplate)):
        return Grade.NEVER
    closed = _CLOSED.search(ending) is not None and _CUT_OFF.search(ending) is None
    sound = closed and SHORTEST <= length <= LONGEST and not _leans(sentence) and _quotes_pair_up(sentence)
    return Grade.SOUND if sound else Grade.PASSABLE


def _is_prose(sentence: str) -> bool:
    """Whether letters and spaces make up three quarters of it, and no columns show."""
    others = len(_NEITHER_LETTER_NOR_SPACE.findall(sentence))
    return 4 * others <= len(sentence) and "\t" not in sentence and " | " not in sentence


def _leans(sentence: str) -> bool:
    opening = _OPENING.match(sentence)
    if opening is None:
        return True
    first, second = opening.group(1), opening.group(2).lower()
    if first[0].islower() or first.lower().split("'")[0].split("’")[0] in LEANING_OPENERS:
        return True
    return first.lower() == "the" and second in POINTING_NOUNS


def _quotes_pair_up(sentence: str) -> bool:
    return sentence.count('"') % 2 == 0 and sentence.count("“") == sentence.count("”")
