"""What a language model has cost, by day, so that a restart goes on counting and all processes count together."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "spending",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("tokens", COUNTER, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("spending")
