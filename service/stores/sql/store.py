"""The store in a SQL database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from embeddings import EncoderIdentity
from service.events import LoggedEvent, Told
from service.model import Constraint, FiledArticle, Story, StoryFile, Vectors
from service.ports import Change, Found, Leases, News, Place, Reply, StoryQuery, StorySize, WindowRow
from service.stores import rules
from service.stores.database.access import Access, ManyProcesses, OneProcess
from service.stores.database.dialects import Engines, is_shared, listening
from service.stores.rows import (
    FILED,
    REPLACED,
    read_constraint,
    read_filed,
    read_vector,
)
from service.stores.single_process import SingleProcessLeases
from service.stores.sql import lookups, queries
from service.stores.sql.erasing import erase_withdrawn
from service.stores.sql.feedbook import SqlFeedBook
from service.stores.sql.leases import SqlLeases
from service.stores.sql.outbox import SqlOutbox
from service.stores.sql.rewritings import SqlRewritings
from service.stores.sql.spending import SqlSpending
from service.stores.sql.trail import SqlTrail, standing_words, words_about
from service.stores.sql.turns import read_news, read_place, write_turn
from service.stores.sql.writing import Bound, bound_encoder, write_change
from service.stores.tables import article_versions, articles, encoders, events, replies

_ROWS_AT_ONCE = 500


class SqlStore:
    """A :class:`~service.ports.Store` over a migrated database. Safe to call from several threads.

    Changes are written one after another; reads have connections of their own, each call one snapshot, and never wait
    for a write: see :mod:`service.stores.database.access`.
    """

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._access: Access = ManyProcesses(engines) if is_shared(engines) else OneProcess(engines)
        self.shared = self._access.shared
        self.outbox = SqlOutbox(self._access)
        self.trail = SqlTrail(self._access)
        self.feedbook = SqlFeedBook(self._access)
        self.spending = SqlSpending(self._access)
        self.rewritings = SqlRewritings(self._access)
        self.leases: Leases = SqlLeases(self._access) if self.shared else SingleProcessLeases()
        self._others = listening(engines) if self.shared else None
        self._bound: Bound | None = None
        self._last: Place | None = None
        """The end of what is written, where nobody else writes."""
        self.turn = self._access.turn
        self.snapshot = self._access.snapshot

    def commit(self, change: Change) -> Place:
        """Write ``change`` in one transaction; see :mod:`service.stores.rules` for what is refused."""
        with self._access.ending_turn() as connection:
            write_change(connection, change, self._encoder(connection))
            place = write_turn(connection, change)
            if self._others:
                self._others.tell(connection)
        self._last = None if self.shared else place
        return place

    def erase(self, before: datetime) -> Sequence[str]:
        """Erase the words of what was withdrawn by then; answers the stories concerned."""
        with self._access.shredding() as connection:
            return erase_withdrawn(connection, before)

    def place(self) -> Place:
        """Find the end of what is written."""
        with self._access.reading() as connection:
            return read_place(connection)

    def news(self, since: Place, most: int) -> News | None:
        """Read what was written since; None where that is more than ``most`` articles, or can no longer be told."""
        if since == self._last:
            return News(since)
        with self.snapshot(), self._access.reading() as connection:
            return read_news(connection, since, most)

    def await_others(self, seconds: float) -> bool:
        """Come back when another process has committed, or after that time; whether one may have."""
        return self._others.wait(seconds) if self._others else False

    def events(self, after: int, limit: int) -> Sequence[LoggedEvent]:
        """Events with a sequence above ``after``, oldest first, at most ``limit``."""
        with self._access.reading() as connection:
            return queries.logged(connection, after, limit)

    def newest_event(self) -> int:
        """Find the sequence of the last event written; 0 where there is none."""
        with self._access.reading() as connection:
            return connection.scalar(select(func.max(events.c.sequence))) or 0

    def told(self, article_ids: Sequence[str]) -> Mapping[str, Told]:
        """Find where in the log the articles are told of."""
        with self._access.reading() as connection:
            return queries.told(connection, article_ids)

    def place_at(self, moment: datetime) -> int:
        """Find the sequence behind which all events later than ``moment`` stand."""
        with self._access.reading() as connection:
            first_later = connection.scalar(queries.first_later(moment))
            newest = connection.scalar(select(func.max(events.c.sequence)))
        return (newest or 0) if first_later is None else first_later - 1

    def due(self, now: datetime, limit: int) -> Sequence[FiledArticle]:
        """Articles whose embargo has ended or that have expired, in order of arrival, at most ``limit``."""
        with self._access.reading() as connection:
            return queries.due(connection, now, limit)

    def next_due(self) -> datetime | None:
        """When the next article will be due, or was; None where none will."""
        with self._access.reading() as connection:
            return queries.next_due(connection)

    def successors(self, article_id: str) -> Sequence[FiledArticle]:
        """The articles that name this one as what they were made from, in order of arrival."""
        with self._access.reading() as connection:
            return lookups.successors(connection, article_id)

    def article(self, article_id: str) -> FiledArticle | None:
        """Look up the article as it now stands, withdrawn ones included."""
        with self._access.reading() as connection:
            return lookups.article(connection, article_id)

    def history(self, article_id: str) -> Sequence[FiledArticle]:
        """Every text ever filed under the id, oldest first, the present one last."""
        before = (
            select(*REPLACED).where(article_versions.c.id == article_id).order_by(article_versions.c.sequence)
        )
        now = select(*FILED).where(articles.c.id == article_id)
        with self._access.reading() as connection:
            return [read_filed(row) for part in (before, now) for row in connection.execute(part)]

    def story(self, story_id: str) -> Story | None:
        """Look up the header row of the story, whatever its state."""
        with self._access.reading() as connection:
            return lookups.story(connection, story_id)

    def look_up(self, article_ids: Collection[str], story_ids: Collection[str]) -> Found:
        """Many at once, in three statements."""
        with self._access.reading() as connection:
            return lookups.look_up(connection, article_ids, story_ids)

    def story_file(self, story_id: str) -> StoryFile | None:
        """Look up the story with all its articles, in order of arrival, whatever their state."""
        with self._access.reading() as connection:
            story = lookups.story(connection, story_id)
            return None if story is None else lookups.with_articles(connection, [story])[0]

    def find_stories(self, query: StoryQuery) -> Sequence[StoryFile]:
        """One page of stories, each with all its articles in order of arrival."""
        with self._access.reading() as connection:
            return queries.find_stories(connection, query)

    def size_stories(self, query: StoryQuery) -> Sequence[StorySize]:
        """The same page, by size alone: no article is read for it."""
        with self._access.reading() as connection:
            return [StorySize(*row) for row in connection.execute(queries.sizes(query))]

    def story_files(
        self, story_ids: Sequence[str], known: Mapping[str, StoryFile] | None = None
    ) -> Sequence[StoryFile]:
        """Those of the stories that are on file, in this order, each with all its articles in order of arrival."""
        with self._access.reading() as connection:
            return lookups.story_files(connection, story_ids, known or {})

    def stories_in(self, storyline_id: str) -> Sequence[Story]:
        """The header rows of the stories whose ``storyline_id`` is this, by id, whatever their state."""
        with self._access.reading() as connection:
            return lookups.stories_in(connection, storyline_id)

    def bind_encoder(self, identity: EncoderIdentity) -> EncoderIdentity:
        """Give the encoder that the stored vectors were made with: ``identity`` where there is none yet."""
        with self._access.ending_turn() as connection:
            if bound := self._encoder(connection):
                return bound[1]
            connection.execute(
                insert(encoders),
                {"name": identity.name, "digest": identity.digest, "dimension": identity.dimension},
            )
            return identity

    def _encoder(self, connection: Connection) -> Bound | None:
        self._bound = self._bound or bound_encoder(connection)
        return self._bound

    def clock(self) -> datetime | None:
        """Find the latest ``at`` of any article on file."""
        with self._access.reading() as connection:
            latest: datetime | None = connection.scalar(select(func.max(articles.c.at)))
        return latest

    def window_rows(self, since: datetime) -> Iterator[WindowRow]:
        """Articles not withdrawn whose ``at`` is ``since`` or later, in order of arrival.

        Read as they are asked for, from one snapshot; the vectors are read-only. Articles filed without
        vectors are left out.
        """
        streamed = {"yield_per": _ROWS_AT_ONCE}
        with self._access.reading() as connection:
            rows = connection.execute(queries.window(since), execution_options=streamed)
            for *filed, whole, lead, traces, storyline_id in rows:
                vectors = Vectors(read_vector(whole), read_vector(lead))
                yield WindowRow(read_filed(filed), vectors, storyline_id, traces)

    def constraints(self, about: Collection[str] | None = None) -> Sequence[Constraint]:
        """Every word an editor has said that still stands, or those about any of these articles, oldest first."""
        if about is None:
            return rules.standing(self.words())
        with self._access.reading() as connection:
            return rules.standing(words_about(connection, about))

    def words(self) -> Sequence[Constraint]:
        """Every word that was not taken back, those that a later one on the same pair replaces included."""
        with self._access.reading() as connection:
            return [read_constraint(row) for row in connection.execute(standing_words())]

    def recall(self, key: str) -> Reply | None:
        """Look up the answer kept under this idempotency key."""
        with self._access.reading() as connection:
            row = connection.execute(select(replies).where(replies.c.key == key)).first()
        return None if row is None else Reply(row.key, row.request_digest, row.status, row.body, row.at)

    def close(self) -> None:
        """Give back files and connections, after a write that is under way."""
        if self._others:
            self._others.close()
        self._access.close()
