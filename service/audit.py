"""What was done by hand, by whom and why, and what is needed to take it back.

An entry is written in the same transaction as the change that it tells of. It holds ids only, never text: what is
withdrawn later must not live on here. Nothing in an entry ever changes but ``undone_by``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from service.model import Constraint


class Verb(StrEnum):
    """What can be done by hand."""

    MERGE = "merge"
    SPLIT = "split"
    REPRESENTATIVE = "representative"
    WITHDRAW = "withdraw"
    UNDO = "undo"


class Actor(StrEnum):
    """Whose order it was."""

    EDITOR = "editor"
    PROVIDER = "provider"
    """A kill that came with the article, or the end of its licence."""


class Shift(StrEnum):
    """How articles went over from one story to another."""

    JOINED = "joined"
    """``other_id`` was folded into ``story_id``."""
    PARTED = "parted"
    """``other_id`` was taken out of ``story_id``."""


@dataclass(frozen=True, slots=True)
class Step:
    """Articles that went over from one story to another, tombstones included."""

    shift: Shift
    story_id: str
    """The story that keeps, or kept, its id."""
    other_id: str
    article_ids: tuple[str, ...]

    @property
    def target(self) -> str:
        """The story that the articles went to."""
        return self.story_id if self.shift is Shift.JOINED else self.other_id


@dataclass(frozen=True, slots=True)
class Pinning:
    """The article chosen as a story's representative, before and after; None lets the rule choose."""

    story_id: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Relinking:
    """The storyline that a story lies in, before and after."""

    story_id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Record:
    """What an entry changed, in order: all that is needed to take it back beside the constraints that name it."""

    steps: tuple[Step, ...] = ()
    pins: tuple[Pinning, ...] = ()
    links: tuple[Relinking, ...] = ()
    staying: tuple[str, ...] = ()
    """The articles of the story into which others were folded, before they were."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done by hand."""

    id: int
    """Its place in the trail, from 1, without gaps."""
    at: datetime
    verb: Verb
    story_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    """The articles concerned, but for those that nobody may know of yet."""
    actor: Actor = Actor.EDITOR
    by: str | None = None
    reason: str | None = None
    undoes: int | None = None
    """The entry that this one takes back."""
    record: Record = Record()
    undone_by: int | None = None
    """The entry that has taken this one back; it is never taken back twice."""

    @property
    def subjects(self) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of the stories and of the articles that it touched, those not to be known of included."""
        steps = self.record.steps
        return (
            frozenset(self.story_ids).union(*({step.story_id, step.other_id} for step in steps)),
            frozenset(self.article_ids).union(*(step.article_ids for step in steps)),
        )


@dataclass(frozen=True, slots=True)
class TrailQuery:
    """Which entries, newest first.

    ``after`` and ``before`` bound the id, both exclusive; ``story`` is named by the entry, or had been merged into
    by a story that is.
    """

    limit: int = 50
    after: int = 0
    before: int | None = None
    story: str | None = None


class Trail(Protocol):
    """The entries on file. Reads never write; entries are written by :meth:`service.ports.Journal.commit`."""

    def newest(self) -> int:
        """The id of the last entry; 0 where there is none."""
        ...

    def entry(self, entry_id: int) -> Entry | None:
        """The entry as it now stands."""
        ...

    def find(self, query: TrailQuery) -> Sequence[Entry]:
        """One page of entries, newest first."""
        ...

    def touching(self, stories: Collection[str], articles: Collection[str], after: int) -> Sequence[Entry]:
        """Entries above ``after`` that have one of these among their subjects, oldest first."""
        ...

    def words(self, entry_id: int) -> Sequence[Constraint]:
        """The constraints that an entry laid, oldest first, be they taken back or not."""
        ...
