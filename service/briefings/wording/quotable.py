"""Which sentences can be lifted out of their article and still be understood.

A *sound* sentence is of a readable length, closed by a full stop, opens with its subject rather than with a
word that leans on what came before, asks nothing, leaves no quotation or bracket open, and is neither boilerplate
nor a row of a table. A *following* one is short or leans, or quotes somebody whom it does not name, and is
understood behind the sentence that it follows. A *passable* one is too long, not closed or all in capitals, calls on
the reader, or is told in the first person by nobody knows whom: good enough where a story has nothing better (one-line
alerts). What is left is never quoted. Nothing stands before the first sentence of a text, so "This week ..." leans on
nothing there; a personal pronoun does, and so does "But ...", which goes on from the headline.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from enum import IntEnum

from service.briefings.wording.labels import label_end
from service.briefings.wording.lexicon import (
    ALSO_TOLD,
    BOILERPLATE,
    LEANING_FIRST,
    LEANING_OPENERS,
    POINTING_NOUNS,
    RANKS,
)
from service.briefings.wording.voices import calls_on_the_reader, speaks_for_itself
from service.text.abbreviations import TITLES
from service.text.boilerplate import front_end, is_credit
from service.text.captions import dateline_end, is_picture_credit
from service.text.furniture import is_furniture
from service.text.sentences import Span

SHORTEST, LONGEST = 7, 60
"""Words of a sound sentence. The leads of agencies run to fifty, and say what matters."""
SHORTEST_FOLLOWING = 4
"""Words of one that is read behind another."""
MOST_WORDS = 80
"""Words of a passable one; beyond lie lists and lost punctuation."""
SHORTEST_TOLD = 12
"""Words of a sentence that may be a report's though it has what pages say, too."""
_OF_PAGES = BOILERPLATE + ALSO_TOLD

_CLOSED = re.compile(r"[.!。！؟۔।॥][\"'”’»)\]」』）]*$")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)[\"'”’»)\]」』）]*$")
_ASKS = re.compile(r"[?？؟][\"'”’»)\]」』）]*$")
_OPENING = re.compile(r"[\"'“‘«(„「<]*([\w'’-]+)[,\s]*([\w'’-]*)")
_FRONTED = re.compile(r"[A-Z][^,;:“\"]{2,90},\s(?:he|she)\s")
"""A clause in front, and then a pronoun for somebody: "Asked on Monday, she said ..."."""
_NEITHER_LETTER_NOR_SPACE = re.compile(r"[^\w ]|[\d_]")
_POINTER = re.compile(
    r"(?:RELATED|MORE|WATCH|READ|PHOTOS?|VIDEO|LISTEN|GALLERY|SLIDESHOW|SEE ALSO)\b[A-Z ]{0,20}[:|]|(?:Read|See) also:"
    r"|(?:Watch|See|Read|View|Hear|Listen to) the (?:full|complete|entire)\b|.*\((?:video|audio|photos|gallery)\)\W*$"
)
"""How what points to other pages opens."""
_QUOTES = "\"“‘'"
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)[‘'].*[’'](?!\w)")
_LETTER = re.compile(r"[^\W\d_]")
_AROUND = " ,.!?;:"
_SAID = re.compile(r"(?:(?:he|she|they|it)\s|\w+\s(?:he|she|they)\b)")
"""What stands behind a quotation whose speaker is a pronoun."""
_BEFORE_NAMES = TITLES - {"st", "ste", "mt", "ft", "dept", "vs", "ee", "supt", "amb"}
"""Titles of people; streets and departments end sentences, too."""
_ENDING = 8
"""Characters in which a stop and the quotes behind it must lie."""


class Grade(IntEnum):
    """How well a sentence stands alone; larger is better."""

    NEVER = 0
    PASSABLE = 1
    FOLLOWING = 2
    SOUND = 3


def without_front_matter(text: str, span: Span) -> Span:
    """Move the start behind a bullet, a time, a dateline or a label, unless that would begin within a sentence."""
    start = dateline_end(text, front_end(text, span.start, span.end), span.end)
    return Span(label_end(text, Span(start, span.end)), span.end)


