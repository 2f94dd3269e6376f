"""What the core needs from a store: one protocol for each kind of user, named for what that user wants."""

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
from service.ports.language_model import Rewritings, Spending
from service.ports.values import Change, Found, News, Place, Reply, StoryQuery, StorySize, WindowRow


class Turns(Protocol):
    """How several processes work at one desk: deciding is one sequence, and each follows what the others wrote.

    Where there is only one process, a turn costs nothing.
    """

    @property
    def shared(self) -> bool:
        """Whether other processes may write too."""
        ...

    def turn(self) -> AbstractContextManager[None]:
        """Until it ends, nobody else commits, and this thread reads everything committed. A commit ends it."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads of this thread see one state, whatever is committed meanwhile; it makes nobody wait."""
        ...

    def place(self) -> Place:
        """The place behind everything written so far."""
        ...

    def news(self, since: Place, most: int) -> News | None:
        """What was written since; None if that is more than so many articles, or no longer known."""
        ...

    def await_others(self, seconds: float) -> bool:
        """Wait until another process has committed, or that long; whether one may have."""
        ...


class Leases(Protocol):
    """Who may do what only one process at a time may do. A lease that is not renewed ends, even if its holder died."""

    @property
    def shared(self) -> bool:
        """Whether there can be other processes."""
        ...

    def take(self, name: str, seconds: float) -> bool:
        """Take or renew a lease; False if another process holds it."""
        ...

    def give_back(self, name: str) -> None:
        """End a lease early, if this process holds it."""
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
        """The sequence of the last event written; 0 if there is none."""
        ...

    def told(self, article_ids: Sequence[str]) -> Mapping[str, Told]:
        """Where in the log each article is announced, for those that are."""
        ...

    def place_at(self, moment: datetime) -> int:
        """The sequence after which all events are later than ``moment`` (0 for all events)."""
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
        """The articles that name this one in ``evolved_from``, in order of arrival."""
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
        """The same page, as sizes alone: no article is read for it."""
        ...

    def look_up(self, article_ids: Collection[str], story_ids: Collection[str]) -> Found:
        """Many at once: the articles, those that name them in ``evolved_from``, and header rows of stories."""
        ...

    def story_files(
        self, story_ids: Sequence[str], known: Mapping[str, StoryFile] | None = None
    ) -> Sequence[StoryFile]:
        """The stories that are on file, in this order, as :meth:`story_file` gives them.

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
    """What will happen by itself."""

    def due(self, now: datetime, limit: int) -> Sequence[FiledArticle]:
        """Concealed articles whose embargo has ended at ``now``, and articles not withdrawn that have expired.

        In order of arrival, at most ``limit``.
        """
        ...

    def next_due(self) -> datetime | None:
        """When the next article will be due, or was; None if none will."""
        ...


class Records(Archive, Storylines, Protocol):
    """Everything on file about articles, stories and storylines."""

    @property
    def trail(self) -> Trail:
        """What was done by hand."""
        ...


class Checkpoint(Protocol):
    """What a process needs at its start to carry on where the last one stopped."""

    def bind_encoder(self, identity: EncoderIdentity) -> EncoderIdentity:
        """The encoder that made the stored vectors; ``identity``, if there is none yet."""
        ...

    def clock(self) -> datetime | None:
        """The latest ``at`` of any article on file."""
        ...

    def window_rows(self, since: datetime) -> Iterator[WindowRow]:
        """Articles not withdrawn whose ``at`` is ``since`` or later, in order of arrival."""
        ...

    def constraints(self, about: Collection[str] | None = None) -> Sequence[Constraint]:
        """Every constraint still in force, or those on any of these articles, oldest first."""
        ...

    def words(self) -> Sequence[Constraint]:
        """Every constraint not undone, including those replaced by a later one on the same pair."""
        ...


class Ledger(Protocol):
    """Answers already given."""

    def recall(self, key: str) -> Reply | None:
        """The answer kept under this idempotency key."""
        ...


class Store(Turns, Journal, Shredder, Records, Calendar, Checkpoint, Ledger, Protocol):
    """All of it, as an adapter provides it."""

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
        """What is remembered of polled feeds."""
        ...

    @property
    def spending(self) -> Spending:
        """What a language model has cost."""
        ...

    @property
    def rewritings(self) -> Rewritings:
        """What a language model has said."""
        ...

    def close(self) -> None:
        """Give back files and connections."""
        ...
