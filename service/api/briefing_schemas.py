"""Briefings as they come out, for the OpenAPI document only."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.api.schemas import Schema
from service.api.story_schemas import OutlineOut, SentenceOut


class NewsOut(Schema):
    """What is new in a story since its reader last looked."""

    new_story: bool = Field(description="Nothing of it has been seen: its summary says what there is to know")
    sentences: list[SentenceOut] = Field(
        description="Of a story seen before: what had not been said before, not merely said again"
    )


class RankOut(Schema):
    """Why a story stands where it stands: the parts add up to the score."""

    score: float
    origins: float = Field(description="By how many independent sources tell it")
    recency: float = Field(description="By the age of its latest report at the end of the period")
    growth: float = Field(description="By how many independent reports came in the last six hours of it")
    size: float = Field(description="By how many reports there are in all")


class AbstractOut(Schema):
    """The summary in a language model's words. Each sentence was checked against those it cites, by rules."""

    sentences: list[SentenceOut] = Field(
        description="Not verbatim. Empty where too little held: show the summary"
    )
    refused: list[str] = Field(description="Why other sentences of the model were dropped")
    model: str


class BriefItemOut(OutlineOut):
    """A story told in a few sentences."""

    summary: list[SentenceOut]
    new_since: list[str] = Field(
        description="Articles that came, or came anew, since `seen_before`; all, where that is not given"
    )
    rank: RankOut | None
    abstract: AbstractOut | None = Field(
        description="Null where no language model is set up, or none has been asked yet"
    )
    news: NewsOut | None = Field(description="Null where `seen_before` is not given")
    duplicates: list[str] = Field(description="Articles that are copies of another one in the story")


class BriefingOut(Schema):
    """Stories over a period, the most important first."""

    briefing_id: str = Field(description="Give it as `seen_before` to learn what is new since this briefing")
    since: datetime
    until: datetime = Field(description="Not included")
    seen_before: str | None = Field(description="The time, or the id of the briefing, that was given")
    stories: list[BriefItemOut]


class SlackOut(Schema):
    """A message for Slack: what chat.postMessage and incoming webhooks take."""

    text: str = Field(description="What notifications show")
    blocks: list[dict[str, Any]] = Field(max_length=50, description="Block Kit")


class NinjsOut(BaseModel):
    """A package of ninjs 3.0 (IPTC), with an item for each story."""

    model_config = ConfigDict(extra="allow")

    uri: str
    type: Literal["composite"]
    versionCreated: datetime
    associations: list[dict[str, Any]]
