"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Spelled out here, not imported: this step must stay what it was when tables.py moves on.
KEY = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "stories",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("storyline_id", KEY, nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("successor", KEY, sa.ForeignKey("stories.id", deferrable=True, initially="DEFERRED")),
        sa.Column("pinned", KEY),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("linking", sa.JSON),
        sa.Column("announced", sa.Boolean, nullable=False),
        sa.Column("representative", KEY),
        sa.Column("changed_at", TIME),
    )
    op.create_index("stories_by_storyline", "stories", ["storyline_id"])
    create_articles()
    create_vectors()
    create_logs()
    create_outbox()


def create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("sequence", COUNTER, primary_key=True),
        sa.Column("id", KEY, nullable=False, unique=True),
        *filed_columns(),
        sa.Column("search_text", sa.Text, nullable=False),
    )
    visible = ["withdrawn_at", "status", "embargoed_until", "expires_at"]
    op.create_index("articles_by_story", "articles", ["story_id", "at", *visible, "origin_id"])
    op.create_index("articles_by_at", "articles", ["at", *visible, "story_id"])
    op.create_index("articles_by_predecessor", "articles", ["evolved_from"])
    op.create_index("articles_by_embargo", "articles", ["concealed", "embargoed_until"])
    op.create_index("articles_by_expiry", "articles", ["expires_at"])
    op.create_table(
        "article_versions",
        sa.Column("sequence", COUNTER, primary_key=True),
        sa.Column("id", KEY, sa.ForeignKey("articles.id"), nullable=False),
        *filed_columns(),
    )
    op.create_index("article_versions_by_id", "article_versions", ["id"])


def filed_columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("story_id", KEY, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("relation", sa.String, nullable=False),
        sa.Column("probability", sa.Float, nullable=False),
        sa.Column("duplicate_of", KEY),
        sa.Column("origin_id", KEY, nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("withdrawn_at", TIME),
        sa.Column("withdrawn_reason", sa.Text),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("embargoed_until", TIME),
        sa.Column("expires_at", TIME),
        sa.Column("concealed", sa.Boolean, nullable=False),
        sa.Column("revised_at", TIME),
        sa.Column("published_at", TIME),
        sa.Column("url", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("version", sa.Text),
        sa.Column("evolved_from", KEY),
        sa.Column("byline", sa.Text),
        sa.Column("receipt", sa.JSON, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )


def create_vectors() -> None:
    op.create_table(
        "encoders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("dimension", sa.Integer, nullable=False),
    )
    op.create_table(
        "vectors",
        sa.Column("article_id", KEY, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("encoder_id", sa.Integer, sa.ForeignKey("encoders.id"), nullable=False),
        sa.Column("whole", sa.LargeBinary, nullable=False),
        sa.Column("lead", sa.LargeBinary, nullable=False),
        sa.Column("traces", sa.LargeBinary),
    )


def create_logs() -> None:
    op.create_table(
        "constraints",
        sa.Column("sequence", COUNTER, primary_key=True),
        sa.Column("link", sa.String, nullable=False),
        sa.Column("first", KEY, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("second", KEY, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("reason", sa.Text),
    )
    op.create_table(
        "events",
        sa.Column("sequence", COUNTER, primary_key=True),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("story_id", KEY, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("article_id", KEY),
        sa.Column("data", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "replies",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("request_digest", sa.String, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_index("replies_by_at", "replies", ["at"])


def create_outbox() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("secrets", sa.JSON, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("cursor", COUNTER, nullable=False),
        sa.Column("types", sa.JSON, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("resting_until", TIME),
        sa.Column("disabled_at", TIME),
        sa.Column("disabled_reason", sa.Text),
    )
    op.create_table(
        "deliveries",
        sa.Column("webhook_id", KEY, sa.ForeignKey("webhooks.id"), primary_key=True),
        sa.Column("event", COUNTER, sa.ForeignKey("events.sequence"), primary_key=True, autoincrement=False),
        sa.Column("story_id", KEY, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", TIME),
        sa.Column("attempted_at", TIME),
        sa.Column("status", sa.Integer),
        sa.Column("reason", sa.Text),
    )
    by_webhook = ["webhook_id", "state", "event", "due_at"]
    op.create_index("deliveries_by_state", "deliveries", by_webhook)
    op.create_index("deliveries_by_story", "deliveries", ["webhook_id", "story_id", *by_webhook[1:]])
