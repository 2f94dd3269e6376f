"""A glance at the numbers that open reports: which of them could contradict one another at all.

Reading a report for its figures is dear, and most stories have no two numbers that differ by so little that they could
be of one thing. So the numbers are picked out first, as they are written, and only who has a rival is read.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from service.briefings.figures.numbers.number_words import LARGE, SMALL

_CHARACTERS = 2_500
"""Of a text; six sentences are hardly longer."""
_REMEMBERED = 4_096
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "trn": 1e12, "t": 1e12}
_SCALES = {**LARGE, **_SHORT, "hundred": 100.0, "dozen": 12.0}
_WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
_MULTIPLYING = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,:])(?<![a-z]-)(\d[\d,.]*|{_WORDS}|half an?|an?(?= (?:dozen|hundred|thousand|million|billion)))"
    rf"(?:[\s-]*({_MULTIPLYING})\b)?(?![:\d]|-year|(?:st|nd|rd|th)\b)"
)
_YEARS = range(1_900, 2_100)
_LEAST = 3


def rivals(texts: Sequence[tuple[str, str]], farthest: float) -> list[int]:
    """Tell which of these texts (titles beside them) have a number that another one has nearly."""
    numbers = [_numbers(title, text[:_CHARACTERS]) for title, text in texts]
    found: set[float] = set()
    for mine, yours in combinations(numbers, 2):
        near = {
            each
            for one in mine
            for other in yours
            if one < other <= one * farthest or other < one <= other * farthest
            for each in (one, other)
        }
        found |= near
    return [place for place, mine in enumerate(numbers) if not found.isdisjoint(mine)]


@lru_cache(maxsize=_REMEMBERED)
def _numbers(title: str, text: str) -> frozenset[float]:
    found = frozenset(map(_value, _NUMBER.finditer(f"{title}\n{text}".casefold())))
    return frozenset(value for value in found if value >= _LEAST)


def _value(match: re.Match[str]) -> float:
    written, scale = match[1].rstrip(".,"), _SCALES.get(match[2] or "", 1.0)
    if written.isdecimal() and len(written) == 4 and int(written) in _YEARS and not match[2]:  # noqa: PLR2004
        return 0.0
    if written[0].isdecimal():
        try:
            return float(written.replace(",", "")) * scale
        except ValueError:
            return 0.0
    return (0.5 if written.startswith("half") else SMALL.get(written, 1)) * scale
