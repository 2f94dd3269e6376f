"""What the core needs from outside, each protocol named for what its user wants.

Adapters live in :mod:`service.stores`; :mod:`embeddings` supplies the encoder.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from embeddings import EncoderIdentity
from service.audit import Entry, Trail
from service.events import Event, LoggedEvent, Told
from service.feedbook import FeedBook
from service.model import Constraint, FiledArticle, Story, StoryFile, Vectors
from service.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer kept under a client's ``Idempotency-Key``, so that a repeat gets the same one."""

    key: str
    request_digest: str
    status: int
    body: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Filing:
    """One article to write, with its vectors (None: withdrawn, the stored ones are deleted)."""

    filed: FiledArticle
    vectors: Vectors | None
    traces: bytes | None = None
    """What was read from the text for comparing it, to be kept as it is, beside the vectors and only as long as
    they are; for speed alone, since it can be read from the text again."""


@dataclass(frozen=True, slots=True)
class Change:
    """All that one request changes. It is written whole or not at all.

    ``filings`` insert or replace by article id; a replaced text is kept as history, and a new id gets the next
    arrival number. ``moves`` are ``(article_id, story_id)``. ``releases`` are articles that are concealed no more.
    ``stories`` insert or replace by story id. ``entries`` go into the audit trail, numbered on from its last; one that
    undoes another takes back the constraints that name the other.
    """

    filings: tuple[Filing, ...] = ()
    moves: tuple[tuple[str, str], ...] = ()
    stories: tuple[Story, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    events: tuple[Event, ...] = ()
    replies: tuple[Reply, ...] = ()
    releases: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Which stories, newest first by the time of their latest visible article (``shown_from``, ties by id).

    Only live stories with at least one article visible at ``now`` are found; ``since`` (inclusive) and ``until``
    (exclusive) bound the time of the latest visible article; ``text`` is looked for, case-insensitively, in titles
    and texts; ``after`` is the (latest time, story id) of the last story of the page before; ``storyline`` is the
    ``storyline_id`` that the stories have.
    """

    now: datetime
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    source: str | None = None
    language: str | None = None
    min_origins: int = 1
    limit: int = 50
    after: tuple[datetime, str] | None = None
    storyline: str | None = None
    recent: datetime | None = None
    """Beside which stories: from when on origins count as recent where stories are sized."""


@dataclass(frozen=True, slots=True)
class StorySize:
    """How large a story is and when it was told last, by its articles visible at the time of the query."""

    story_id: str
    storyline_id: str
    article_count: int
    origin_count: int
    recent_origins: int
    """Those that have reported at ``StoryQuery.recent`` or later; 0 where that is not asked."""
    latest_published_at: datetime


@dataclass(frozen=True, slots=True)
class WindowRow:
    """An article as the window needs it back after a restart."""

    filed: FiledArticle
    vectors: Vectors
    storyline_id: str
    """That of the article's story."""
    traces: bytes | None = None
    """As they were filed; None where there were none."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far somebody has followed what is written: the number of the last commit, and of the last word."""

    commit: int = 0
    word: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """What has been written since a place, as it now stands, so far as the window must know of it.

    ``filed`` are the articles that were filed with vectors, ``gone`` those that have none any more; ``moved`` are
    other articles that were put into a story: (article, story, storyline). ``linked`` are the storylines of the
    stories that were written; ``words`` were said and not taken back, oldest first; ``lifted`` are the entries of the
    audit trail that were undone.
    """

    place: Place
    """What is told of ends here."""
    filed: Sequence[WindowRow] = ()
    gone: Sequence[FiledArticle] = ()
    moved: Sequence[tuple[str, str, str]] = ()
    linked: Sequence[tuple[str, str]] = ()
    words: Sequence[Constraint] = ()
    lifted: Sequence[int] = ()


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

    def story_files(self, story_ids: Sequence[str]) -> Sequence[StoryFile]:
        """Those of the stories that are on file, in this order, as :meth:`story_file` gives them."""
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


class Store(Turns, Journal, Records, Calendar, Checkpoint, Ledger, Protocol):
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
