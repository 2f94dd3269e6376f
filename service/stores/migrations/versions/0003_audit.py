"""The audit trail, and which of its entries laid each constraint."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0004"
branch_labels = None
depends_on = None

# Spelled out here, not imported: this step must stay what it was when tables.py moves on.
KEY = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", COUNTER, primary_key=True, autoincrement=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("verb", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("undoes", COUNTER, sa.ForeignKey("audit.id")),
        sa.Column("undone_by", COUNTER, sa.ForeignKey("audit.id")),
        sa.Column("story_ids", sa.JSON, nullable=False),
        sa.Column("article_ids", sa.JSON, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
    )
    op.create_table(
        "audit_subjects",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("subject_id", KEY, primary_key=True),
        sa.Column("entry", COUNTER, sa.ForeignKey("audit.id"), primary_key=True, autoincrement=False),
    )
    op.add_column("constraints", sa.Column("entry", COUNTER))
    for column in ("entry", "first", "second"):
        op.create_index(f"constraints_by_{column}", "constraints", [column])
    op.create_index("stories_by_successor", "stories", ["successor"])
