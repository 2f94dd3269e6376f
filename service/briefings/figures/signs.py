"""A quick look at a sentence: whether it may state a figure at all.

Every figure that is read has a number, and a word that says what it is the number of: that of an event (``killed``),
of an amount of money (``budget``), of a rate, of a quake or a prison term. Most sentences lack one of the two, and
need not be taken apart. The words are gathered from the tables of those who read; of a phrase one is enough.
"""

import re
from collections.abc import Iterable, Iterator

from service.briefings.figures.numbers.number_words import SMALL
from service.briefings.figures.subjects.events import LOST_JOBS, NOUNS_OF, OF_PEOPLE
from service.briefings.figures.subjects.measured import MEASURED, MEASURED_OTHERWISE
from service.briefings.figures.subjects.money import MONEY_WORDS
from service.briefings.figures.subjects.nouns import AREAS, CALLED_FOR, NOUNS
from service.briefings.figures.subjects.ordinals import ORDINALS, SIGNS_OF_TOTALS
from service.briefings.figures.subjects.verbs import TOLL_OPENERS
from service.briefings.figures.wording.event_words import EVENT_WORDS, NAMED_BEFORE
from service.briefings.figures.wording.words import CURRENCIES
from service.briefings.wording.lexicon import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_LETTERS = bytes(
    ord(chr(code).lower()) if chr(code).isalpha() else ord(" ") for code in range(128)
) + bytes(128)
"""Of ASCII: letters made small, and a space for all others."""
_DIGIT = re.compile(r"\d")
_NUMBERS = frozenset((*SMALL, "dozen", "hundred", "million"))
_WITHOUT_VERB = frozenset((*CALLED_FOR, *AREAS, "troops"))
"""What is counted where no event is told."""


def has_number(sentence: str) -> bool:
    """Whether a number is in it, in figures or in words."""
    return _DIGIT.search(sentence) is not None or not _NUMBERS.isdisjoint(_words_of(sentence))


def may_state(sentence: str) -> bool:
    """Whether it has a number and a word that figures of its unit are told by."""
    words = frozenset(_words_of(sentence))
    if _DIGIT.search(sentence) is None and _NUMBERS.isdisjoint(words):
        return not (ORDINALS.isdisjoint(words) or SIGNS_OF_TOTALS.isdisjoint(words))
    if not _OF_COUNTS.isdisjoint(words) or not (_OF_THESE.isdisjoint(words) or _THESE.isdisjoint(words)):
        return True
    if not MONEY_WORDS.isdisjoint(words) and not (
        _CURRENCIES.isdisjoint(words) and _CURRENCIES.isdisjoint(sentence)
    ):
        return True
    return not MEASURED.isdisjoint(words) and not (_SHARES.isdisjoint(words) and "%" not in sentence)


def _words_of(sentence: str) -> list[str]:
    """List its runs of letters, case folded; those of ASCII in a third of the time."""
    if sentence.isascii():
        return sentence.encode().translate(_SMALL_LETTERS).decode().split()
    return _WORD.findall(sentence.casefold())


def _of_counts() -> Iterator[str]:
    yield from ("lives", *TOLL_OPENERS - {"number"}, *MEASURED_OTHERWISE, *LOST_JOBS)
    yield from _words_for(_WITHOUT_VERB)
    yield from (sign for event, sign in _signs_of_events() if event not in _CHOOSY)


def _signs_of_events() -> Iterator[tuple[str, str]]:
    """List the longest word of each phrase that has one of its own."""
    for event, phrases in (*EVENT_WORDS.items(), *((event, (noun,)) for noun, event in NAMED_BEFORE.items())):
        for phrase in filter(None, ", ".join(phrases).split(", ")):
            telling = [word for word in phrase.split() if word not in STOP_WORDS]
            # "12,000 troops are in": there nothing but the noun tells.
            yield from ((event, max(reversed(telling), key=len)),) if telling else ()


def _words_for(nouns: Iterable[str]) -> Iterator[str]:
    """List the words by which these are counted."""
    for noun in nouns:
        yield from noun.split()
    yield from (word for word, noun in NOUNS.items() if noun in nouns)


_CHOOSY = NOUNS_OF.keys() - OF_PEOPLE
"""Events that happen to some things only: one of these has to be named as well."""
_OF_THESE = frozenset(_WORD.findall(" ".join(sign for event, sign in _signs_of_events() if event in _CHOOSY)))
_THESE = frozenset(word for event in _CHOOSY for word in _words_for(NOUNS_OF[event])) | {"job"}
_CURRENCIES = frozenset(CURRENCIES)
_SHARES = frozenset(("percent", "pct", "cent"))
_OF_COUNTS = frozenset(_WORD.findall(" ".join(_of_counts())))
