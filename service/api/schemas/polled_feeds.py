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
    url: str = Field(description="As NEWSFOLD_FEEDS has it, without user, password and what its query says")
    name: str | None = Field(description="As NEWSFOLD_FEEDS has it")
    title: str | None = Field(description="As the feed has it")
    state: FeedState = Field(description="gone: it answered 410, and is polled by hand only")
    last_polled_at: datetime | None
    last_success_at: datetime | None
    next_poll_at: datetime | None
    http_status: int | None = Field(description="That of the last poll; null where nothing answered")
    error: FeedErrorOut | None
    failures: int = Field(description="Polls that have failed since the last one that did not")
    taken: int = Field(description="Articles that were new or revised at the last poll")
    rejected: int = Field(description="Items that could not be taken at the last poll; the log says why")
    taken_in_all: int
    moved_to: str | None = Field(description="Where permanent redirects led, and it is fetched from now")


class FeedsOut(Schema):
    """All feeds that are polled, in the order in which they are named."""

    feeds: list[FeedOut]
