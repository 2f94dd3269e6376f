"""Changes of any size, for tests of what they cost and whether they are whole."""

from datetime import UTC, datetime

import numpy as np

from embeddings import EncoderIdentity
from service.events import Event, EventType
from service.model import Article, Decision, FiledArticle, Receipt, Relation, Story, Vectors
from service.ports import Change, Filing

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENCODER = EncoderIdentity("tiny", "0" * 64, 4)


def batch(first: int, count: int) -> Change:
    """Articles ``first`` to ``first + count - 1``, each with a story and an event of its own."""
    vector = np.full(4, 0.5, dtype=np.float32)
    filings, stories, events = [], [], []
    for number in range(first, first + count):
        article = Article(f"a{number}", f"Report {number}", "Nobody was hurt. " * 20)
        decision = Decision(article.id, f"s{number}", Relation.NEW_STORY, 1.0, Receipt("first"))
        filings.append(Filing(FiledArticle(article, decision, NOON, NOON), Vectors(vector, vector)))
        stories.append(Story(f"s{number}", f"s{number}", NOON))
        events.append(Event(EventType.STORY_CREATED, f"s{number}", NOON, article.id))
    return Change(filings=tuple(filings), stories=tuple(stories), events=tuple(events))
