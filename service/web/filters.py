"""Which stories the page shows: what stands in its address."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Query
from pydantic import AfterValidator, BeforeValidator, Field

from service.briefings.periods import MOST_HOURS, period
from service.briefings.values import BriefingRequest, Seen
from service.formats.times import in_utc

DEFAULT_LIMIT = 30

PERIODS = (
    ("", "last 3 days on file"),
    ("6", "6 hours"),
    ("24", "24 hours"),
    ("72", "3 days"),
    ("168", "7 days"),
    ("720", "30 days"),
)


def _blank_is_none(value: object) -> object:
    """Forms send what is left empty as well."""
    return None if isinstance(value, str) and not value.strip() else value


def _blank_is_one(value: object) -> object:
    return 1 if _blank_is_none(value) is None else value


Words = Annotated[Annotated[str, Field(max_length=200)] | None, BeforeValidator(_blank_is_none)]
Hours = Annotated[Annotated[float, Field(gt=0, le=MOST_HOURS)] | None, BeforeValidator(_blank_is_none)]
Least = Annotated[int, BeforeValidator(_blank_is_one), Query(ge=1, le=1_000_000)]
Since = Annotated[Annotated[datetime, AfterValidator(in_utc)] | None, BeforeValidator(_blank_is_none)]


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for."""

    q: str | None = None
    source: str | None = None
    language: str | None = None
    min_origins: int = 1
    hours: float | None = None
    since: datetime | None = None
    limit: int = DEFAULT_LIMIT

    @property
    def narrow(self) -> bool:
        """Whether stories of the usual period are left out."""
        return any((self.q, self.source, self.language, self.hours, self.since)) or self.min_origins > 1

    @property
    def query(self) -> str:
        """The same as the query of an address; empty where nothing was asked for."""
        named = {
            "q": self.q,
            "source": self.source,
            "language": self.language,
            "min_origins": self.min_origins if self.min_origins > 1 else None,
            "hours": f"{self.hours:g}" if self.hours else None,
            "since": self.since.isoformat() if self.since else None,
            "limit": self.limit if self.limit != DEFAULT_LIMIT else None,
        }
        return urlencode({name: value for name, value in named.items() if value is not None})

    def query_of_twin(self, seen: int | None) -> str:
        """The query by which programs get the same: what they take for granted is not what the page does."""
        asked = replace(self, hours=None) if self.since else self
        more = {"limit": self.limit} | ({} if seen is None else {"seen_before": seen})
        pairs = [(name, value) for name, value in parse_qsl(asked.query) if name != "limit"]
        return urlencode([*pairs, *more.items()])

    @property
    def longer(self) -> str:
        """The query of a page with more stories."""
        return replace(self, limit=min(200, max(50, self.limit * 2))).query

    def request(self, newest: datetime | None, now: datetime, seen: Seen | None) -> BriefingRequest:
        """Ask the desk for it."""
        start, end = period(newest, now, self.since, None if self.since else self.hours)
        return BriefingRequest(
            now,
            start,
            end,
            self.limit,
            self.min_origins,
            self.source,
            self.language,
            seen_before=seen,
            text=self.q,
        )


def _filters(
    q: Words = None,
    source: Words = None,
    language: Words = None,
    min_origins: Least = 1,
    hours: Hours = None,
    since: Since = None,
    limit: Annotated[int, Query(ge=1, le=200)] = DEFAULT_LIMIT,
) -> Filters:
    return Filters(q, source, language, min_origins, hours, since, limit)


FiltersDep = Annotated[Filters, Depends(_filters)]
