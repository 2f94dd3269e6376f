"""Which sentences say something that had not been said before, and do not merely say it again.

A sentence is new when enough of what it says stands nowhere in the reports that a reader has seen. What it says are
its telling words, in one spelling and without their endings; numbers and new names weigh more than other words, for it
is by them that news moves on ("17 injured" after "14 injured"). Names that are known weigh less: a captain who is
arrested is news, however many names say whose captain he is. The share of weight that is unheard is compared with one
bound (the new-word measure of the TREC novelty tracks: Allan, Wade and Bolivar, 2003, "Retrieval and novelty detection
at the sentence level"). Whatever is found new is heard from then on, so that two reports do not bring the same news.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from embeddings.lexical.scripts import INVISIBLE, MARKS
from service.briefings.wording.lexicon import SAME_EVENTS, SCALES, STOP_WORDS, VAGUE_WORDS
from service.briefings.wording.terms import SINGLE, fold
from service.text.names import fold_names
from service.text.number_words import NUMBER_WORDS

NEW_SHARE = 0.42
"""Share of a sentence's weight that must be unheard."""

NEW_FIGURE_SHARE = 0.2
"""The same where a number is among what is unheard: "41 percent" after "38 percent" is news in few words."""

NUMBER, NAME, WORD = 2.0, 1.5, 1.0
"""Weights of what a sentence says."""

KNOWN_NAME = 0.5
"""Weight of a name that has been heard, and of any weekday: of whom news is told, and when, is not what it tells."""

LEAST_TERMS = 3
"""Telling words that a sentence must have before it can be called new."""

MOST_TERMS = 200
"""Terms of one sentence that are looked at; what is longer is a list or a table."""

_REMEMBERED = 8_192
"""Sentences whose terms are kept."""

_LONG, _TEXTS_REMEMBERED = 500, 1_024
"""Characters of a text of which the same is kept, and how many are: readers come back to the stories of the day."""

_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)*|[^\W\d_{SINGLE}](?:[^\W_]|(?<=\w)[.'’-](?=\w)|[{MARKS}{INVISIBLE}])*|[{SINGLE}]"
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[.:]\s?\d\d)?\s?(?:[ap]\.?\s?m\b\.?|(?:GMT|BST|CET|[ECMP][SD]T)\b)|\b\d{1,2}:\d\d\b(?!:)",
    re.IGNORECASE,
)
"""The time of day: as with weekdays, when is not what news tells."""
_THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}(?!\d))")

_SAME = {fold(form): fold(leader) for leader, forms in SAME_EVENTS.items() for form in (leader, *forms)}
_WEEKDAYS = frozenset(
    map(fold, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
)
_UNTELLING = STOP_WORDS | {fold(word) for word in VAGUE_WORDS}


class Heard:
    """All that a reader has been told so far, as the terms it was told in."""

    def __init__(self) -> None:
        self._terms: set[str] = set()

    def hear(self, text: str) -> None:
        """Take in a text."""
        self._terms |= _said_in(text) if len(text) >= _LONG else {term for term, _ in terms(text, None)}

    def unheard(self, sentence: str) -> dict[str, float]:
        """List what the sentence says that is in nothing heard, with what each term weighs."""
        return {term: weight for term, weight in terms_of(sentence) if term not in self._terms}

    def share(self, said: Mapping[str, float]) -> float:
        """Share of the weight of some terms that has been heard, in [0, 1]; 0 where there are none."""
        heard = sum(weight for term, weight in said.items() if term in self._terms)
        return heard / sum(said.values()) if said else 0.0

    def is_new(self, sentence: str) -> bool:
        """Whether the sentence says something that has not been heard."""
        said = {term: self._telling(term, weight) for term, weight in terms_of(sentence)}
        if len(said) < LEAST_TERMS:
            return False
        figure = any(term[0].isdigit() and term not in self._terms for term in said)
        return 1.0 - self.share(said) >= (NEW_FIGURE_SHARE if figure else NEW_SHARE)

    def _telling(self, term: str, weight: float) -> float:
        known = term in _WEEKDAYS or (weight == NAME and term in self._terms)
        return KNOWN_NAME if known else weight


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _said_in(text: str) -> frozenset[str]:
    return frozenset(term for term, _ in terms(text, None))


@lru_cache(maxsize=_REMEMBERED)
def terms_of(sentence: str) -> tuple[tuple[str, float], ...]:
    """List the telling terms of a sentence, which is asked again and again."""
    return tuple(terms(sentence, MOST_TERMS))


def terms(text: str, limit: int | None) -> Iterator[tuple[str, float]]:
    """List the telling terms of a text with what each weighs, in order, at most ``limit`` tokens of it.

    Numbers come in digits, with what multiplies them: ``twenty thousand`` is 20000, and ``3.2bn`` what 3.2 billion is.
    """
    tokens = [token.group() for token in islice(_TOKEN.finditer(_CLOCK.sub(" ", fold_names(text))), limit)]
    for index, word in enumerate(tokens):
        if (number := _in_digits(word)) is not None:
            following = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
            yield _scaled(number, SCALES.get(following, 0)), NUMBER
        elif not (word.lower() in SCALES and index and _in_digits(tokens[index - 1])):
            term = fold(word)
            term = _SAME.get(term, term)
            if term not in _UNTELLING:
                yield term, NAME if word[0].isupper() and index else WORD


def _in_digits(word: str) -> str | None:
    return _THOUSANDS.sub("", word) if word[0].isdigit() else NUMBER_WORDS.get(word.lower())


def _scaled(number: str, zeros: int) -> str:
    if not zeros:
        return number
    whole, _, decimals = number.replace(",", ".").partition(".")
    return (whole + decimals.ljust(zeros, "0")).lstrip("0") or "0"


def new_sentences(heard: Heard, sentences: Sequence[str]) -> list[int]:
    """Which of the sentences, in this order, say something new; each is heard as it is passed."""
    found = []
    for index, sentence in enumerate(sentences):
        if heard.is_new(sentence):
            found.append(index)
        heard.hear(sentence)
    return found
