"""What is handed to the stores and comes back from them: changes, queries, rows, places in the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.audit import Entry
from service.events import Event
from service.model import Constraint, FiledArticle, Story, Vectors


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer kept under a client's ``Idempotency-Key``, so that a repeat gets the same one."""

    key: str
    request_digest: str
    status: int
    body: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a language model has said of a story, as it said it: believed only as far as its sources bear it out."""

    story_id: str
    revision: int
    """Of the story, when it was asked for."""
    made_from: str
    """The digest of what the model was asked."""
    sentences: tuple[tuple[str, tuple[int, ...]], ...]
    """Each with the numbers of the sentences that it says it rests on; none where the model said nothing usable."""


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
    (exclusive) bound the time of the latest visible article; ``text`` is looked for case-insensitively: one report
    must have all of its words, and what it puts in quotation marks as it stands; ``after`` is the (latest time, story
    id) of the last story of the page before; ``storyline`` is the ``storyline_id`` that the stories have; ``language``
    means what :func:`service.text.languages.is_of` says; ``min_origins`` counts as
    :func:`service.briefings.origins.count_independent` does.
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
    """Beside which stories: from when on a text counts as recent where stories are sized."""


@dataclass(frozen=True, slots=True)
class StorySize:
    """How large a story is and when it was told last, by its articles visible at the time of the query."""

    story_id: str
    storyline_id: str
    article_count: int
    origin_count: int
    """Independent sources, as :func:`service.briefings.origins.count_independent` counts them."""
    recent_texts: int
    """Reports with a text of their own at ``StoryQuery.recent`` or later; 0 where that is not asked."""
    latest_published_at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What is on file of what was looked up, by id; what is not on file is left out."""

    articles: Mapping[str, FiledArticle]
    successors: Mapping[str, Sequence[FiledArticle]]
    """By the article that they name."""
    stories: Mapping[str, Story]


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
    other articles that were put into a story: (article, story, storyline). ``stories`` are those that were written,
    each with the ids of all its articles in order of arrival; ``words`` were said and not taken back, oldest first;
    ``lifted`` are the entries of the audit trail that were undone.
    """

    place: Place
    """What is told of ends here."""
    filed: Sequence[WindowRow] = ()
    gone: Sequence[FiledArticle] = ()
    moved: Sequence[tuple[str, str, str]] = ()
    stories: Sequence[tuple[Story, Sequence[str]]] = ()
    words: Sequence[Constraint] = ()
    lifted: Sequence[int] = ()
