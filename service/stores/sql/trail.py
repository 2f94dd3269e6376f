"""The audit trail in a SQL database: reads of its own, and what a change writes into it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, insert, or_, select, update

from service.audit import Entry, TrailQuery
from service.model import Constraint
from service.ports import Change
from service.stores import rules
from service.stores.database.access import Access
from service.stores.database.dialects import portions
from service.stores.rows import read_constraint
from service.stores.rows.trail import ARTICLE, STORY, entry_values, read_entry, subject_values
from service.stores.tables import constraints, stories
from service.stores.tables.trail import audit, audit_subjects


class SqlTrail:
    """A :class:`~service.audit.Trail`. Safe to call from several threads."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def newest(self) -> int:
        """Find the id of the last entry; 0 where there is none."""
        with self._access.reading() as connection:
            return _newest(connection)

    def entry(self, entry_id: int) -> Entry | None:
        """Look up the entry as it now stands."""
        found = self._read(select(audit).where(audit.c.id == entry_id))
        return found[0] if found else None

    def find(self, query: TrailQuery) -> Sequence[Entry]:
        """One page of entries, newest first."""
        return self._read(page(query))

    def touching(self, stories: Collection[str], articles: Collection[str], after: int) -> Sequence[Entry]:
        """Entries above ``after`` that have one of these among their subjects, oldest first."""
        found: dict[int, Entry] = {}
        for kind, names in ((STORY, stories), (ARTICLE, articles)):
            for some in portions(names):
                statement = select(audit).where(audit.c.id > after, audit.c.id.in_(_named(kind, some)))
                found |= {entry.id: entry for entry in self._read(statement)}
        return [found[entry_id] for entry_id in sorted(found)]

    def words(self, entry_id: int) -> Sequence[Constraint]:
        """The constraints that an entry laid, oldest first, be they taken back or not."""
        laid = select(constraints).where(constraints.c.entry == entry_id).order_by(constraints.c.sequence)
        with self._access.reading() as connection:
            return [read_constraint(row) for row in connection.execute(laid)]

    def _read(self, statement: Select[Any]) -> list[Entry]:
        with self._access.reading() as connection:
            return [read_entry(row) for row in connection.execute(statement)]


def page(query: TrailQuery) -> Select[Any]:
    """Select the rows of one page, in order."""
    statement = select(audit).where(audit.c.id > query.after).order_by(audit.c.id.desc()).limit(query.limit)
    if query.before is not None:
        statement = statement.where(audit.c.id < query.before)
    if query.story is not None:
        statement = statement.where(audit.c.id.in_(_of_story(query.story)))
    return statement


def standing_words() -> Select[Any]:
    """Select the constraints that were not taken back, oldest first."""
    undone = select(audit.c.id).where(audit.c.undone_by.is_not(None))
    stands = or_(constraints.c.entry.is_(None), constraints.c.entry.not_in(undone))
    return select(constraints).where(stands).order_by(constraints.c.sequence)


def words_about(connection: Connection, article_ids: Collection[str]) -> list[Constraint]:
    """Read the constraints on any of these articles that were not taken back, oldest first."""
    found: dict[int, Constraint] = {}
    for some in portions(article_ids):
        for side in (constraints.c.first, constraints.c.second):
            rows = connection.execute(standing_words().where(side.in_(some)))
            found |= {row.sequence: read_constraint(row) for row in rows}
    return [found[sequence] for sequence in sorted(found)]


def check_entries(connection: Connection, change: Change) -> None:
    """Refuse a change whose entries do not go on from the trail. Raises Conflict."""
    if not change.entries and not any(word.entry for word in change.constraints):
        return
    undone = [entry.undoes for entry in change.entries if entry.undoes is not None]
    rows = connection.execute(select(audit).where(audit.c.id.in_(undone))) if undone else ()
    on_file = {row.id: read_entry(row) for row in rows}
    rules.check_entries(change, _newest(connection), on_file)


def write_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    """Add entries to the trail, and note on those that they take back by which they were."""
    if not entries:
        return
    connection.execute(insert(audit), [entry_values(entry) for entry in entries])
    if subjects := [values for entry in entries for values in subject_values(entry)]:
        connection.execute(insert(audit_subjects), subjects)
    marks = [{"undone": entry.undoes, "undoer": entry.id} for entry in entries if entry.undoes is not None]
    if marks:
        mark = update(audit).where(audit.c.id == bindparam("undone")).values(undone_by=bindparam("undoer"))
        connection.execute(mark, marks)


def _newest(connection: Connection) -> int:
    return connection.scalar(select(func.max(audit.c.id))) or 0


def _named(kind: str, names: Collection[str]) -> Select[Any]:
    return select(audit_subjects.c.entry).where(_is(kind), audit_subjects.c.subject_id.in_(names))


def _of_story(story_id: str) -> Select[Any]:
    """Select the entries about a story, and about all that were merged into it, at whatever remove."""
    one = select(stories.c.id).where(stories.c.id == story_id).cte("one_story", recursive=True)
    every = one.union(select(stories.c.id).where(stories.c.successor == one.c.id))
    about = and_(_is(STORY), audit_subjects.c.subject_id.in_(select(every.c.id)))
    return select(audit_subjects.c.entry).where(about)


def _is(kind: str) -> ColumnElement[bool]:
    return audit_subjects.c.kind == kind
