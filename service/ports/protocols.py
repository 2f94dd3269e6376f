"""What a store does, each protocol named for what its user wants."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from embeddings import EncoderIdentity
from service.audit import Trail
from service.events import LoggedEvent, Told
from service.feedbook import FeedBook
from service.model import Constraint, FiledArticle, Story, StoryFile
from service.outbox import Outbox
from service.ports.values import Change, Found, News, Place, Reply, StoryQuery, StorySize, WindowRow


class Turns(Protocol):
    """How several processes work at one desk: deciding is one sequence, and each follows what the others wrote.

    Where there is only one process, a turn costs nothing.
    """

    @property
    def shared(self) -> bool:
        """Whether other processes may write as well."""
        ...

    def turn(self) -> AbstractContextManager[None]:
        """Nobody else commits until it ends, and this thread reads all that was committed. A commit ends it."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads of this thread see one state, whatever is committed meanwhile; nobody waits for it."""
        ...

    def place(self) -> Place:
        """The end of what is written."""
        ...

    def news(self, since: Place, most: int) -> News | None:
        """What was written since; None where that is more than so many articles, or can no longer be told."""
        ...

    def await_others(self, seconds: float) -> bool:
        """Come back when another process has committed, or after that time; whether one may have."""
        ...


class Leases(Protocol):
    """Who does what only one process may do at a time; what is not prolonged ends, also where its holder has died."""

    @property
    def shared(self) -> bool:
        """Whether there can be other processes."""
        ...

    def take(self, name: str, seconds: float) -> bool:
        """Take or prolong a lease; False where another process has it."""
        ...

    def give_back(self, name: str) -> None:
        """End a lease early, where this process has it."""
        ...


class Journal(Protocol):
    """Where changes are written, and the log of what happened is read."""

    def commit(self, change: Change) -> Place:
        """Write ``change`` in one transaction; when this returns, it survives a crash. Answers its place."""
        ...

    def events(self, after: int, limit: int) -> Sequence[LoggedEvent]:
        """Events with a sequence above ``after``, oldest first, at most ``limit``."""
        ...

    def newest_event(self) -> int:
        """The sequence of the last event written; 0 where there is none."""
        ...

    def told(self, article_ids: Sequence[str]) -> Mapping[str, Told]:
        """Where in the log the articles are told of, for those that are."""
        ...

    def place_at(self, moment: datetime) -> int:
        """The sequence behind which all events later than ``moment`` stand (0 for all events)."""
        ...


class Shredder(Protocol):
    """Where texts that nobody may read any more are erased for good."""

    def erase(self, before: datetime) -> Sequence[str]:
        """Erase title, text, address, byline and former versions of what was withdrawn by then, ids and dates stay.

        Answers the stories in which something was erased; those of which nothing is left to erase are not among them.
        """
        ...


class Archive(Protocol):
    """What is on file. Reads never write."""

    def article(self, article_id: str) -> FiledArticle | None:
        """The article as it now stands, withdrawn ones included."""
        ...

    def history(self, article_id: str) -> Sequence[FiledArticle]:
        """Every text ever filed under the id, oldest first, the present one last."""
        ...

    def successors(self, article_id: str) -> Sequence[FiledArticle]:
        """The articles that name this one as what they were made from (``evolved_from``), in order of arrival."""
        ...

    def story(self, story_id: str) -> Story | None:
        """The header row of a story, whatever its state."""
        ...

    def story_file(self, story_id: str) -> StoryFile | None:
        """The story with all its articles, in order of arrival, whatever their state."""
        ...

    def find_stories(self, query: StoryQuery) -> Sequence[StoryFile]:
        """One page of stories, each with all its articles in order of arrival."""
        ...

    def size_stories(self, query: StoryQuery) -> Sequence[StorySize]:
        """The same page, by size alone: no article is read for it."""
        ...

    def look_up(self, article_ids: Collection[str], story_ids: Collection[str]) -> Found:
        """Many at once: the articles, those that name them as what they were made from, and headers of stories."""
        ...

    def story_files(
        self, story_ids: Sequence[str], known: Mapping[str, StoryFile] | None = None
    ) -> Sequence[StoryFile]:
        """Those of the stories that are on file, in this order, as :meth:`story_file` gives them.

        One of the ``known``, by their ids, is given back where its header row is still the same: a story's revision
        grows with every change in its articles, so they are the same too, and are not read.
        """
        ...


class Storylines(Protocol):
    """Which stories are linked. Reads never write."""

    def stories_in(self, storyline_id: str) -> Sequence[Story]:
        """The header rows of the stories whose ``storyline_id`` is this, by id, whatever their state."""
        ...


class Calendar(Protocol):
    """What is to happen by itself."""

    def due(self, now: datetime, limit: int) -> Sequence[FiledArticle]:
        """Concealed articles whose embargo has ended at ``now``, and articles not withdrawn that have expired.

        In order of arrival, at most ``limit``.
        """
        ...

    def next_due(self) -> datetime | None:
        """When the next article will be due, or was; None where none will."""
        ...


class Records(Archive, Storylines, Protocol):
    """All that is on file about articles, stories and storylines."""

    @property
    def trail(self) -> Trail:
        """What was done by hand."""
        ...


class Checkpoint(Protocol):
    """What a start needs to carry on where the last process stopped."""

    def bind_encoder(self, identity: EncoderIdentity) -> EncoderIdentity:
        """The encoder that the stored vectors were made with; ``identity`` becomes it where there is none yet."""
        ...

    def clock(self) -> datetime | None:
        """The latest ``at`` of any article on file."""
        ...

    def window_rows(self, since: datetime) -> Iterator[WindowRow]:
        """Articles not withdrawn whose ``at`` is ``since`` or later, in order of arrival."""
        ...

    def constraints(self, about: Collection[str] | None = None) -> Sequence[Constraint]:
        """Every word an editor has said that still stands, or those about any of these articles, oldest first."""
        ...

    def words(self) -> Sequence[Constraint]:
        """Every word that was not taken back, those that a later one on the same pair replaces included."""
        ...


class Ledger(Protocol):
    """Answers already given."""

    def recall(self, key: str) -> Reply | None:
        """The answer kept under this idempotency key."""
        ...


class Store(Turns, Journal, Shredder, Records, Calendar, Checkpoint, Ledger, Protocol):
    """All of it, as one adapter provides it."""

    @property
    def leases(self) -> Leases:
        """Who does what only one process may do at a time."""
        ...

    @property
    def outbox(self) -> Outbox:
        """What is to be delivered to whom."""
        ...

    @property
    def feedbook(self) -> FeedBook:
        """What is remembered of the feeds that are polled."""
        ...

    def close(self) -> None:
        """Give back files and connections."""
        ...
