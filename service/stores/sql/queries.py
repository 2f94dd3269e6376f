"""The reading statements that are more than a look-up by key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    distinct,
    false,
    func,
    or_,
    select,
)

from service.events import TELLING, LoggedEvent, Told
from service.model import FiledArticle, Status, StoryFile, StoryState
from service.ports import StoryQuery
from service.stores.database.dialects import Position, portions
from service.stores.rows import FILED, STORY, read_event, read_filed, read_story
from service.stores.search import sought
from service.stores.sql.lookups import with_articles
from service.stores.tables import articles, events, stories, vectors
from service.stores.tables.columns import UtcDateTime
from service.text.languages import plain


def visible(now: datetime) -> ColumnElement[bool]:
    """``FiledArticle.visible`` in SQL."""
    until = articles.c.embargoed_until
    return and_(
        articles.c.withdrawn_at.is_(None),
        articles.c.status.not_in([Status.CANCELED.value, Status.WITHHELD.value]),
        or_(articles.c.expires_at.is_(None), articles.c.expires_at > now),
        or_(until <= now, and_(until.is_(None), articles.c.status != Status.EMBARGOED.value)),
    )


def _shown_from() -> ColumnElement[datetime]:
    """``FiledArticle.shown_from`` in SQL."""
    until, at = articles.c.embargoed_until, articles.c.at
    return case((until > at, until), else_=at)


_NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime())
_MOST: BindParameter[int] = bindparam("most", type_=Integer())
# Asked every second, or after every commit, and so put together once: see lookups.
_DUE = (
    select(*FILED)
    .where(
        articles.c.withdrawn_at.is_(None),
        or_(and_(articles.c.concealed, articles.c.embargoed_until <= _NOW), articles.c.expires_at <= _NOW),
    )
    .order_by(articles.c.sequence)
    .limit(_MOST)
)
NEXT_DUE = (
    select(func.min(articles.c.embargoed_until)).where(
        articles.c.concealed, articles.c.withdrawn_at.is_(None)
    ),
    # As its index has it: an article that has expired is withdrawn, and would be passed by each time.
    select(func.min(articles.c.expires_at)).where(
        articles.c.withdrawn_at.is_(None), articles.c.expires_at.is_not(None)
    ),
)
_LOGGED = (
    select(events).where(events.c.sequence > bindparam("after")).order_by(events.c.sequence).limit(_MOST)
)


def due(connection: Connection, now: datetime, limit: int) -> list[FiledArticle]:
    """Read what ``Calendar.due`` finds."""
    return [read_filed(row) for row in connection.execute(_DUE, {"now": now, "most": limit})]


def next_due(connection: Connection) -> datetime | None:
    """Find the end of the next embargo, or the next expiry, whichever comes first."""
    times = [connection.scalar(statement) for statement in NEXT_DUE]
    return min((time for time in times if time is not None), default=None)


def logged(connection: Connection, after: int, limit: int) -> list[LoggedEvent]:
    """Read events behind a place in the log, oldest first."""
    return [read_event(row) for row in connection.execute(_LOGGED, {"after": after, "most": limit})]


def first_later(moment: datetime) -> Select[int]:
    """Select the first place in the log at which something later than ``moment`` stands."""
    # Of a bare column SQLite would go through the whole log for the least, not through what is later.
    return select(func.min(events.c.sequence + 0)).where(events.c.at > moment)


def told(connection: Connection, article_ids: Sequence[str]) -> dict[str, Told]:
    """Look up where in the log articles are told of."""
    kinds = [kind.value for kind in TELLING]
    found: dict[str, Told] = {}
    for some in portions(article_ids):
        rows = connection.execute(
            select(events.c.article_id, func.min(events.c.sequence), func.max(events.c.sequence))
            .where(events.c.article_id.in_(some), events.c.type.in_(kinds))
            .group_by(events.c.article_id)
        )
        found |= {article_id: Told(first, last) for article_id, first, last in rows}
    return found


def find_stories(connection: Connection, query: StoryQuery) -> list[StoryFile]:
    """One page of stories in two statements: their headers, then all their articles."""
    found = [read_story(row) for row in connection.execute(page(query))]
    return with_articles(connection, found)


def page(query: StoryQuery) -> Select[Any]:
    """Select the headers of one page, in order."""
    return _paged(select(*STORY), query)


def sizes(query: StoryQuery) -> Select[Any]:
    """Select the columns of :class:`~service.ports.StorySize`, of the same page."""
    recent = _shown_from() >= query.recent if query.recent else false()
    counted = (func.count(), _independent(), _recent(recent), func.max(_shown_from()))
    return _paged(select(stories.c.id, stories.c.storyline_id, *counted), query)


_FIRST = articles.c.id == articles.c.origin_id


def _independent() -> ColumnElement[int]:
    """``service.briefings.origins.count_independent`` in SQL."""
    origin, publisher = articles.c.origin_id, articles.c.publisher
    named = publisher.is_not(None)
    origins = func.count(distinct(origin))
    first = func.count(distinct(case((_FIRST, publisher))))
    known = first + origins - func.count(case((_FIRST, publisher)))
    sources = func.count(distinct(publisher)) + origins - func.count(distinct(case((named, origin))))
    return case((known < sources, known), else_=sources)


def _recent(recent: ColumnElement[bool]) -> ColumnElement[int]:
    """``service.briefings.origins.count_recent`` in SQL."""
    return func.count(case((and_(articles.c.duplicate_of.is_(None), recent), articles.c.id)))


def _paged(selected: Select[Any], query: StoryQuery) -> Select[Any]:
    latest = func.max(_shown_from())
    return (
        selected.join(articles, articles.c.story_id == stories.c.id)
        .where(stories.c.state == StoryState.LIVE.value, visible(query.now), *_story_conditions(query))
        .group_by(stories.c.id)
        .having(and_(True, *_group_conditions(query, latest)))
        .order_by(latest.desc(), stories.c.id)
        .limit(query.limit)
    )


def _story_conditions(query: StoryQuery) -> list[ColumnElement[bool]]:
    """Say what can be told before articles are counted."""
    conditions = []
    if query.storyline is not None:
        conditions.append(stories.c.storyline_id == query.storyline)
    if query.since is not None:
        # The latest visible article is this late if any is; asked so, stories long gone by are not looked at.
        late = _holds(query, articles.c.at >= query.since)
        # The first half is true of every row, and lets the index of embargoes be used.
        freed = and_(articles.c.concealed.in_((False, True)), articles.c.embargoed_until >= query.since)
        conditions.append(or_(late, _holds(query, freed)))
    if query.source is not None:
        conditions.append(_holds(query, articles.c.source == query.source))
    if query.language is not None:
        conditions.append(_holds(query, _is_of(query.language)))
    if query.text is not None:
        parts = [Position(articles.c.search_text, part) > 0 for part in sought(query.text)]
        conditions.append(_holds(query, and_(True, *parts)))
    return conditions


def _holds(query: StoryQuery, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a *visible* article of the story fulfils ``condition``."""
    matching = select(articles.c.story_id).where(visible(query.now), condition)
    return stories.c.id.in_(matching.correlate(None))


