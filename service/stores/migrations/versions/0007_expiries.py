"""Which licences are yet to end: those that have ended, and the reports that have none, are not looked at for it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

YET_TO_END = sa.text("withdrawn_at IS NULL AND expires_at IS NOT NULL")


def upgrade() -> None:
    op.drop_index("articles_by_expiry", "articles")
    op.create_index(
        "articles_by_expiry",
        "articles",
        ["expires_at"],
        sqlite_where=YET_TO_END,
        postgresql_where=YET_TO_END,
    )


def downgrade() -> None:
    op.drop_index("articles_by_expiry", "articles")
    op.create_index("articles_by_expiry", "articles", ["expires_at"])