def boilerplate_in(text: str) -> tuple[str, ...]:
    """List the phrases of pages and wires that occur in ``text``: asked once for all its sentences."""
    small = text.lower()
    return tuple(phrase for phrase in _OF_PAGES if phrase in small)


def grade(
    sentence: str, length: int, boilerplate: Sequence[str] = _OF_PAGES, *, opens_text: bool = False
) -> Grade:
    """Judge a ``sentence`` of ``length`` words by the rules at the top."""
    if not 1 < length <= MOST_WORDS or _ASKS.search(sentence[-_ENDING:]) or not _is_prose(sentence):
        return Grade.NEVER
    if (
        is_credit(sentence)
        or is_furniture(sentence)
        or is_picture_credit(sentence)
        or _POINTER.match(sentence)
    ):
        return Grade.NEVER
    if boilerplate and _is_of_page(sentence.lower(), length, boilerplate):
        return Grade.NEVER
    if length > LONGEST or length < SHORTEST_FOLLOWING or not _is_whole(sentence) or _is_no_report(sentence):
        return Grade.PASSABLE
    alone = length >= SHORTEST and not _leans(sentence, LEANING_FIRST if opens_text else LEANING_OPENERS)
    alone = alone and not _is_somebodys(sentence)
    return Grade.SOUND if alone else Grade.FOLLOWING


def _is_of_page(small: str, length: int, boilerplate: Sequence[str]) -> bool:
    return any(
        phrase in small and (length < SHORTEST_TOLD or phrase not in ALSO_TOLD) for phrase in boilerplate
    )


def _is_no_report(sentence: str) -> bool:
    return calls_on_the_reader(sentence) or speaks_for_itself(sentence)


def breaks_off(sentence: str) -> bool:
    """Whether it ends in the short form of a rank or a title, so that what follows is the rest of it."""
    if not sentence.endswith("."):
        return False
    last = sentence[:-1].split()[-1:] or [""]
    return last[0].lower() in RANKS or (last[0][:1].isupper() and last[0].lower() in _BEFORE_NAMES)


def _is_prose(sentence: str) -> bool:
    """Whether letters and spaces make up three quarters of it, and no columns show."""
    others = _NEITHER_LETTER_NOR_SPACE.findall(sentence)
    if 4 * len(others) > len(sentence):
        # The vowels of Hindi, Tamil or Thai are signs on letters (category M), which \w does not take in.
        others = [one for one in others if not unicodedata.category(one).startswith("M")]
    return 4 * len(others) <= len(sentence) and "\t" not in sentence and " | " not in sentence


def _leans(sentence: str, openers: Collection[str]) -> bool:
    opening = _OPENING.match(sentence)
    if opening is None or _FRONTED.match(sentence):
        return True
    first, second = opening.group(1), opening.group(2).lower()
    if first[0].islower() or first.lower().split("'")[0].split("’")[0] in openers:
        return True
    points = first.lower() == "the" or first.endswith(("'s", "’s"))
    return openers is not LEANING_FIRST and points and second in POINTING_NOUNS


def _is_whole(sentence: str) -> bool:
    """Whether it is closed, leaves no quotation and no bracket open, and is not shouted in capitals."""
    ending = sentence[-_ENDING:]
    return (
        _CLOSED.search(ending) is not None
        and _CUT_OFF.search(ending) is None
        and all(sentence.count(one) == sentence.count(other) for one, other in ("“”", "()"))
        and sentence.count('"') % 2 == 0
        and not breaks_off(sentence)
        and not (sentence.isupper() and sentence.isascii())
    )


def _is_somebodys(sentence: str) -> bool:
    """Whether it quotes somebody whom only the sentence before names: all of it, or as what "he said"."""
    if sentence[0] not in _QUOTES:
        return False
    told = _QUOTED.sub(" ", sentence)
    return not _LETTER.search(told) or _SAID.match(told.strip(_AROUND)) is not None
