"""Cases of a disease: *120 measles cases*, *120 cases of the measles*, *new measles cases at 120*."""

from collections.abc import Sequence
from dataclasses import replace

from service.briefings.figures.numbers.quantities import Quantity
from service.briefings.figures.subjects.nouns import PLAIN, Noun
from service.briefings.figures.subjects.verbs import stated_before
from service.briefings.figures.wording.tokens import Token, Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set

_CASES = word_set("cases infections")
_OPEN_TO_ALL = word_set(
    "virus related record u.s. daily total of number count tally confirmed known reported latest "
    "diagnosed recorded registered"
)
"""Words beside the noun that make no other cases of them."""
_DISEASES = word_set("coronavirus covid virus")
"""Of these the whole story tells: they are not told apart."""
_ARTICLES = word_set("the a an this")
_BEFORE = 5
"""Words before the noun that tell which cases."""


def read_cases(tokens: Tokens, count: Quantity, noun: Noun) -> Noun | None:
    """Tell of which disease so many cases are; None where none is named."""
    if noun.noun == "cases":
        return _named(noun, tokens[count.last : noun.last - 1], _behind(tokens, noun.last))
    at = stated_before(tokens, count, _CASES)
    if at is None:
        return None
    first = at
    while first > max(0, at - _BEFORE) and _describes(tokens[first - 1]):
        first -= 1
    words = tokens[first:at]
    if not first and words:
        words = [
            words[0]._replace(text=words[0].low),
            *words[1:],
        ]  # the capital letter is that of the sentence
    return _named(replace(noun, noun="cases"), words, _behind(tokens, at + 1))


def kinds_of_cases(words: Sequence[str]) -> frozenset[str]:
    """Give the words that make other cases of them."""
    return frozenset(words) - PLAIN - _OPEN_TO_ALL - _DISEASES


def _describes(token: Token) -> bool:
    return (
        token.low == "-" or token.is_numeral or (token.is_word and token.low not in _ARTICLES | {"of", "in"})
    )


def _behind(tokens: Tokens, at: int) -> Tokens:
    """The disease in ``of measles`` and ``of the measles``."""
    if low_at(tokens, at) != "of":
        return ()
    at += 1 + (low_at(tokens, at + 1) in _ARTICLES)
    return tokens[at : at + 1]


def _named(noun: Noun, before: Tokens, behind: Tokens) -> Noun | None:
    words = [token for token in (*before, *behind) if token.is_word]
    plain = [token.low for token in words if token.low in _DISEASES | {"new"} or not token.is_name]
    kinds, ill = kinds_of_cases(plain), not _DISEASES.isdisjoint(plain)
    named = kinds - {"new"} or ill
    names = tuple(token.text for token in words if token.low not in _OPEN_TO_ALL and token.low not in plain)
    return replace(noun, strict=kinds, names=names) if named else None
