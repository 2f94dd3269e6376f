"""The audit trail in memory, beside the stories of :class:`service.stores.memory.store.MemoryStore`."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from threading import RLock

from service.audit import Entry, TrailQuery
from service.model import Constraint, Story


class MemoryTrail:
    """A :class:`~service.audit.Trail`. Safe to call from several threads.

    Parameters
    ----------
    stories
        All of them, by id; change under ``lock``.
    """

    def __init__(self, stories: Mapping[str, Story], lock: RLock) -> None:
        self._stories = stories
        self._lock = lock
        self._entries: list[Entry] = []
        """In order: the first has the id 1."""
        self._said: list[Constraint] = []

    def write(self, entries: Sequence[Entry], constraints: Sequence[Constraint]) -> None:
        """Add to the trail what :func:`service.stores.rules.check_entries` has let pass."""
        for entry in entries:
            self._entries.append(entry)
            if entry.undoes is not None:
                undone = self._entries[entry.undoes - 1]
                self._entries[entry.undoes - 1] = replace(undone, undone_by=entry.id)
        self._said.extend(constraints)

    def not_taken_back(self, after: int = 0) -> list[Constraint]:
        """Every word behind the first so many, but those of entries that were undone, oldest first."""
        with self._lock:
            undone = {entry.id for entry in self._entries if entry.undone_by is not None}
            return [word for word in self._said[after:] if word.entry not in undone]

    def newest(self) -> int:
        """Find the id of the last entry; 0 where there is none."""
        with self._lock:
            return len(self._entries)

    def entry(self, entry_id: int) -> Entry | None:
        """Look up the entry as it now stands."""
        with self._lock:
            return self._entries[entry_id - 1] if 0 < entry_id <= len(self._entries) else None

    def find(self, query: TrailQuery) -> Sequence[Entry]:
        """One page of entries, newest first."""
        with self._lock:
            until = len(self._entries) if query.before is None else max(query.before - 1, 0)
            found = self._entries[query.after : until][::-1]
            if query.story is not None:
                asked = self._with_absorbed(query.story)
                found = [entry for entry in found if not asked.isdisjoint(entry.subjects[0])]
        return found[: query.limit]

    def touching(self, stories: Collection[str], articles: Collection[str], after: int) -> Sequence[Entry]:
        """Entries above ``after`` that have one of these among their subjects, oldest first."""
        with self._lock:
            later = self._entries[after:]
        return [
            entry
            for entry in later
            if any(
                not of_entry.isdisjoint(asked)
                for of_entry, asked in zip(entry.subjects, (stories, articles), strict=True)
            )
        ]

    def words(self, entry_id: int) -> Sequence[Constraint]:
        """The constraints that an entry laid, oldest first, be they taken back or not."""
        with self._lock:
            return [word for word in self._said if word.entry == entry_id]

    def _with_absorbed(self, story_id: str) -> set[str]:
        """The story and all that were merged into it, at whatever remove."""
        absorbed: defaultdict[str, list[str]] = defaultdict(list)
        for story in self._stories.values():
            if story.successor is not None:
                absorbed[story.successor].append(story.id)
        found, ahead = {story_id}, [story_id]
        while ahead:
            fresh = [one for one in absorbed[ahead.pop()] if one not in found]
            found.update(fresh)
            ahead += fresh
        return found
