"""Briefings as they come out, for the OpenAPI document only."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.api.schemas import Schema
from service.api.story_schemas import OutlineOut


class CitationOut(Schema):
    """Characters [start, end) of the article's text (of its title where the text is empty), verbatim."""

    article_id: str
    start: int = Field(ge=0)
    end: int


class SentenceOut(Schema):
    """A sentence, word for word as its source has it; the first citation is that source."""

    text: str
    citations: list[CitationOut] = Field(min_length=1)


class BriefItemOut(OutlineOut):
    """A story told in a few sentences."""

    summary: list[SentenceOut]
    new_since: list[str] = Field(
        description="Articles received since `seen_before`; all, where that is not given"
    )
    duplicates: list[str] = Field(description="Articles that are copies of another one in the story")


class BriefingOut(Schema):
    """Stories over a period, the most important first."""

    since: datetime
    until: datetime = Field(description="Not included")
    seen_before: datetime | None
    stories: list[BriefItemOut]


class SlackOut(Schema):
    """A message for Slack: what chat.postMessage and incoming webhooks take."""

    text: str = Field(description="What notifications show")
    blocks: list[dict[str, Any]] = Field(max_length=50, description="Block Kit")


class JsonFeedItemOut(BaseModel):
    """A story in a JSON Feed."""

    model_config = ConfigDict(extra="allow")

    id: str = Field(description="Lasts as long as the story lives")
    title: str | None = None
    summary: str | None = None
    content_html: str
    date_published: datetime
    date_modified: datetime


class JsonFeedOut(BaseModel):
    """A JSON Feed 1.1, with an item for each story."""

    model_config = ConfigDict(extra="allow")

    version: Literal["https://jsonfeed.org/version/1.1"]
    title: str
    feed_url: str
    items: list[JsonFeedItemOut]


class NinjsOut(BaseModel):
    """A package of ninjs 3.0 (IPTC), with an item for each story."""

    model_config = ConfigDict(extra="allow")

    uri: str
    type: Literal["composite"]
    versionCreated: datetime
    associations: list[dict[str, Any]]
