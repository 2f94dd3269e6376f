"""What a language model has said, in a SQL database: one row a story, gone with the revision it was made of.

A row is written in a turn, when nobody else commits: so either it is there when a commit looks for what it takes away,
or the story has its new revision already, and the row is not written.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import BindParameter, Connection, bindparam, delete, exists, select

from service.model import StoryState
from service.ports import Rewriting
from service.stores.database.access import Access
from service.stores.database.dialects import portions, replacing
from service.stores.tables import stories
from service.stores.tables.rewritings import rewritings

_NAMED: BindParameter[str] = bindparam("keys", expanding=True)
_LIVE = stories.c.state == StoryState.LIVE.value
_STANDS = select(stories.c.id).where(
    stories.c.id == bindparam("name"), stories.c.revision == bindparam("its"), _LIVE
)
_FOUND = select(rewritings).where(rewritings.c.story_id.in_(_NAMED))
_PUT = replacing(rewritings)
_CLEARED = delete(rewritings).where(
    rewritings.c.story_id.in_(_NAMED),
    ~exists().where(
        stories.c.id == rewritings.c.story_id, stories.c.revision == rewritings.c.revision, _LIVE
    ),
)


class SqlRewritings:
    """A :class:`~service.ports.Rewritings`. Safe to call from several threads."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def find(self, story_ids: Collection[str]) -> Mapping[str, Rewriting]:
        """Look up those of these stories."""
        with self._access.reading() as connection:
            rows = [row for some in portions(story_ids) for row in connection.execute(_FOUND, {"keys": some})]
        return {
            row.story_id: Rewriting(
                row.story_id,
                row.revision,
                row.made_from,
                tuple((text, tuple(numbers)) for text, numbers in row.sentences),
            )
            for row in rows
        }

    def keep(self, rewriting: Rewriting) -> bool:
        """Keep it, unless its story has another revision by now, or has ended."""
        values = {
            "story_id": rewriting.story_id,
            "revision": rewriting.revision,
            "made_from": rewriting.made_from,
            "sentences": rewriting.sentences,
        }
        story = {"name": rewriting.story_id, "its": rewriting.revision}
        with self._access.ending_turn() as connection:
            stands = connection.scalar(_STANDS, story) is not None
            if stands:
                connection.execute(_PUT[connection.dialect.name], values)
        return stands


def clear_rewritings(connection: Connection, story_ids: Collection[str]) -> None:
    """Delete those of these stories that have another revision by now, or have ended; in the caller's transaction."""
    for some in portions(story_ids):
        connection.execute(_CLEARED, {"keys": some})
