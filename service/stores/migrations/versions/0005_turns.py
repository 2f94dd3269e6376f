"""What each commit wrote, for the windows of other processes, and who does what only one process may do."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

KEY = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "turns",
        sa.Column("number", COUNTER, primary_key=True),
        sa.Column("filed", sa.JSON, nullable=False),
        sa.Column("moved", sa.JSON, nullable=False),
        sa.Column("stories", sa.JSON, nullable=False),
        sa.Column("lifted", sa.JSON, nullable=False),
        sa.Column("word", COUNTER, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "leases",
        sa.Column("name", KEY, primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("until", TIME, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("leases")
    op.drop_table("turns")
