"""Who is quoted for a figure: ``Blinken said``, ``according to Seoul``, in the words of the sentence."""

import re

from service.briefings.figures.wording.tokens import Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set
from service.briefings.wording.saying import QUOTING

_ACCORDING = re.compile(r"\b[Aa]ccording to ((?:[^,.;:()\"“”]|(?<=[A-Z])\.(?=[A-Z ])){2,80})")
_EDGES = word_set(', . ; : ( ) " “ ” — – ! ?') | word_set("that and but while as when which who")
_AUXILIARIES = word_set("has have had also all later earlier then again")
_PASSIVE = word_set("was were been be being is are")
_NOBODY = word_set("with by from in on at of for to as after he she it they who which that this we i there")
_RELATIVE = word_set("that which who")
_MOST_WORDS = 8


def speaker(sentence: str, tokens: Tokens, first: int, last: int) -> str | None:
    """Name who is quoted for the number at tokens ``[first, last)``; None where the sentence does not tell."""
    for at in range(first - 1, -1, -1):
        if tokens[at].low in QUOTING or _puts(tokens, at, first):
            name = _subject(sentence, tokens, at)
            if name:
                return name
        if tokens[at].low in (";", "but", "while"):
            break
    accorded = _ACCORDING.search(sentence)
    if accorded is not None:
        return accorded[1].strip()
    for at in range(last, len(tokens)):
        if tokens[at].low in QUOTING and at > last:
            name = _subject(sentence, tokens, at)
            if name and _after_comma(tokens, at):
                return name
        if tokens[at].low in (";", "but", "while"):
            break
    return None


def _puts(tokens: Tokens, verb: int, first: int) -> bool:
    """``put the toll at 12``."""
    return tokens[verb].low in ("put", "puts") and any(token.low == "at" for token in tokens[verb:first])


def _subject(sentence: str, tokens: Tokens, verb: int) -> str | None:
    """The words before the verb, back to the edge of its clause; before an apposition, where one stands between."""
    if low_at(tokens, verb + 1) == "at":
        return None  # damage estimated at
    end = verb
    while low_at(tokens, end - 1) in _AUXILIARIES:
        end -= 1
    if low_at(tokens, end - 1) in _PASSIVE:
        return None
    if low_at(tokens, end - 1) == ",":
        end = _before_apposition(tokens, end - 1)
    # First with "police and hospital officials" as one, then the last of them alone.
    return _named(sentence, tokens, end, _EDGES - {"and"}) or _named(sentence, tokens, end, _EDGES)


def _named(sentence: str, tokens: Tokens, end: int, edges: frozenset[str]) -> str | None:
    start = end
    while start > 0 and tokens[start - 1].low not in edges:
        start -= 1
    words = tokens[start:end]
    if not words or len(words) > _MOST_WORDS or any(token.is_numeral for token in words):
        return None
    if low_at(tokens, start - 1) in _RELATIVE and start > 1 and tokens[start - 2].low not in QUOTING:
        return _named(sentence, tokens, start - 1, edges)  # a group that watches arrests said
    if words[0].low in _NOBODY or any(token.low in QUOTING for token in words):
        return None
    return sentence[words[0].start : words[-1].end]


def _before_apposition(tokens: Tokens, comma: int) -> int:
    for at in range(comma - 1, max(-1, comma - 12), -1):
        if tokens[at].low == ",":
            return at
    return comma


def _after_comma(tokens: Tokens, verb: int) -> bool:
    return any(low_at(tokens, verb - step) == "," for step in range(1, _MOST_WORDS + 3))
