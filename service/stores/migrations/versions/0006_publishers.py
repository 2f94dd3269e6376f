"""Who published an article, beside its origin, so that the texts of one publisher count as one source."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

KEY = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
VISIBLE = ["withdrawn_at", "status", "embargoed_until", "expires_at"]
ARTICLES = sa.table("articles", sa.column("sequence"), sa.column("source"), sa.column("publisher"))
AT_ONCE = 5_000


def upgrade() -> None:
    op.add_column("articles", sa.Column("publisher", KEY))
    fill()
    op.drop_index("articles_by_story", "articles")
    op.create_index(
        "articles_by_story", "articles", ["story_id", "origin_id", "id", "at", *VISIBLE, "publisher"]
    )


def fill() -> None:
    """Name the publishers of what is on file, a portion at a time."""
    connection = op.get_bind()
    sequence, source = ARTICLES.c.sequence, ARTICLES.c.source
    behind = sa.select(sequence, source).where(source.is_not(None)).order_by(sequence).limit(AT_ONCE)
    put = sa.update(ARTICLES).where(sequence == sa.bindparam("place")).values(publisher=sa.bindparam("name"))
    last = 0
    while rows := connection.execute(behind.where(sequence > last)).all():
        last = rows[-1].sequence
        named = [{"place": row.sequence, "name": row.source.strip().casefold() or None} for row in rows]
        connection.execute(put, named)


def downgrade() -> None:
    op.drop_index("articles_by_story", "articles")
    op.create_index("articles_by_story", "articles", ["story_id", "at", *VISIBLE, "origin_id"])
    op.drop_column("articles", "publisher")
