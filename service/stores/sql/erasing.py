"""Erasing the words of what was withdrawn: title, text, address, byline, and all former versions.

In a SQLite file they are overwritten with zeros, and leave its write-ahead log as soon as nobody reads an older state.
PostgreSQL keeps what was updated until it vacuums. Backups are for whoever makes them.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from service.model import ERASED
from service.stores.database.dialects import portions
from service.stores.tables import article_versions, articles

_WORDLESS = {"title": ERASED, "text": "", "search_text": "", "url": None, "byline": None}


def erase_withdrawn(connection: Connection, before: datetime) -> Sequence[str]:
    """Erase, inside a transaction that the caller holds; answers the stories concerned."""
    words = or_(articles.c.title != ERASED, articles.c.text != "")
    found = connection.execute(
        select(articles.c.id, articles.c.story_id).where(articles.c.withdrawn_at <= before, words)
    ).all()
    for some in portions([row.id for row in found]):
        connection.execute(delete(article_versions).where(article_versions.c.id.in_(some)))
        connection.execute(update(articles).where(articles.c.id.in_(some)).values(_WORDLESS))
    return list(dict.fromkeys(row.story_id for row in found))
