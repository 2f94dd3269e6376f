"""A glance at the numbers that open reports: which of them could contradict one another at all.

Reading a report for its figures is dear, and most stories have no two numbers that differ by so little that they could
be of one thing. So the numbers are picked out first, as they are written, and only who has a rival is read.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from service.briefings.figures.numbers.measures import SCALES
from service.briefings.figures.numbers.number_words import LARGE, SMALL

_CHARACTERS = 8_000
"""Of a text."""
_REMEMBERED = 4_096
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "trn": 1e12, "t": 1e12}
_SCALES = {**LARGE, **_SHORT, "hundred": 100.0, "dozen": 12.0}
_WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
_MULTIPLYING = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,:])(?<![a-z]-)(\d[\d,.]*|{_WORDS}|half an?|an?(?= (?:dozen|hundred|thousand|million|billion)))"
    rf"(?:[\s-]*({_MULTIPLYING})\b)?(?![:\d]|-years?-old|(?:st|nd|rd|th)\b)(?:[\s-]?({'|'.join(SCALES)})\b)?"
)
_YEARS = range(1_900, 2_100)
_LEAST = 3
_LOOKED_AT = 40
"""Neighbours of a number at most; a text that has as many in a row is a table."""


def rivals(texts: Sequence[tuple[str, str]], farthest: float) -> list[int]:
    """Tell which of these texts (titles beside them) have a number that another one has nearly."""
    numbers = [_numbers(title, text[:_CHARACTERS]) for title, text in texts]
    told_in: dict[float, set[int]] = {}
    for place, mine in enumerate(numbers):
        for one in mine:
            told_in.setdefault(one, set()).add(place)
    found: set[float] = set()
    for value, other in _neighbours(sorted(told_in), farthest):
        if len(told_in[value] | told_in[other]) > 1:
            found |= {value, other}
    return [place for place, mine in enumerate(numbers) if not found.isdisjoint(mine)]


def _neighbours(ascending: Sequence[float], farthest: float) -> Iterator[tuple[float, float]]:
    """Pair each value with the next ones, as far as two that stand in one text only may hide those of others."""
    for place, value in enumerate(ascending):
        for other in ascending[place + 1 : place + 1 + _LOOKED_AT]:
            if other > value * farthest:
                break
            yield value, other


@lru_cache(maxsize=_REMEMBERED)
def _numbers(title: str, text: str) -> frozenset[float]:
    found: set[float] = set()
    for match in _NUMBER.finditer(f"{title}\n{text}".casefold()):
        value = _value(match)
        if value >= _LEAST:
            found.add(value)
            if match[3]:
                found.add(value * SCALES[match[3]].factor)
    return frozenset(found)


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
