"""Numbers that a hyphen joins to what they measure or count: *a 77-minute speech*, *an 82-game season*."""

from service.briefings.figures.numbers.measures import SCALES
from service.briefings.figures.numbers.number_words import LARGE, SMALL
from service.briefings.figures.wording.tokens import Token, Tokens, low_at, touching
from service.briefings.figures.wording.wordlists import word_set

_COUNTED = word_set(
    "person member worker student soldier passenger prisoner seat bed game page room judge car ship home country nation"
)
"""Nouns, in the singular as they stand behind a hyphen."""


def unhyphened(tokens: Tokens) -> Tokens:
    """Leave the hyphens out, and read the nouns behind them as plurals; ages stay as they are."""
    joints = {at for at, token in enumerate(tokens) if token.low == "-" and _joins(tokens, at)}
    if not joints:
        return tokens
    return [
        _plural(token) if at - 1 in joints else token for at, token in enumerate(tokens) if at not in joints
    ]


def _joins(tokens: Tokens, at: int) -> bool:
    before, behind = tokens[at - 1] if at else None, low_at(tokens, at + 1)
    number = before is not None and (before.is_numeral or before.low in SMALL or before.low in LARGE)
    joined = number and touching(tokens, at - 1) and touching(tokens, at)
    aged = low_at(tokens, at + 2) == "-" and low_at(tokens, at + 3) == "old"
    return joined and not aged and (behind in SCALES or behind in _COUNTED)


def _plural(token: Token) -> Token:
    return token._replace(low=f"{token.low}s") if token.low in _COUNTED else token
