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


class FigureClaimOut(Schema):
    """A number that an article states, with the sentence it stands in."""

    value: float = Field(description="Of a range, the lower end")
    upper: float | None = Field(description="The upper end of a range")
    modifier: str | None = Field(description="How it is bounded: nearly, at least, up to ...")
    said: str = Field(description="Number, unit and modifier as the sentence has them")
    place: str | None = Field(description="Where it holds, as the sentence has it")
    attributed_to: str | None = Field(description="Who is quoted for it, as the sentence has it")
    quote: str = Field(description="The sentence, verbatim: characters [start, end) of the article's `field`")
    article_id: str
    source: str | None
    published_at: datetime | None
    field: Literal["title", "text"]
    start: int = Field(ge=0)
    end: int


class DisagreementOut(Schema):
    """What the sources say on one number, oldest first."""

    about: str = Field(description="What is counted or measured, and where")
    unit: str = Field(description="What is counted, the currency, or %, magnitude, years ...")
    status: Literal["contested", "revised", "compatible"] = Field(
        description="contested: they differ; revised: later reports supersede earlier ones; compatible: all fit"
    )
    claims: list[FigureClaimOut] = Field(min_length=2)


class BriefItemOut(OutlineOut):
    """A story told in a few sentences."""

    summary: list[SentenceOut]
    disagreements: list[DisagreementOut] = Field(
        description="Numbers on which its sources differ; those contested first"
    )
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


class NinjsOut(BaseModel):
    """A package of ninjs 3.0 (IPTC), with an item for each story."""

    model_config = ConfigDict(extra="allow")

    uri: str
    type: Literal["composite"]
    versionCreated: datetime
    associations: list[dict[str, Any]]
