"""Builders for small made-up stories."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.model import Article, Decision, FiledArticle, Receipt, Relation, Story, StoryFile

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
File = Callable[..., FiledArticle]
Bind = Callable[..., StoryFile]


@pytest.fixture(scope="session")
def noon() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def file() -> File:
    """File an article: ``file("a", "text", hours=...)``; copies have an ``origin``, updates an ``update_of``."""

    def build(
        name: str,
        text: str = "",
        *,
        origin: str = "",
        update_of: str = "",
        hours: float = 0,
        relation: Relation = Relation.SAME_STORY,
        withdrawn: bool = False,
        **fields: Any,
    ) -> FiledArticle:
        at = NOON + timedelta(hours=hours)
        origin_id = origin or update_of or name
        decision = Decision(name, "story", relation, 1.0, Receipt("test"), origin or None, origin_id)
        article = Article(name, text=text, **fields)
        return FiledArticle(article, decision, at, at, withdrawn_at=at if withdrawn else None)

    return build


@pytest.fixture(scope="session")
def bind() -> Bind:
    """Put articles into a story."""

    def build(*articles: FiledArticle, story_id: str = "story", pinned: str | None = None) -> StoryFile:
        return StoryFile(Story(story_id, story_id, NOON, pinned=pinned), articles)

    return build
