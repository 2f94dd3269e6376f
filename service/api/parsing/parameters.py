"""Query parameters that need more than a type: dates, and limits that the database can hold."""

import re
from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, BeforeValidator

from service.formats.times import in_utc

# In a query string an unencoded "+" arrives as a space: "10:00:00+01:00" as "10:00:00 01:00".
_LOST_PLUS = re.compile(r"(T\d\d:\d\d[\d:.,]*) (\d\d:?\d\d)$")


def _as_iso(value: object) -> object:
    """Restore a lost plus; refuse a number, which would be taken for seconds since 1970: ``2026`` is no year then."""
    if not isinstance(value, str):
        return value
    try:
        float(value)
    except ValueError:
        return _LOST_PLUS.sub(r"\1+\2", value)
    raise ValueError("it is a number; give a date, as in 2026-11-23 or 2026-11-23T13:05:00Z")


Moment = Annotated[datetime, BeforeValidator(_as_iso), AfterValidator(in_utc)]
"""A point in time, ISO 8601; without a zone it is taken as UTC."""

PageLimit = Annotated[int, Query(ge=1, le=200, description="At most so many")]
Words = Annotated[str | None, Query(max_length=200)]
Sought = Annotated[
    str | None,
    Query(
        max_length=200,
        description='Only stories with a report that has all of these words; "in quotation marks", as they stand',
    ),
]
MinOrigins = Annotated[
    int, Query(ge=1, le=1_000_000, description="Only stories with at least so many independent sources")
]
