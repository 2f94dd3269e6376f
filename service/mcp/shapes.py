"""What the tools take and give: of the service's answers, what a language model needs."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from service.model import Relation

Words = Annotated[str | None, Field(max_length=200)]


class Report(BaseModel):
    """A news report. Title or text must be there."""

    model_config = ConfigDict(extra="forbid")

    title: str = ""
    text: str = Field("", description="The whole text, plain or HTML")
    source: str | None = Field(None, description="Who published it, such as Reuters")
    published_at: datetime | None = Field(None, description="ISO 8601; UTC if no zone is given")
    url: str | None = None
    id: str | None = Field(None, description="Its permanent id; another text under the same id is a revision")
    language: str | None = Field(None, description="BCP 47, such as en")


class Placement(BaseModel):
    """Where a report belongs, and why."""

    article_id: str
    story_id: str = Field(description="Pass it to get_story")
    relation: Relation = Field(
        description="new_story: nothing is on file on this event; exact_duplicate, near_duplicate: a copy of "
        "duplicate_of; same_story: another report on the event, or an update of one; revision: a new text of the "
        "same report; unchanged: it is on file as it is; withdrawn: it may not be used"
    )
    probability: float = Field(description="That it belongs to the story, 0 to 1")
    duplicate_of: str | None = Field(description="The article it is a copy of")
    rule: str = Field(description="The rule that decided")
    warnings: list[str] = Field(description="What had to be assumed or corrected")


class Head(BaseModel):
    """An article without its text."""

    article_id: str
    title: str
    source: str | None
    url: str | None
    published_at: datetime | None


class Member(Head):
    """An article in its story."""

    relation: Relation
    duplicate_of: str | None
    text: str | None = Field(None, description="If texts were asked for")


class StoryHead(BaseModel):
    """A story: all reports on one event."""

    story_id: str = Field(description="Pass it to get_story")
    headline: str
    representative: Head = Field(description="The article that stands for it")
    article_count: int
    source_count: int
    origin_count: int = Field(
        description="Independent sources: copies of one text count once, and so do all texts from one source"
    )
    first_published_at: datetime
    latest_published_at: datetime


class Stories(BaseModel):
    """Stories, newest first."""

    stories: list[StoryHead]
    next_cursor: str | None = Field(description="Pass it as cursor for more; null if there are no more")


class Story(StoryHead):
    """A story with its articles, in order of arrival."""

    storyline_id: str = Field(description="The running subject that it belongs to")
    articles: list[Member]


class Citation(BaseModel):
    """Where a sentence stands: characters [start, end) of the article's text."""

    article_id: str
    start: int
    end: int


class Sentence(BaseModel):
    """A sentence word for word as its sources have it."""

    text: str
    citations: list[Citation]


class BriefStory(StoryHead):
    """A story in a briefing."""

    summary: list[Sentence]
    new_since: list[str] = Field(description="Articles received since seen_before; all, if that is not given")


class Briefing(BaseModel):
    """The stories of a period, the most important first."""

    since: datetime
    until: datetime
    stories: list[BriefStory]
