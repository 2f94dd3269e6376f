"""Made-up reports and briefings for readers and writers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from service.briefings.values import (
    Briefing,
    BriefingRequest,
    BriefItem,
    Citation,
    CitedSentence,
    Outline,
    Seen,
)
from service.formats.reading import Reading, read
from service.model import Article, Decision, FiledArticle, Receipt, Relation, RunnerUp, Story

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def reading() -> Callable[[bytes | str], Reading]:
    """Read bytes (or text, as UTF-8) at :data:`NOW`."""

    def read_it(data: bytes | str) -> Reading:
        return read(data.encode() if isinstance(data, str) else data, name="input", now=NOW)

    return read_it


@pytest.fixture
def briefing_on() -> Callable[..., Briefing]:
    """A briefing of one story in which every article carries these words, the third being a copy of the first."""

    def build(headline: str, text: str, source: str, url: str | None) -> Briefing:
        receipt = Receipt(
            "joined", {"cosine": 0.5}, {"cosine": 1.25}, RunnerUp("s-2", 0.125), 0.75, ("ordinal",)
        )
        filed = tuple(
            FiledArticle(
                Article(f"n-{number}", headline, text, url, source, NOW - timedelta(hours=number)),
                Decision(f"n-{number}", "s-1", relation, 0.875, receipt, duplicate_of, "n-1"),
                NOW,
                NOW - timedelta(hours=number),
            )
            for number, relation, duplicate_of in (
                (1, Relation.NEW_STORY, None),
                (2, Relation.SAME_STORY, None),
                (3, Relation.EXACT_DUPLICATE, "n-1"),
            )
        )
        story = Story("s-1", "l-1", NOW, revision=3)
        outline = Outline(story, headline, filed[0], filed, 3, 2, filed[2].at, filed[0].at)
        sentence = CitedSentence(text, (Citation("n-1", 0, len(text)), Citation("n-2", 0, len(text))))
        item = BriefItem(outline, (sentence,), ("n-3",), ("n-1",))
        request = BriefingRequest(
            NOW, NOW - timedelta(days=1), NOW, seen_before=Seen(1, NOW - timedelta(hours=2))
        )
        return Briefing(request, (item,))

    return build
