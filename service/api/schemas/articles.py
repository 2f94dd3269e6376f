"""Articles, decisions, events and health, as they come out."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.events import EventType
from service.model import Relation, Status
from service.text.differences import Kind

Probability = Annotated[float, Field(ge=0, le=1, description="Calibrated")]


class Schema(BaseModel):
    """The manner of all of them: nothing beyond what is said here."""

    model_config = ConfigDict(extra="forbid")


class RunnerUpOut(Schema):
    """The story that the article would have joined next; of a linking, the storyline."""

    story_id: str
    probability: Probability


class ReceiptOut(Schema):
    """Why the article, or the story, went where it went."""

    rule: str
    features: dict[str, float]
    contributions: dict[str, float]
    runner_up: RunnerUpOut | None
    margin: float
    vetoes: list[str]


class ResultOut(Schema):
    """Where one article went."""

    article_id: str
    version: str | None
    story_id: str
    relation: Relation
    probability: Probability
    duplicate_of: str | None = Field(
        description="The article it is a copy of; null for an update, which has news"
    )
    receipt: ReceiptOut
    warnings: list[str] = Field(description="What had to be assumed or corrected")


class ItemErrorOut(Schema):
    """What is wrong with one article, and what to do about it."""

    field: str
    detail: str
    remedy: str


class RejectedOut(Schema):
    """An article that could not be taken."""

    index: int = Field(ge=0, description="Its position in the request, from 0")
    error: ItemErrorOut


class ResultsOut(Schema):
    """The outcome of a batch; results stand in the order of the articles."""

    results: list[ResultOut]
    rejected: list[RejectedOut]


class ArticleOut(Schema):
    """An article without its text, as lists and representatives show it."""

    article_id: str
    id: str = Field(description="The same, under the name that it came in with")
    title: str
    url: str | None
    source: str | None
    published_at: datetime | None
    language: str | None
    version: str | None
    status: Status
    embargoed_until: datetime | None
    evolved_from: str | None
    byline: str | None
    revised_at: datetime | None
    expires_at: datetime | None


class MemberOut(ArticleOut):
    """An article in its story."""

    text: str
    story_id: str
    relation: Relation
    probability: Probability
    duplicate_of: str | None
    origin_id: str = Field(description="The first article of the same independent text")
    received_at: datetime
    revision: int = Field(ge=1, description="How many texts have arrived under this id")


class StretchOut(Schema):
    """Some characters of a text."""

    start: int = Field(ge=0, description="The first, counted from 0 in Unicode characters")
    end: int = Field(ge=0, description="The one behind the last")


class FiledOut(MemberOut):
    """An article on file: its text, where it went and why."""

    told: StretchOut | None = Field(
        description="Where in the text the report stands, if its page was found to repeat what stands around it: that "
        "is neither compared nor quoted. Null: nothing of the kind was found"
    )
    receipt: ReceiptOut


class PassageOut(Schema):
    """A passage of two texts."""

    kind: Kind
    before: str
    after: str


class ChangesOut(Schema):
    """What one version changed in the one before."""

    title: list[PassageOut]
    text: list[PassageOut]


class VersionOut(FiledOut):
    """One text of an article."""

    changes: ChangesOut | None = Field(description="Null for the first")


class VersionsOut(Schema):
    """Every text of an article, oldest first."""

    article_id: str
    versions: list[VersionOut]


class EventOut(Schema):
    """One fact about one story. Ids and numbers only, never text."""

    sequence: int
    type: EventType
    story_id: str
    article_id: str | None
    at: datetime
    data: dict[str, str | int | float | bool | list[str] | None]


class EventsOut(Schema):
    """A stretch of the event log, oldest first."""

    events: list[EventOut]
    next_after: int = Field(description="Pass it as `after` to continue from here")


class EditedOut(Schema):
    """The story that the edit has led to."""

    story_id: str
    entry: int = Field(description="Its id in the audit trail, by which it can be undone")


class ProblemOut(BaseModel):
    """A problem (RFC 9457). `type` is stable; other members depend on it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    remedy: str | None = None


class AliveOut(Schema):
    """The process answers."""

    status: Literal["ok"]


class QueueOut(Schema):
    """What waits to be filed, and how fast it is."""

    articles: int = Field(ge=0)
    articles_at_most: int
    bytes: int = Field(ge=0, description="Of request bodies")
    bytes_at_most: int
    oldest_seconds: float = Field(ge=0, description="How long the oldest has been waiting")
    articles_per_second: float = Field(
        description="Measured while there is something to file; a guess at first"
    )
    last_batch: int = Field(description="Articles in the last transaction")


class ReadyOut(Schema):
    """The service takes requests."""

    status: Literal["ready"]
    writable: bool = Field(description="Whether there was room for the last write to the database")
    window_articles: int
    queue: QueueOut
