"""The names and numbers of a text, told by its capitals.

A capital letter says "name", except where a capital stands anyway: on the first word of a sentence, and all through
a headline in Title Case or capitals. Such words count if the same text has them capitalised elsewhere, or if it is
all headline and case says nothing. Numbers count always. Neighbours also count as a pair ("volodymyr zelensky",
"boeing 737"). Scripts without capitals give numbers alone.
"""

import re
from enum import Enum
from functools import lru_cache

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from embeddings.scripts import WORD, plain_text

_TOKEN = re.compile(rf"{WORD}|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s\b")
_DOTTED = re.compile(r"\b(?:[A-ZА-Я]\.){2,}")  # U.S., J.K.
# A full stop after an initial or a short title (Mr., Gen., St.) ends no sentence.
_SENTENCE_END = re.compile(
    r"(?:\.(?<!\b\w\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z][a-z]\.)|[!?…。])[\"'”’»)\]]*(?:\s+|$)|\n+|。"
)
_HEADLINE_WORDS = 3
"""Fewer capitals in a row are as likely a sentence as a headline."""


class _Kind(Enum):
    """What the spelling of a token says."""

    NUMBER = "number"
    ACRONYM = "acronym"
    CAPITALISED = "capitalised"
    LOWER = "lower"
    OTHER = "other"
    """Stop words, single letters, punctuation, scripts without capitals."""


_Token = tuple[str, _Kind]
_NAMELIKE = (_Kind.ACRONYM, _Kind.CAPITALISED)


def names_and_numbers(text: str) -> list[str]:
    """List the names, numbers and neighbouring pairs of ``text`` in lower case, as often as they occur."""
    plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), _POSSESSIVE.sub("", plain_text(text)))
    sentences = [[_token(token) for token in _TOKEN.findall(part)] for part in _SENTENCE_END.split(plain)]
    names = _known_names([sentence for sentence in sentences if sentence])
    terms: list[str] = []
    for sentence in sentences:
        previous = None
        for key, kind in sentence:
            term = key if kind is _Kind.NUMBER or (kind in _NAMELIKE and key in names) else None
            if term is not None:
                terms.append(term)
                if previous is not None:
                    terms.append(f"{previous} {term}")
            previous = term
    return terms


def _known_names(sentences: list[list[_Token]]) -> set[str]:
    """Collect the words that are capitalised where a capital says something."""
    prose = [sentence for sentence in sentences if not _is_headline(sentence)]
    if not any(kind is _Kind.LOWER for sentence in prose for _, kind in sentence):
        capitals = {key for sentence in sentences for key, kind in sentence if kind in _NAMELIKE}
        return {key for key in capitals if key not in ENGLISH_STOP_WORDS}
    names: set[str] = set()
    for sentence in prose:
        first = next((place for place, (key, _) in enumerate(sentence) if key[0].isalnum()), 0)
        names.update(
            key
            for place, (key, kind) in enumerate(sentence)
            if kind is _Kind.ACRONYM or (kind is _Kind.CAPITALISED and place > first)
        )
    return names


def _is_headline(sentence: list[_Token]) -> bool:
    """Whether every word that could be lower case has a capital."""
    kinds = [kind for _, kind in sentence]
    return _Kind.LOWER not in kinds and sum(kind in _NAMELIKE for kind in kinds) >= _HEADLINE_WORDS


@lru_cache(maxsize=100_000)
def _token(token: str) -> _Token:
    key = token.casefold()
    if token[0].isdecimal():
        return key, _Kind.NUMBER
    if len(token) == 1 or (key == token and key in ENGLISH_STOP_WORDS):
        return key, _Kind.OTHER
    if token.isupper():
        return key, _Kind.ACRONYM
    if key in ENGLISH_STOP_WORDS:
        return key, _Kind.OTHER
    if token != token.lower():
        return key, _Kind.CAPITALISED
    return key, _Kind.LOWER if token.islower() else _Kind.OTHER
