"""What JSON can hold, and how numbers and times are put into it."""

from collections.abc import Mapping
from datetime import datetime

from service.formats.times import rfc3339

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
JsonObject = dict[str, Json]

_PLACES = 6
"""Decimal places of a feature or a probability: more would be noise of float32."""


def time_or_null(time: datetime | None) -> str | None:
    """RFC 3339 in UTC with a Z."""
    return None if time is None else rfc3339(time)


def number(value: float) -> float:
    """A number JSON can hold, also where numpy made it."""
    return round(float(value), _PLACES)


def numbers(values: Mapping[str, float]) -> JsonObject:
    """Likewise for each of them."""
    return {name: number(value) for name, value in values.items()}
