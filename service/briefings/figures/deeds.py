"""On which weekday something was done, as the opening of a report tells: *was ordered Tuesday*, *on Monday sued*.

A verb in the past stands within a few words of the day; that of somebody's saying so is none. What was done, nobody
says here: :mod:`service.briefings.figures.comparing.deed_days` compares the words around.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.briefings.figures.circumstances.circumstances import tells_a_day
from service.briefings.figures.reading import read_tokens
from service.briefings.figures.sentences import Told, is_read, leading_sentences, said_language
from service.briefings.figures.subjects.frames import backwards
from service.briefings.figures.wording.tokens import Token, Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.figures.wording.words import WEEKDAYS
from service.briefings.wording.lexicon import STOP_WORDS
from service.briefings.wording.saying import QUOTING
from service.briefings.wording.terms import fold
from service.model import Article

_OPENING = 4
"""Sentences of a text that are read."""
_CHARACTERS = 2_000
_REMEMBERED = 4_096
_REACH = 3
"""Tokens between a verb and its day."""
_AROUND = 9
_SHORTEST, _SHORTEST_VERB = 3, 4
_IRREGULAR = word_set(
    "shot won lost took began fell rose held left met sent hit struck quit sank sunk broke drove fought cut beat "
    "bought sold stole stolen threw blew spoke wrote flew"
)
_NO_DEED = QUOTING | word_set(
    "expected scheduled planned asked called based related used needed supposed armed united limited unnamed "
    "indeed hundred released published posted updated"
)
"""Words that end as verbs do and tell of no deed, and what comes out more than once."""
_LATE = word_set("late night evening overnight midnight")
_EARLY = word_set("early morning overnight midnight")
_PASSIVE, _OF_ITSELF = word_set("was were been"), word_set("died fell sank collapsed crashed resigned quit")
_NO_WORDS = STOP_WORDS | WEEKDAYS | QUOTING | _LATE | _EARLY


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, folded, and the day that it is told of."""

    verb: str
    day: str
    """In small letters."""
    words: dict[str, str]
    """Around it, folded, each as it is written; the nearest first."""
    subject: frozenset[str]
    """Folded, the words for whom it was done to, or who died; none where that is not told before the verb."""
    late: bool
    """Whether it was at night, so that others may give the next day."""
    early: bool
    told: Told
    said: str


def deeds_of(article: Article) -> tuple[Deed, ...]:
    """Read them from the title and the first sentences; none of what gives several days for one verb."""
    found = _deeds(article.title, article.text[:_CHARACTERS], said_language(article))
    return tuple(
        one for one in found if not any(one.verb == other.verb and one.day != other.day for other in found)
    )


@lru_cache(maxsize=_REMEMBERED)
def _deeds(title: str, text: str, language: str) -> tuple[Deed, ...]:
    if not is_read(title, text, language):
        return ()
    return tuple(deed for told in leading_sentences(title, text, _OPENING) for deed in _in_sentence(told))


def _in_sentence(told: Told) -> Iterator[Deed]:
    sentence = told.sentence
    if "day" not in sentence:
        return
    tokens = read_tokens(sentence)
    for at, token in enumerate(tokens):
        if not tells_a_day(tokens, at):
            continue
        near = range(max(0, at - _REACH), min(len(tokens), at + _REACH + 1))
        places = sorted(
            (place for place in near if _is_deed(tokens[place].low)), key=lambda place: abs(place - at)
        )
        if places:
            verb = fold(tokens[places[0]].low)
            beside = {other.low for other in tokens[max(0, at - 2) : at + 3]}
            late, early = bool(beside & _LATE), bool(beside & _EARLY)
            words = _words(tokens, at)
            said, subject = sentence[token.start : token.end], _subject(tokens, places[0])
            yield Deed(verb, token.low, words, subject, late, early, told, said)


def _is_deed(word: str) -> bool:
    regular = word.endswith("ed") and len(word) > _SHORTEST_VERB
    return (regular or word in _IRREGULAR or word == "died") and word not in _NO_DEED


def _subject(tokens: Tokens, verb: int) -> frozenset[str]:
    if tokens[verb].low not in _OF_ITSELF and low_at(tokens, verb - 1) not in _PASSIVE:
        return frozenset()
    before = (tokens[at] for at in backwards(tokens, verb))
    return frozenset(fold(token.low) for token in before if _tells(token))


def _tells(token: Token) -> bool:
    return token.is_word and len(token.low) >= _SHORTEST and token.low not in _NO_WORDS


def _words(tokens: Tokens, day: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for at in sorted(
        range(max(0, day - _AROUND), min(len(tokens), day + _AROUND)), key=lambda at: abs(at - day)
    ):
        token = tokens[at]
        if _tells(token):
            found.setdefault(fold(token.low), token.text)
    return found
