"""What a language model has said of a story, so that only one of several processes pays for it, and no restart does."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"

KEY = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "rewritings",
        sa.Column("story_id", KEY, sa.ForeignKey("stories.id"), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("made_from", sa.String, nullable=False),
        sa.Column("sentences", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("rewritings")
