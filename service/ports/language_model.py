"""What is kept of a language model: its cost, and its words."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

from service.ports.values import Rewriting


class Spending(Protocol):
    """The tokens that a language model has cost, by day (UTC): one count for all processes. Durable on return."""

    def book(self, day: date, tokens: int, most: int) -> bool:
        """Add to what the day has cost, unless that came to more than ``most``; whether it was added."""
        ...

    def correct(self, day: date, tokens: int) -> None:
        """Add to what a day has cost on which something was booked, or, below zero, take away from it."""
        ...

    def by_day(self) -> Mapping[date, int]:
        """Tell what each day has cost on which something was booked."""
        ...

    def raise_to(self, day: date, tokens: int) -> None:
        """Let a day have cost no less than this; doing it twice is the same as once."""
        ...


class Rewritings(Protocol):
    """What a language model has said, for all processes: each text is paid for once. Durable on return.

    The commit that gives a story another revision, or an end, takes its rewriting away, so that no word of a report
    that is withdrawn or replaced stays there.
    """

    def find(self, story_ids: Collection[str]) -> Mapping[str, Rewriting]:
        """Look up those of these stories, by their ids."""
        ...

    def keep(self, rewriting: Rewriting) -> bool:
        """Keep it in place of an earlier one; not where the story has another revision by now, or has ended."""
        ...
