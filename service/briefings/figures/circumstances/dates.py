"""Dates in the words of a report, and reports whose own time cannot be right."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from service.briefings.figures.wording.words import MONTH_NUMBERS
from service.model import FiledArticle
from service.text.months import MONTHS

_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTHS})\.? (?P<day>\d{{1,2}})(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTHS})\.?(?: (?P<year2>\d{{4}}))?)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|would|until|by|due|set|scheduled|planned|expires?|from|next|could|may)\b")
_OF_PAGE = re.compile(
    r"\b(?:updated|modified|edited|revised|accessed|retrieved|archived)(?:\s(?:on|at))?:?\s*$", re.IGNORECASE
)
"""What stands before the date on which a page was changed: no event was on that day."""
_WITH_YEAR = re.compile(r"\d{4}\b")
DAYS_IN_ORDER = tuple(f"{date(2024, 1, place + 1):%A}".lower() for place in range(7))
"""Names of weekdays in small letters, from Monday on."""
_OPENING = 500
"""Characters in which a report tells when it was."""
_LATER = timedelta(days=2)
_REMEMBERED = 4_096


def told_at(filed: FiledArticle) -> datetime:
    """Tell the time of a report: its own, unless it tells of what happened two days after that, or later."""
    opening = filed.article.text[:_OPENING]
    if not _WITH_YEAR.search(opening):
        return filed.at
    latest = _latest(opening, filed.at.date())
    return datetime.combine(latest, time(12), UTC) if latest > (filed.at + _LATER).date() else filed.at


@lru_cache(maxsize=_REMEMBERED)
def _latest(opening: str, near: date) -> date:
    """Give the latest date that is told with its year; the first of all dates where there is none."""
    return max((day for day, _, whole in dates_in(opening, near) if whole), default=date.min)


def dates_in(text: str, near: date) -> Iterator[tuple[date, str, bool]]:
    """Find the dates told as past, their words, and whether the year is among them; else the nearest is meant."""
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if _AHEAD.search(before) or _OF_PAGE.search(before):
            continue
        month = MONTH_NUMBERS[(match["month"] or match["month2"]).lower()[:3]]
        day, year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
        years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
        candidates = [made for each in years if (made := _made(each, month, day))]
        if candidates:
            yield min(candidates, key=lambda made: abs(made - near)), match[0], year is not None


def last_before(weekday: str, at: date) -> date:
    """Give the date of the last such day, ``at`` included; ``weekday`` in small letters."""
    days = (at.weekday() - DAYS_IN_ORDER.index(weekday)) % 7
    return date.fromordinal(max(at.toordinal() - days, date.min.toordinal()))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
