"""Values to rows and back. Reading is kept lean: a start reads every row of the window."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement

from service.events import Event, EventType, LoggedEvent
from service.model import (
    Article,
    Constraint,
    Decision,
    FiledArticle,
    FloatArray,
    Link,
    Relation,
    Status,
    Story,
    StoryState,
)
from service.stores.rows.documents import (
    linking_document,
    payload_document,
    read_linking,
    read_payload,
    read_receipt,
    receipt_document,
)
from service.stores.tables import desk as tables

Values = dict[str, Any]
Fields = Sequence[Any]

_STORED = np.dtype("<f4")

_DERIVED = frozenset({"sequence", "search_text", "publisher"})
FILED: tuple[ColumnElement[Any], ...] = tuple(c for c in tables.articles.c if c.name not in _DERIVED)
"""The columns that :func:`read_filed` reads, of the articles that now stand."""
REPLACED: tuple[ColumnElement[Any], ...] = tuple(
    c for c in tables.article_versions.c if c.name not in _DERIVED
)
"""The same of the texts that were replaced."""
STORY: tuple[ColumnElement[Any], ...] = tuple(tables.stories.c)
"""The columns that :func:`read_story` reads."""


def filed_values(filed: FiledArticle) -> Values:
    """Fill a row of ``articles`` or ``article_versions``, but for the columns derived or counted."""
    article, decision = filed.article, filed.decision
    return {
        "id": article.id,
        "story_id": decision.story_id,
        "relation": decision.relation.value,
        "probability": decision.probability,
        "duplicate_of": decision.duplicate_of,
        "origin_id": decision.origin_id,
        "received_at": filed.received_at,
        "at": filed.at,
        "revision": filed.revision,
        "withdrawn_at": filed.withdrawn_at,
        "withdrawn_reason": filed.withdrawn_reason,
        "status": article.status.value,
        "embargoed_until": article.embargoed_until,
        "expires_at": article.expires_at,
        "concealed": filed.concealed,
        "revised_at": article.revised_at,
        "published_at": article.published_at,
        "url": article.url,
        "source": article.source,
        "language": article.language,
        "version": article.version,
        "evolved_from": article.evolved_from,
        "byline": article.byline,
        "receipt": receipt_document(decision.receipt),
        "title": article.title,
        "text": article.text,
        "told_from": filed.told and filed.told[0],
        "told_to": filed.told and filed.told[1],
    }


def read_filed(row: Fields) -> FiledArticle:
    """Read the article in a row of the columns :data:`FILED` or :data:`REPLACED`."""
    article_id, story_id, relation, probability, duplicate_of, origin_id, *rest = row
    received_at, at, revision, withdrawn_at, withdrawn_reason, *fields = rest
    status, embargoed_until, expires_at, concealed, revised_at, *about = fields
    published_at, url, source, language, version, evolved_from, byline, *words = about
    receipt, title, text, told_from, told_to = words
    article = Article(
        id=article_id,
        title=title,
        text=text,
        url=url,
        source=source,
        published_at=published_at,
        language=language,
        version=version,
        status=Status(status),
        embargoed_until=embargoed_until,
        evolved_from=evolved_from,
        byline=byline,
        revised_at=revised_at,
        expires_at=expires_at,
    )
    decision = Decision(
        article_id=article_id,
        story_id=story_id,
        relation=Relation(relation),
        probability=probability,
        receipt=read_receipt(receipt),
        duplicate_of=duplicate_of,
        origin_id=origin_id,
    )
    withdrawal = (withdrawn_at, withdrawn_reason)
    told = None if told_from is None else (told_from, told_to)
    return FiledArticle(article, decision, received_at, at, revision, *withdrawal, concealed, told)


def story_values(story: Story) -> Values:
    """Fill a row of ``stories``."""
    return {
        "id": story.id,
        "storyline_id": story.storyline_id,
        "opened_at": story.opened_at,
        "state": story.state.value,
        "successor": story.successor,
        "pinned": story.pinned,
        "revision": story.revision,
        "linking": story.linking and linking_document(story.linking),
        "announced": story.announced,
        "representative": story.representative,
        "changed_at": story.changed_at,
    }


def read_story(row: Fields) -> Story:
    """Read the story in a row of the columns :data:`STORY`."""
    story_id, storyline_id, opened_at, state, successor, pinned, revision, *telling = row
    linking, announced, representative, changed_at = telling
    return Story(
        id=story_id,
        storyline_id=storyline_id,
        opened_at=opened_at,
        state=StoryState(state),
        successor=successor,
        pinned=pinned,
        revision=revision,
        linking=linking and read_linking(linking),
        announced=announced,
        representative=representative,
        changed_at=changed_at,
    )


def vector_bytes(vector: FloatArray) -> bytes:
    """float32 (d,) as little-endian bytes."""
    return np.asarray(vector, dtype=_STORED).tobytes()


def read_vector(stored: bytes) -> FloatArray:
    """float32 (d,), read-only: it is a view of the bytes read."""
    return np.frombuffer(stored, dtype=_STORED)


def constraint_values(constraint: Constraint) -> Values:
    """Fill a row of ``constraints``."""
    return {
        "link": constraint.link.value,
        "first": constraint.first,
        "second": constraint.second,
        "at": constraint.at,
        "by": constraint.by,
        "reason": constraint.reason,
        "entry": constraint.entry,
    }


def read_constraint(row: Fields) -> Constraint:
    """Read the constraint in a whole row of ``constraints``."""
    _, link, *word = row
    return Constraint(Link(link), *word)


def event_values(event: Event) -> Values:
    """Fill a row of ``events``; the database counts its sequence."""
    return {
        "type": event.type.value,
        "story_id": event.story_id,
        "at": event.at,
        "article_id": event.article_id,
        "data": payload_document(event.data),
    }


def read_event(row: Fields) -> LoggedEvent:
    """Read the event in a whole row of ``events``."""
    sequence, kind, story_id, at, article_id, data = row
    return LoggedEvent(sequence, Event(EventType(kind), story_id, at, article_id, read_payload(data)))
