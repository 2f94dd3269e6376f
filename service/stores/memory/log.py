"""The event log in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from service.events import TELLING, Event, LoggedEvent, Told


class MemoryLog:
    """What happened, in order. Its owner sees to it that one thread at a time is in here."""

    def __init__(self) -> None:
        self.entries: list[LoggedEvent] = []
        self._told: dict[str, Told] = {}

    def extend(self, events: Sequence[Event]) -> None:
        """Write events behind those that are there."""
        for place, event in enumerate(events, len(self.entries) + 1):
            self.entries.append(LoggedEvent(place, event))
            if event.article_id is not None and event.type in TELLING:
                before = self._told.get(event.article_id)
                self._told[event.article_id] = Told(before.first if before else place, place)

    def after(self, place: int, limit: int) -> Sequence[LoggedEvent]:
        """Events with a sequence above ``place``, oldest first, at most ``limit``."""
        start = max(place, 0)
        return self.entries[start : start + limit]

    def told(self, article_ids: Sequence[str]) -> Mapping[str, Told]:
        """Where in the log the articles are told of, for those that are."""
        return {name: self._told[name] for name in article_ids if name in self._told}

    def place_at(self, moment: datetime) -> int:
        """Find the sequence behind which all events later than ``moment`` stand."""
        later = (logged.sequence for logged in self.entries if logged.event.at > moment)
        return next(later, len(self.entries) + 1) - 1
