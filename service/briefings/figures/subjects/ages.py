"""How old somebody is said to be who is named in full.

*Lise Brandt, 34,* and *34-year-old Lise Brandt*; of the dead also *Lise Brandt dies at 88*, *has died aged 88*.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.briefings.figures.subjects.frames import Frame
from service.briefings.figures.wording.words import WEEKDAYS
from service.text.months import MONTHS

_NAME = r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*"
_FULL = rf"{_NAME}(?:\s(?:{_NAME}|[A-Z]\.)){{0,2}}\s{_NAME}"
_BEHIND = re.compile(rf"(?P<name>{_FULL}),\s(?:aged\s)?(?P<age>\d{{1,3}}),\s(?!\d)")
_BEFORE = re.compile(rf"(?P<age>\d{{1,3}})\s?-\s?years?\s?-\s?old\s(?P<name>{_FULL})\b")
_TELLING = r"(?:,\s[^,.;:]{3,80},|,)?"
"""``, the Orr painter,``"""
_DIED = r"(?:[Dd]ies|[Dd]ied|[Dd]ead|[Pp]ass(?:ed|es)\s[Aa]way)"
_WHEN = r"(?:\son\s[A-Z][a-z]+day|\s[A-Z][a-z]+day|\sin\s[A-Z][a-z]+|\speacefully|\ssuddenly){0,2}"
_DYING = re.compile(
    rf"(?P<name>{_FULL}){_TELLING}\s(?:[Hh]as\s|[Ii]s\s)?{_DIED}{_WHEN},?\s"
    r"(?:[Aa]ged|[Aa]t(?:\s[Tt]he)?\s[Aa]ge(?:\sof)?|[Aa]t(?=\s(?:[2-9]|1[01]\d)))\s(?P<age>\d{1,3})"
    r"(?=[;:,.]?[\"'”’]?(?:$|\s(?:after|from|of|following|his|her)\b)|,\s[^\d])"
)
"""An hour, a number of a house or of places has other words behind it."""
_SIGN = re.compile(
    r",\s(?:aged\s)?\d{1,3},\s|\b(?:[Dd]ie[sd]|[Dd]ead|[Aa]way)\b.{0,60}?\b[Aa](?:t|ged)\s.{0,12}?\d"
)
_OLDEST = 115
AGE = "age"
"""The first part of the key of an age; the other one is the name."""


class Age(NamedTuple):
    """Who is how old, and the characters ``[start, end)`` of the sentence that hold the number."""

    frame: Frame
    years: int
    start: int
    end: int


def may_tell_age(text: str) -> bool:
    """Whether it may: a quick look."""
    return ("year" in text and " old " in text.replace("-", " ")) or _SIGN.search(text) is not None


def read_ages(sentence: str) -> Iterator[Age]:
    """List the ages of a sentence. Of a name the first and the last part tell who it is."""
    for pattern in (_BEHIND, _BEFORE, _DYING):
        for match in pattern.finditer(sentence):
            parts = match["name"].split()
            if pattern is _DYING:
                parts = parts[-2:]  # Painter Lise Brandt dies
            years = int(match["age"])
            if (
                years <= _OLDEST
                and MONTHS.isdisjoint(map(str.casefold, parts))
                and WEEKDAYS.isdisjoint(map(str.casefold, parts))
            ):
                who = f"{parts[0]} {parts[-1]}"
                frame = Frame((AGE, who.casefold()), "years", f"{AGE} of {who}", dated=False)
                yield Age(frame, years, *match.span("age"))
