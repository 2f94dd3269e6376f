"""How many tokens may still be spent today."""

from datetime import datetime, time, timedelta


class Allowance:
    """So many tokens a day (UTC), counted anew each day and each start."""

    def __init__(self, tokens_a_day: int) -> None:
        self._tokens_a_day = tokens_a_day
        self._day = ""
        self._spent = 0

    def left(self, now: datetime) -> int:
        """Tokens that may still be spent on the day of ``now``."""
        return (
            max(0, self._tokens_a_day - self._spent)
            if now.date().isoformat() == self._day
            else self._tokens_a_day
        )

    def spend(self, tokens: int, now: datetime) -> None:
        """Count what a call has cost."""
        day = now.date().isoformat()
        self._spent = tokens + (self._spent if day == self._day else 0)
        self._day = day

    def seconds_until_more(self, now: datetime) -> float:
        """When the next day begins."""
        tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
        return (tomorrow - now).total_seconds()
