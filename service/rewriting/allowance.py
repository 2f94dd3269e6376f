"""How many tokens may still be spent today.

What a call may cost is booked before it is made, and corrected when it is known what it did cost. So calls of several
processes that are under way at once do not come to more than is allowed together, and a call whose process dies is
counted. Nothing is held while the model is at work.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from service.ports import Spending


@dataclass(frozen=True, slots=True)
class Booking:
    """What a call may cost, and the day that pays for it."""

    day: date
    tokens: int


class Allowance:
    """So many tokens a day (UTC), for all processes at one database together, however often they start."""

    def __init__(self, tokens_a_day: int, spending: Spending) -> None:
        self._tokens_a_day = tokens_a_day
        self._spending = spending
        self._dearest = 0

    def book(self, tokens: int, now: datetime) -> Booking | None:
        """Count ``tokens`` for the day of ``now``; None where it has not as many left.

        More are counted where a call has once cost more than it could.
        """
        day, tokens = now.astimezone(UTC).date(), max(tokens, self._dearest)
        return Booking(day, tokens) if self._spending.book(day, tokens, self._tokens_a_day) else None

    def settle(self, booked: Booking, cost: int) -> None:
        """Count what the call has cost instead of what was booked for it."""
        if cost > booked.tokens:
            self._dearest = cost
        if cost != booked.tokens:
            self._spending.correct(booked.day, cost - booked.tokens)

    def seconds_until_more(self, now: datetime) -> float:
        """When the next day begins."""
        tomorrow = datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)
        return (tomorrow - now).total_seconds()
