"""Briefings as they come out, for the OpenAPI document only."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.api.schemas.articles import Schema
from service.api.schemas.stories import ConstraintOut, OutlineOut, SentenceOut


class NewsOut(Schema):
    """What is new in a story since its reader last looked."""

    new_story: bool = Field(description="True if none of it has been seen: read its summary")
    sentences: list[SentenceOut] = Field(
        description="For a story seen before: what nobody had said before, without repetitions"
    )


class RankOut(Schema):
    """Why a story stands where it stands: the parts add up to the score."""

    score: float
    origins: float = Field(description="For independent sources")
    recency: float = Field(description="For the age of its latest report at the end of the period")
    growth: float = Field(
        description="By how many reports with a text of their own came in the last six hours of it"
    )
    size: float = Field(description="For reports in all")


class AbstractOut(Schema):
    """The summary in a language model's words. Each sentence was checked against those it cites, by rules."""

    sentences: list[SentenceOut] = Field(
        description="Not verbatim. Empty if too little of it held: show the summary"
    )
    refused: list[str] = Field(description="Why other sentences of the model were dropped")
    model: str


class FigureClaimOut(Schema):
    """A number that an article states, with the sentence it stands in."""

    value: float = Field(description="The lower end, if it is a range")
    upper: float | None = Field(description="The upper end, if it is a range")
    modifier: str | None = Field(description="How it is bounded: nearly, at least, up to ...")
    said: str = Field(description="Number, unit and modifier as the sentence has them")
    place: str | None = Field(description="Where it holds, in the sentence's words")
    attributed_to: str | None = Field(description="Who is quoted for it, in the sentence's words")
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
    unit: str = Field(description="What is counted, or the currency, %, magnitude, years ...")
    status: Literal["contested", "revised", "compatible"] = Field(
        description="contested: they differ; revised: later reports supersede earlier ones; compatible: all fit"
    )
    claims: list[FigureClaimOut] = Field(min_length=2)


class BriefItemOut(OutlineOut):
    """A story told in a few sentences."""

    constraints: list[ConstraintOut] = Field(description="What editors have said about its articles")
    summary: list[SentenceOut]
    disagreements: list[DisagreementOut] = Field(
        description="Numbers on which its sources differ, contested ones first"
    )
    new_since: list[str] = Field(
        description="Articles that came, or came anew, since `seen_before`; all, where that is not given"
    )
    rank: RankOut | None
    abstract: AbstractOut | None = Field(
        description="Null if no language model is set up, or it has not been asked yet"
    )
    news: NewsOut | None = Field(description="Null if `seen_before` is not given")
    duplicates: list[str] = Field(description="Articles that are copies of another in the story")


class BriefingOut(Schema):
    """Stories over a period, the most important first."""

    briefing_id: str = Field(description="Pass it as `seen_before` to learn what is new since this briefing")
    since: datetime
    until: datetime = Field(description="Not included")
    seen_before: str | None = Field(description="The time, or the id of the briefing, that was given")
    stories: list[BriefItemOut]


class SlackOut(Schema):
    """A message for Slack: what chat.postMessage and incoming webhooks take."""

    text: str = Field(description="Shown in notifications")
    blocks: list[dict[str, Any]] = Field(max_length=50, description="Block Kit")


class JsonFeedItemOut(BaseModel):
    """A story in a JSON Feed."""

    model_config = ConfigDict(extra="allow")

    id: str = Field(description="Stays the same for as long as the story lives")
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
