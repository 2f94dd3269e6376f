"""What each commit tells the windows of other processes, and how they read it."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import BindParameter, Connection, Integer, bindparam, delete, func, insert, select

from service.model import Constraint, FiledArticle, Vectors
from service.ports import Change, News, Place, WindowRow
from service.stores import rules
from service.stores.database.dialects import portions
from service.stores.rows import FILED, read_constraint, read_filed, read_vector
from service.stores.sql import lookups
from service.stores.sql.trail import standing_words
from service.stores.tables import articles, constraints, stories, vectors
from service.stores.tables.turns import turns

KEPT = 10_000
"""Commits that can be told of: whoever is further behind begins anew."""
_TIDY_EVERY = 100
_LAST_WORD = select(func.coalesce(func.max(constraints.c.sequence), 0)).scalar_subquery()
_TOLD = {name: bindparam(name, type_=turns.c[name].type) for name in ("filed", "moved", "stories", "lifted")}
_WRITTEN = insert(turns).values(word=_LAST_WORD, **_TOLD).returning(turns.c.number, turns.c.word)
_LAST = select(turns.c.number, turns.c.word).order_by(turns.c.number.desc()).limit(1)
_SINCE = (
    select(turns)
    .where(turns.c.number >= bindparam("since"))
    .order_by(turns.c.number)
    .limit(bindparam("most", type_=Integer()))
)

_MANY: BindParameter[str] = bindparam("keys", expanding=True)
_FILED = (
    select(*FILED, vectors.c.whole, vectors.c.lead, vectors.c.traces, stories.c.storyline_id)
    .join(stories, stories.c.id == articles.c.story_id)
    .outerjoin(vectors, vectors.c.article_id == articles.c.id)
    .where(articles.c.id.in_(_MANY))
    .order_by(articles.c.sequence)
)
_MOVED = (
    select(articles.c.id, articles.c.story_id, stories.c.storyline_id)
    .join(stories, stories.c.id == articles.c.story_id)
    .where(articles.c.id.in_(_MANY))
)


def write_turn(connection: Connection, change: Change) -> Place:
    """Write down what a change has written, behind all else that it writes."""
    names = rules.changed_ids(change)
    told = {
        "filed": names.filed,
        "moved": names.moved,
        "stories": names.stories,
        "lifted": names.lifted,
    }
    row = connection.execute(_WRITTEN, told).one()
    if row.number % _TIDY_EVERY == 0:
        connection.execute(delete(turns).where(turns.c.number <= row.number - KEPT))
    return Place(row.number, row.word)


def read_place(connection: Connection) -> Place:
    """Find the end of what is written."""
    last = connection.execute(_LAST).first()
    return Place() if last is None else Place(last.number, last.word)


def read_news(connection: Connection, since: Place, most: int) -> News | None:
    """Read what was written since, as it now stands; None where that is too much, or the place is not known."""
    found = connection.execute(_SINCE, {"since": since.commit, "most": KEPT + 1}).all()
    if since.commit:
        # One that is not there was cleared away, or never was: the database is an older copy of itself.
        if not found or found[0].number != since.commit:
            return None
        found = found[1:]
    if not found:
        return News(since)
    filed, moved = _union(row.filed for row in found), _union(row.moved for row in found)
    if len(filed) + len(moved) > most or len(found) > KEPT:
        return None
    rows = [*_rows(connection, filed)]
    place = Place(found[-1].number, found[-1].word)
    return News(
        place,
        [WindowRow(one, its, line, traces) for one, its, line, traces in rows if its is not None],
        [one for one, its, _, _ in rows if its is None],
        _moved(connection, moved.keys() - filed.keys()),
        lookups.with_article_ids(connection, _union(row.stories for row in found)),
        _words(connection, since.word) if place.word > since.word else (),
        [entry for row in found for entry in row.lifted],
    )


def _union(lists: Iterable[Sequence[str]]) -> dict[str, None]:
    return {name: None for names in lists for name in names}


def _rows(
    connection: Connection, names: Collection[str]
) -> Iterator[tuple[FiledArticle, Vectors | None, str, bytes | None]]:
    for some in portions(names):
        for *filed, whole, lead, traces, storyline_id in connection.execute(_FILED, {"keys": some}):
            its = None if whole is None else Vectors(read_vector(whole), read_vector(lead))
            yield read_filed(filed), its, storyline_id, traces


def _moved(connection: Connection, names: Collection[str]) -> list[tuple[str, str, str]]:
    return [
        (name, story_id, line)
        for some in portions(names)
        for name, story_id, line in connection.execute(_MOVED, {"keys": some})
    ]


def _words(connection: Connection, since: int) -> list[Constraint]:
    later = standing_words().where(constraints.c.sequence > since)
    return [read_constraint(row) for row in connection.execute(later)]