def _is_of(language: str) -> ColumnElement[bool]:
    """``service.text.languages.is_of`` in SQL."""
    tag = func.replace(func.lower(articles.c.language), "_", "-").concat("-")
    return tag.startswith(f"{plain(language)}-", autoescape=True)


def _group_conditions(query: StoryQuery, latest: ColumnElement[datetime]) -> list[ColumnElement[bool]]:
    conditions = []
    if query.until is not None:
        conditions.append(latest < query.until)
    if query.min_origins > 1:
        conditions.append(_independent() >= query.min_origins)
    if query.after is not None:
        at, story_id = query.after
        conditions.append(or_(latest < at, and_(latest == at, stories.c.id > story_id)))
    return conditions


def window(since: datetime) -> Select[Any]:
    """Select :data:`FILED`, the two vectors, the traces and the storyline, for ``Checkpoint.window_rows``."""
    # Picked from the index alone, by their numbers: so SQLite need not sort whole rows, and streams them.
    inside = select(articles.c.sequence).where(articles.c.at >= since, articles.c.withdrawn_at.is_(None))
    return (
        select(*FILED, vectors.c.whole, vectors.c.lead, vectors.c.traces, stories.c.storyline_id)
        .join(vectors, vectors.c.article_id == articles.c.id)
        .join(stories, stories.c.id == articles.c.story_id)
        .where(articles.c.sequence.in_(inside.correlate(None)))
        .order_by(articles.c.sequence)
    )
