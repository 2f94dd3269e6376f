"""What a briefing is made of."""

from dataclasses import dataclass
from datetime import datetime

from service.model import FiledArticle, Story


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters ``[start, end)`` of an article's text (of its title where the text is empty), verbatim."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence of a summary, word for word as its sources have it, its own source cited first."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A story as a list shows it, worked out from the articles that may be shown."""

    story: Story
    headline: str
    representative: FiledArticle
    articles: tuple[FiledArticle, ...]
    """Those visible, in order of arrival."""
    source_count: int
    origin_count: int
    """Independent sources: copies of one text are one origin."""
    first_published_at: datetime
    latest_published_at: datetime
    why: str = ""
    """Why this article stands for the story, in one sentence."""

    @property
    def article_count(self) -> int:
        """How many articles may be shown."""
        return len(self.articles)


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One story of a briefing."""

    outline: Outline
    summary: tuple[CitedSentence, ...]
    duplicates: tuple[str, ...]
    """Ids of the articles that are copies (exact or near) of another article in the story."""
    new_since: tuple[str, ...]
    """Ids of the articles received after the reader last looked; all of them when that is not known."""


@dataclass(frozen=True, slots=True)
class BriefingRequest:
    """Which briefing: the period ``[since, until)`` by publication, how many stories, and which."""

    now: datetime
    since: datetime
    until: datetime
    limit: int = 20
    min_origins: int = 1
    source: str | None = None
    """Only stories in which an article of this source may be shown."""
    language: str | None = None
    """Only stories in which an article in this language may be shown."""
    seen_before: datetime | None = None
    words: int | None = None
    """About how long a summary may be: no sentence begins once so many words are said; None for the usual length."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """Ranked stories over a period, ready to publish."""

    request: BriefingRequest
    items: tuple[BriefItem, ...]
    as_of: datetime | None = None
    """When anything on the desk last changed; None where nothing has, or nobody knows."""
