"""When an article was told of, and what was told from when on, without reading the whole log."""

from alembic import op

revision = "0004"
down_revision = "0001"


def upgrade() -> None:
    op.create_index("events_by_article", "events", ["article_id", "type", "sequence"])
    op.create_index("events_by_at", "events", ["at"])


def downgrade() -> None:
    op.drop_index("events_by_at", "events")
    op.drop_index("events_by_article", "events")
