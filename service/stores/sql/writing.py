"""Writing one change: a handful of statements, however many articles it files.

Runs inside a transaction that the caller holds, and is the only writer in it; the rules are those of
:mod:`service.stores.rules`.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from embeddings import EncoderIdentity
from service.model import FiledArticle, Story
from service.ports import Change, Filing, Reply
from service.stores import rules
from service.stores.database.dialects import portions, replacing
from service.stores.rows import (
    Values,
    constraint_values,
    event_values,
    filed_values,
    story_values,
    vector_bytes,
)
from service.stores.search import search_text
from service.stores.sql import lookups
from service.stores.sql.rewritings import clear_rewritings
from service.stores.sql.trail import check_entries, write_entries
from service.stores.tables import (
    article_versions,
    articles,
    constraints,
    encoders,
    events,
    replies,
    stories,
    vectors,
)

Bound = tuple[int, EncoderIdentity]
"""Row id and identity of the encoder that the stored vectors were made with."""

_ENCODER = select(encoders).order_by(encoders.c.id).limit(1)
# Put together once: see lookups.
_PUT_STORIES = replacing(stories)
# The numbers that the database counts are not asked for, as SQLAlchemy would for a single row.
_ADD_ARTICLES, _ADD_VERSIONS = insert(articles).inline(), insert(article_versions).inline()
_ADD_VECTORS, _ADD_EVENTS = insert(vectors).inline(), insert(events).inline()
_PUT_ARTICLES = update(articles).where(articles.c.id == bindparam("key"))
_MOVE = _PUT_ARTICLES.values(story_id=bindparam("target"))


def bound_encoder(connection: Connection) -> Bound | None:
    """Look up the encoder; once there is one, it stays."""
    row = connection.execute(_ENCODER).first()
    return None if row is None else (row.id, EncoderIdentity(row.name, row.digest, row.dimension))


def write_change(connection: Connection, change: Change, bound: Bound | None) -> None:
    """Check ``change`` and write it.

    Raises
    ------
    Conflict
        It breaks one of the rules; nothing was written.
    """
    _check_references(connection, change)
    encoder_id, identity = bound or (0, None)
    rules.check_vectors(change.filings, identity)
    check_entries(connection, change)
    _refuse_second_replies(connection, change.replies)

    _write_stories(connection, change.stories)
    _write_filings(connection, change.filings, encoder_id)
    _write_moves(connection, change.moves)
    for some in portions(change.releases):
        connection.execute(update(articles).where(articles.c.id.in_(some)).values(concealed=False))
    write_entries(connection, change.entries)
    if change.constraints:
        connection.execute(insert(constraints), [constraint_values(c) for c in change.constraints])
    if change.events:
        connection.execute(_ADD_EVENTS, [event_values(e) for e in change.events])
    for reply in change.replies:
        _write_reply(connection, reply)
    clear_rewritings(connection, [story.id for story in change.stories])


def _check_references(connection: Connection, change: Change) -> None:
    """Look for what the change names and does not bring itself: mostly that is nothing."""
    old_stories = rules.named_stories(change).difference(story.id for story in change.stories)
    old_articles = rules.named_articles(change).difference(filing.filed.id for filing in change.filings)
    rules.check_references(
        change,
        articles=lookups.known_articles(connection, old_articles),
        stories=lookups.known_stories(connection, old_stories),
    )


def _refuse_second_replies(connection: Connection, new: Sequence[Reply]) -> None:
    rules.check_replies(new)
    for reply in new:
        kept = select(replies.c.key).where(
            replies.c.key == reply.key, replies.c.at >= rules.replies_kept_since(reply)
        )
        if connection.scalar(kept) is not None:
            raise rules.already_answered(reply.key)


def _write_stories(connection: Connection, changed: Sequence[Story]) -> None:
    last = {story.id: story_values(story) for story in changed}
    if last:
        connection.execute(_PUT_STORIES[connection.dialect.name], list(last.values()))


def _keyed(values: Values) -> Values:
    """``values`` for an UPDATE: what names the row is a parameter of its own."""
    rest = dict(values)
    return {"key": rest.pop("id"), **rest}


def _write_filings(connection: Connection, filings: Sequence[Filing], encoder_id: int) -> None:
    current = rules.latest(filings)
    on_file = lookups.articles_on_file(connection, current)
    rows = {name: _article_values(filing.filed) for name, filing in current.items()}
    new = [values for name, values in rows.items() if name not in on_file]
    old = [_keyed(values) for name, values in rows.items() if name in on_file]
    if new:
        connection.execute(_ADD_ARTICLES, new)
    history = [filed_values(filed) for filed in rules.replaced(filings, on_file)]
    if history:
        connection.execute(_ADD_VERSIONS, history)
    if old:
        connection.execute(_PUT_ARTICLES, old)
    for some in portions(on_file):
        connection.execute(delete(vectors).where(vectors.c.article_id.in_(some)))
    embedded = [_vector_values(filing, encoder_id) for filing in current.values() if filing.vectors]
    if embedded:
        connection.execute(_ADD_VECTORS, embedded)


def _article_values(filed: FiledArticle) -> Values:
    article = filed.article
    return {
        **filed_values(filed),
        "search_text": search_text(article),
        "publisher": article.publisher or None,
    }


def _vector_values(filing: Filing, encoder_id: int) -> Values:
    assert filing.vectors is not None
    return {
        "article_id": filing.filed.id,
        "encoder_id": encoder_id,
        "whole": vector_bytes(filing.vectors.whole),
        "lead": vector_bytes(filing.vectors.lead),
        "traces": filing.traces,
    }


def _write_moves(connection: Connection, moves: Sequence[tuple[str, str]]) -> None:
    if moves:
        targets = [{"key": article_id, "target": story_id} for article_id, story_id in moves]
        connection.execute(_MOVE, targets)


def _write_reply(connection: Connection, reply: Reply) -> None:
    connection.execute(delete(replies).where(replies.c.at < rules.replies_kept_since(reply)))
    connection.execute(
        insert(replies),
        {
            "key": reply.key,
            "request_digest": reply.request_digest,
            "status": reply.status,
            "body": reply.body,
            "at": reply.at,
        },
    )
