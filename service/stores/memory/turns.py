"""What each commit tells the windows that follow, in memory."""

from collections import deque
from itertools import takewhile

from service.ports import Change, Place
from service.stores import rules

KEPT = 10_000
"""Commits that can be told of."""


class MemoryTurns:
    """The latest commits. Its owner sees to it that one thread at a time is in here."""

    def __init__(self) -> None:
        self.place = Place()
        """The end of what is written."""
        self._kept: deque[tuple[Place, rules.ChangedIds]] = deque(maxlen=KEPT)

    def add(self, change: Change) -> Place:
        """Write down what a change has written."""
        self.place = Place(self.place.commit + 1, self.place.word + len(change.constraints))
        self._kept.append((self.place, rules.changed_ids(change)))
        return self.place

    def since(self, place: Place) -> rules.ChangedIds | None:
        """All that was written behind a place, each once; None where that can no longer be told."""
        if place.commit > self.place.commit or self.place.commit - place.commit > len(self._kept):
            return None
        newer = list(takewhile(lambda kept: kept[0].commit > place.commit, reversed(self._kept)))
        told = [one for _, one in reversed(newer)]
        return rules.ChangedIds(
            list(dict.fromkeys(name for one in told for name in one.filed)),
            list(dict.fromkeys(name for one in told for name in one.moved)),
            list(dict.fromkeys(name for one in told for name in one.stories)),
            [entry for one in told for entry in one.lifted],
        )
