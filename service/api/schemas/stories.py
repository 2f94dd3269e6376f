"""Stories as they come out, for the OpenAPI document only."""

from datetime import datetime

from pydantic import Field

from service.api.schemas.articles import ArticleOut, MemberOut, Probability, ReceiptOut, Schema
from service.briefings.timeline import Turn
from service.model import Link, StoryState


class RepresentativeOut(ArticleOut):
    """The article that stands for a story."""

    why: str = Field(description="Why this one, in a few words")


class OutlineOut(Schema):
    """A story as a list shows it, worked out from the articles that may be shown."""

    story_id: str
    storyline_id: str = Field(description="The running subject, named by the id of the story it began with")
    state: StoryState
    headline: str
    representative: RepresentativeOut
    pinned: str | None = Field(description="The article an editor chose as representative")
    article_count: int
    source_count: int
    origin_count: int = Field(
        description="Independent sources: copies of one text count once, and so do all texts from one source"
    )
    first_published_at: datetime
    latest_published_at: datetime
    revision: int = Field(ge=1, description="Grows with every change")


class StoriesOut(Schema):
    """One page of stories, newest first."""

    stories: list[OutlineOut]
    next_cursor: str | None = Field(description="Null on the last page")


class ConstraintOut(Schema):
    """An editor's word about two articles."""

    link: Link
    first: str
    second: str
    at: datetime
    by: str | None
    reason: str | None


class LinkingOut(Schema):
    """Why the story lies in its storyline.

    Rule `same_subject`, `no_subject`, `strayed`, `divided`, `parted` or `merged`.
    """

    storyline_id: str = Field(description="What it was linked to; may have become part of another since")
    probability: Probability
    receipt: ReceiptOut


class StorylineOut(StoriesOut):
    """One page of the stories that belong to one running subject, newest first."""

    storyline_id: str


class CitationOut(Schema):
    """Characters [start, end) of the article's text (of its title where the text is empty), verbatim."""

    article_id: str
    start: int = Field(ge=0)
    end: int


class SentenceOut(Schema):
    """A sentence, word for word as its source has it; the first citation is that source."""

    text: str
    citations: list[CitationOut] = Field(min_length=1)


class MomentOut(Schema):
    """One report in the course of a story."""

    turn: Turn = Field(description="A turning point is news that other sources took up")
    at: datetime
    article_id: str
    source: str | None
    sentence: SentenceOut | None = Field(description="Null if the report has none that can be quoted alone")
    taken_up: int = Field(ge=0, description="Other sources that said it later")


class StoryOut(OutlineOut):
    """A story with its articles, in order of arrival, and what editors have said about them."""

    linking: LinkingOut | None = Field(description="Null if there was nothing to compare it with yet")
    timeline: list[MomentOut] = Field(description="Its first report, its turning points, its latest report")
    articles: list[MemberOut]
    constraints: list[ConstraintOut]
