"""Whether a price counts what is owed: with debt it is another amount than without."""

from service.briefings.figures.wording.tokens import Tokens, low_at
from service.briefings.figures.wording.wordlists import word_set

WITH_DEBT, WITHOUT_DEBT = "with debt", "without debt"
DEBT = frozenset((WITH_DEBT, WITHOUT_DEBT))

_COUNTED_IN = word_set("including includes include")
_LEFT_OUT = word_set("excluding excludes plus")
_WITHIN = 8
"""Tokens from one of these to *debt*."""


def debt_in(tokens: Tokens, start: int, end: int) -> str:
    """``including about $1 billion in net debt``, ``debt included``: empty where nothing is told of what is owed."""
    for place in range(start, min(end, len(tokens))):
        if tokens[place].low not in ("debt", "debts"):
            continue
        before = {token.low for token in tokens[max(start, place - _WITHIN) : place]}
        if before & _LEFT_OUT:
            return WITHOUT_DEBT
        if before & _COUNTED_IN or low_at(tokens, place + 1) == "included":
            return WITH_DEBT
    return ""
