"""Polled feeds out, for the OpenAPI document."""

from datetime import datetime

from pydantic import ConfigDict, Field

from service.api.schemas import examples
from service.api.schemas.articles import Schema
from service.feedbook import FeedState


class FeedErrorOut(Schema):
    """Why the last poll has failed."""

    detail: str
    remedy: str


class FeedOut(Schema):
    """A feed that is polled, and how it is faring."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.FEED]})

    id: str = Field(
        description="Its host and a digest of its address; begins the ids of items that number themselves"
    )
    url: str = Field(description="From NEWSFOLD_FEEDS, without user, password and query")
    name: str | None = Field(description="From NEWSFOLD_FEEDS")
    title: str | None = Field(description="From the feed")
    state: FeedState = Field(description="gone: it answered 410, and is polled by hand only")
    last_polled_at: datetime | None
    last_success_at: datetime | None
    next_poll_at: datetime | None
    http_status: int | None = Field(description="Of the last poll; null if nothing answered")
    error: FeedErrorOut | None
    failures: int = Field(description="Failed polls since the last that succeeded")
    taken: int = Field(description="New or revised articles in the last poll")
    rejected: int = Field(description="Items of the last poll that could not be used; the log says why")
    taken_in_all: int
    moved_to: str | None = Field(description="Where permanent redirects led; it is now fetched from there")


class FeedsOut(Schema):
    """All feeds that are polled, in the order in which they are named."""

    feeds: list[FeedOut]
