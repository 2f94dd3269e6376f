"""Which sentences say something that had not been said before, and do not merely say it again.

A sentence is new when enough of what it says stands nowhere in the reports that a reader has seen. What it says are
its telling words, in one spelling and without their endings; numbers and names weigh more than other words, for it is
by them that news moves on ("17 injured" after "14 injured"). The share of weight that is unheard is compared with one
bound (the new-word measure of the TREC novelty tracks: Allan, Wade and Bolivar, 2003, "Retrieval and novelty detection
at the sentence level"). Whatever is found new is heard from then on, so that two reports do not bring the same news.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from service.briefings.lexicon import STOP_WORDS
from service.briefings.terms import fold
from service.text.names import fold_names

NEW_SHARE = 0.42
"""Share of a sentence's weight that must be unheard."""

NEW_FIGURE_SHARE = 0.2
"""The same where a number is among what is unheard: "41 percent" after "38 percent" is news in few words."""

NUMBER, NAME, WORD = 2.0, 1.5, 1.0
"""Weights of what a sentence says."""

LEAST_TERMS = 3
"""Telling words that a sentence must have before it can be called new."""

MOST_TERMS = 200
"""Terms of one sentence that are looked at; what is longer is a list or a table."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:[^\W_]|(?<=\w)[.'’-](?=\w))*")
_THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}(?!\d))")

_SPOKEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_NUMBER_WORDS = {word: str(value) for value, word in enumerate(_SPOKEN)} | {
    word: str(10 * value)
    for value, word in enumerate(
        "thirty forty fifty sixty seventy eighty ninety".split(),
        start=3,
    )
}

_SYNONYMS = {
    variant: leader
    for leader, *variants in (
        line.split()
        for line in (
            "kill dead die died death deaths fatalities fatality killed slain",
            "injure injured injuries injury hurt wounded wound",
            "resign resigned quit step stepped steps",
            "close closed shut shuts closing closure",
            "car vehicle vehicles automobile",
            "child children kid kids pupil pupils schoolchildren",
            "police officers policemen",
            "rise rose risen climbed increase increased grew grows grow",
            "fall fell fallen dropped decline declined decreased",
            "say said told tell announce announced added",
            "home homes house houses household households",
            "man men",
            "woman women",
            "people residents persons person",
            "troop troops soldier soldiers",
            "find found finds",
            "begin began begun start started starts",
            "firm company companies group",
            "plan plans planned",
            "percent percentage pct",
            "hit struck rammed collided",
            "call calls urged urge appealed appeal asks ask asked",
        )
    )
    for variant in (leader, *variants)
}
_FOLDED_SYNONYMS = {fold(variant): fold(leader) for variant, leader in _SYNONYMS.items()}
_UNTELLING = STOP_WORDS | frozenset(fold(word) for word in "say people year day week time number".split())


class Heard:
    """All that a reader has been told so far, as the terms it was told in."""

    def __init__(self) -> None:
        self._terms: set[str] = set()

    def hear(self, text: str) -> None:
        """Take in a text."""
        self._terms.update(term for term, _ in terms(text, None))

    def is_new(self, sentence: str) -> bool:
        """Whether the sentence says something that has not been heard."""
        weights = dict(terms(sentence, MOST_TERMS))
        if len(weights) < LEAST_TERMS:
            return False
        unheard = {term: weight for term, weight in weights.items() if term not in self._terms}
        figure = any(term[0].isdigit() for term in unheard)
        bound = NEW_FIGURE_SHARE if figure else NEW_SHARE
        return sum(unheard.values()) >= bound * sum(weights.values())


def terms(text: str, limit: int | None) -> Iterable[tuple[str, float]]:
    """List the telling terms of a text with what each weighs, in order, at most ``limit`` tokens of it."""
    tokens = list(islice(_TOKEN.finditer(fold_names(text)), limit))
    for index, token in enumerate(tokens):
        word = token.group()
        if word[0].isdigit():
            yield _THOUSANDS.sub("", word), NUMBER
        elif number := _NUMBER_WORDS.get(word.lower()):
            yield number, NUMBER
        else:
            term = fold(word)
            term = _FOLDED_SYNONYMS.get(term, term)
            if term not in _UNTELLING:
                yield term, NAME if word[0].isupper() and index else WORD


def new_sentences(heard: Heard, sentences: Sequence[str]) -> list[int]:
    """Which of the sentences, in this order, say something new; each is heard as it is passed."""
    found = []
    for index, sentence in enumerate(sentences):
        if heard.is_new(sentence):
            found.append(index)
        heard.hear(sentence)
    return found
