"""The tables, and the column types that mean the same on SQLite and PostgreSQL."""

from service.stores.tables.desk import (
    article_versions,
    articles,
    constraints,
    encoders,
    events,
    metadata,
    replies,
    stories,
    vectors,
)

__all__ = [
    "article_versions",
    "articles",
    "constraints",
    "encoders",
    "events",
    "metadata",
    "replies",
    "stories",
    "vectors",
]
