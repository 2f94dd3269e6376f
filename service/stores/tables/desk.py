"""Articles, stories, decisions and events. A change here needs a migration beside it; a test compares the two.

``articles`` holds what now stands, ``article_versions`` what was replaced, in the same columns. Short columns
come first, receipts and texts last, so that SQLite finds what it filters by without reading those. ``events``
is the outbox.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from service.stores.tables.columns import Counter, Key, UtcDateTime

metadata = MetaData()

_VISIBLE = ("withdrawn_at", "status", "embargoed_until", "expires_at")
"""The columns that tell whether an article may be shown."""
_YET_TO_END = text("withdrawn_at IS NULL AND expires_at IS NOT NULL")


def _filed_columns() -> tuple[Column[object], ...]:
    """Spell out the fields of a ``FiledArticle``, in the order in which ``rows.read_filed`` takes them."""
    return (
        Column("story_id", Key, ForeignKey("stories.id"), nullable=False),
        Column("relation", String, nullable=False),
        Column("probability", Float, nullable=False),
        Column("duplicate_of", Key),
        Column("origin_id", Key, nullable=False),
        Column("received_at", UtcDateTime, nullable=False),
        Column("at", UtcDateTime, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("withdrawn_at", UtcDateTime),
        Column("withdrawn_reason", Text),
        Column("status", String, nullable=False),
        Column("embargoed_until", UtcDateTime),
        Column("expires_at", UtcDateTime),
        Column("concealed", Boolean, nullable=False),
        Column("revised_at", UtcDateTime),
        Column("published_at", UtcDateTime),
        Column("url", Text),
        Column("source", Text),
        Column("language", Text),
        Column("version", Text),
        Column("evolved_from", Key),
        Column("byline", Text),
        Column("receipt", JSON, nullable=False),
        Column("title", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("told_from", Integer),
        Column("told_to", Integer),
    )


stories = Table(
    "stories",
    metadata,
    Column("id", Key, primary_key=True),
    # That of the story it began with; a storyline has no row of its own.
    Column("storyline_id", Key, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    # Deferred: a merge may write the story and its successor in either order.
    Column("successor", Key, ForeignKey("stories.id", deferrable=True, initially="DEFERRED")),
    Column("pinned", Key),
    Column("revision", Integer, nullable=False),
    Column("linking", JSON(none_as_null=True)),
    Column("announced", Boolean, nullable=False),
    Column("representative", Key),
    Column("changed_at", UtcDateTime),
    Index("stories_by_storyline", "storyline_id"),
    Index("stories_by_successor", "successor"),
)

articles = Table(
    "articles",
    metadata,
    Column("sequence", Counter, primary_key=True),
    Column("id", Key, nullable=False, unique=True),
    *_filed_columns(),
    # Derived: title and text as ``service.stores.search`` folds them.
    Column("search_text", Text, nullable=False),
    # Derived: the source as such names are compared; NULL where none is named.
    Column("publisher", Key),
    # Covers all that a list of stories asks of an article, but its source as it is written, language and words.
    Index("articles_by_story", "story_id", "origin_id", "id", "at", *_VISIBLE, "publisher"),
    # Covers what is visible since a given time, and what the window reads at a start.
    Index("articles_by_at", "at", *_VISIBLE, "story_id"),
    Index("articles_by_predecessor", "evolved_from"),
    Index("articles_by_embargo", "concealed", "embargoed_until"),
    # Those whose licence is yet to end: asked for every second.
    Index("articles_by_expiry", "expires_at", sqlite_where=_YET_TO_END, postgresql_where=_YET_TO_END),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("sequence", Counter, primary_key=True),
    Column("id", Key, ForeignKey("articles.id"), nullable=False),
    *_filed_columns(),
    Index("article_versions_by_id", "id"),
)

encoders = Table(
    "encoders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", String, nullable=False),
    Column("dimension", Integer, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("article_id", Key, ForeignKey("articles.id"), primary_key=True),
    Column("encoder_id", Integer, ForeignKey("encoders.id"), nullable=False),
    # Little-endian float32, ``encoders.dimension`` of them.
    Column("whole", LargeBinary, nullable=False),
    Column("lead", LargeBinary, nullable=False),
    # What was read from the text for comparing it; can be read from there again.
    Column("traces", LargeBinary),
)

constraints = Table(
    "constraints",
    metadata,
    Column("sequence", Counter, primary_key=True),
    Column("link", String, nullable=False),
    Column("first", Key, ForeignKey("articles.id"), nullable=False),
    Column("second", Key, ForeignKey("articles.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text),
    Column("reason", Text),
    # That of the audit trail which laid it; once that is undone, the word stands no more.
    Column("entry", Counter),
    Index("constraints_by_entry", "entry"),
    Index("constraints_by_first", "first"),
    Index("constraints_by_second", "second"),
)

events = Table(
    "events",
    metadata,
    Column("sequence", Counter, primary_key=True),
    Column("type", String, nullable=False),
    Column("story_id", Key, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("article_id", Key),
    Column("data", JSON, nullable=False),
    # Covers when an article was told of.
    Index("events_by_article", "article_id", "type", "sequence"),
    Index("events_by_at", "at"),
    # A place in the log is never given twice, even after old events have been cleared away.
    sqlite_autoincrement=True,
)

replies = Table(
    "replies",
    metadata,
    Column("key", Text, primary_key=True),
    Column("request_digest", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("replies_by_at", "at"),
)
