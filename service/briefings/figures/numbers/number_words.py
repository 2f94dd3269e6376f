"""Numbers in words: ``fourteen``, ``twenty-one``, ``two hundred and six``, ``a dozen``, ``half a million``."""

from typing import NamedTuple

from service.briefings.figures.wording.tokens import Tokens, low_at
from service.text.number_words import NUMBER_WORDS

_TEN = 10
SMALL = {word: int(number) for word, number in NUMBER_WORDS.items() if number != "0"}
"""Number words below a hundred."""
_TENS = frozenset(word for word, value in SMALL.items() if value > _TEN and value % _TEN == 0)
_FEW = {"hundred": 100.0, "dozen": 12.0}
LARGE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
"""Words that multiply all that stands before them."""
_WORDS = frozenset((*SMALL, *_FEW, *LARGE))
_ARTICLES = frozenset(("a", "an"))
_MULTIPLYING = frozenset((*_FEW, *LARGE))
OPENERS = _ARTICLES | {"half"} | SMALL.keys()
"""Words that a number may open with."""
ROUND = 1_000
"""From here on, zeros at the end tell that a number may have been rounded."""
CAUTION = 0.05
"""A number has been rounded by no more than this share of it."""
_VAGUE = 0.1
"""A dozen may be this share off."""


class Number(NamedTuple):
    """One number, and the tokens ``[first, last)`` it is written with."""

    value: float
    slack: float
    """How far off the true one may be, from the way it is rounded."""
    first: int
    last: int
    scale: float = 1.0
    """What the words behind the figures multiply by."""


def in_words(tokens: Tokens, index: int) -> Number | None:
    """Read the number whose words begin at ``index``; None where none do.

    It opens with a number below a hundred, or with *a* or *half a* before a word that multiplies.
    """
    if tokens[index].low in _ARTICLES and low_at(tokens, index + 1) not in _MULTIPLYING:
        return None  # most articles stand before something else
    factor, opened = _article(tokens, index)
    if (low_at(tokens, opened) in SMALL) != (opened == index):
        return None
    total, current, scale, dozen, at = 0.0, 0.0, 1.0, False, opened
    while (word := low_at(tokens, at)) in _WORDS:
        if word in SMALL:
            current += SMALL[word]
        elif word in LARGE:
            total, current, scale = total + (current or 1.0) * LARGE[word], 0.0, LARGE[word]
        else:
            current = (current or 1.0) * _FEW[word]
            dozen |= word == "dozen"
        at = _past_joint(tokens, at)
    value = factor * (total + current)
    if value <= 0:
        return None
    rounded = min(0.5 * scale, CAUTION * value) if value >= ROUND else 0.0
    return Number(value, _VAGUE * value if dozen else rounded, index, at, scale)


def _article(tokens: Tokens, index: int) -> tuple[float, int]:
    """Step over *a* or *half a*: what it multiplies by, and where the number's words begin."""
    if low_at(tokens, index) == "half" and low_at(tokens, index + 1) in _ARTICLES:
        return 0.5, index + 2
    return 1.0, index + (low_at(tokens, index) in _ARTICLES)


def _past_joint(tokens: Tokens, at: int) -> int:
    """Step behind a number word, and over the hyphen or the *and* that joins it to the next."""
    word, joint, following = low_at(tokens, at), low_at(tokens, at + 1), low_at(tokens, at + 2)
    ones = SMALL.get(following, 100)
    if joint == "-" and word in _TENS and ones < _TEN:
        return at + 2
    if joint == "and" and word == "hundred" and following in SMALL:
        return at + 2
    return at + 1
