"""The values of newsfold: what is said about articles and stories, with no behaviour but their own.

Datetimes are aware (UTC); ``probability`` is calibrated in [0, 1]; ids are opaque strings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]


class Status(StrEnum):
    """What the provider allows to be done with an article (IPTC ``pubstatus``, plus *embargoed*)."""

    USABLE = "usable"
    EMBARGOED = "embargoed"
    WITHHELD = "withheld"
    CANCELED = "canceled"


KILLS = (Status.CANCELED, Status.WITHHELD)


class Relation(StrEnum):
    """How an article stands to its story."""

    NEW_STORY = "new_story"
    EXACT_DUPLICATE = "exact_duplicate"
    NEAR_DUPLICATE = "near_duplicate"
    SAME_STORY = "same_story"
    REVISION = "revision"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Article:
    """One report as received. Title or text is non-empty; both are plain text without NUL."""

    id: str
    title: str = ""
    text: str = ""
    url: str | None = None
    source: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    version: str | None = None
    status: Status = Status.USABLE
    embargoed_until: datetime | None = None
    evolved_from: str | None = None
    byline: str | None = None
    revised_at: datetime | None = None
    """The provider's time of this version: later versions replace earlier ones, whenever they arrive."""
    expires_at: datetime | None = None
    """When the provider's licence to show it ends."""

    @property
    def publisher(self) -> str:
        """Its source as such names are compared, without case and outer spaces; empty where it names none."""
        return (self.source or "").strip().casefold()

    @property
    def killed(self) -> bool:
        """Whether the provider has ordered that it is not to be used."""
        return self.status in KILLS


@dataclass(frozen=True, slots=True)
class Submission:
    """An article as a reader handed it over, with what it had to assume or mend on the way."""

    article: Article
    warnings: tuple[str, ...] = ()
    reckoned_at: datetime | None = None
    """The time that it counts by if it has none of its own; None: that at which it is received."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The two embeddings of one article, each float32 of shape (d,) and unit length."""

    whole: FloatArray
    lead: FloatArray


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The story an article would have joined next; of a linking, the storyline."""

    story_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class Receipt:
    """Why an article went where it went."""

    rule: str
    features: Mapping[str, float] = field(default_factory=dict)
    contributions: Mapping[str, float] = field(default_factory=dict)
    runner_up: RunnerUp | None = None
    margin: float = 0.0
    vetoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Where an article goes. Deciding changes nothing."""

    article_id: str
    story_id: str
    relation: Relation
    probability: float
    receipt: Receipt
    duplicate_of: str | None = None
    origin_id: str = ""
    """The first article of the same independent source text; its own id when it is the first."""


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """An article as it stands on the desk: the text, and where it went."""

    article: Article
    decision: Decision
    received_at: datetime
    at: datetime
    """The time it counts by: published, never later than received."""
    revision: int = 1
    """How many texts have been filed under this id."""
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None
    concealed: bool = False
    """Whether consumers have not been told of it yet, for it was filed under an embargo that still holds."""
    told: tuple[int, int] | None = None
    """Characters of the text that the report is, where its page was found to repeat what stands around it."""

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def story_id(self) -> str:
        """The story it lies in."""
        return self.decision.story_id

    @property
    def shown_from(self) -> datetime:
        """The time by which its readers count it: an embargo that ended later than ``at`` made it news only then."""
        until = self.article.embargoed_until
        return self.at if until is None else max(self.at, until)

    @property
    def erased(self) -> bool:
        """Whether it was withdrawn, and its words are on file no more."""
        return self.withdrawn_at is not None and (self.article.title, self.article.text) == (ERASED, "")

    def visible(self, now: datetime) -> bool:
        """Whether it may be shown at ``now``: neither withdrawn, killed, expired nor under embargo."""
        if self.withdrawn_at is not None or self.article.killed:
            return False
        if self.article.expires_at is not None and self.article.expires_at <= now:
            return False
        until = self.article.embargoed_until
        if until is not None:
            return until <= now
        return self.article.status is not Status.EMBARGOED


ERASED = "(erased)"
"""The title of a withdrawn article whose words were erased."""


class StoryState(StrEnum):
    """What became of a story id. An id once given answers for ever."""

    LIVE = "live"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Linking:
    """Why a story lies in the storyline it lies in."""

    storyline_id: str
    """The storyline it was linked to; that may have become part of another since."""
    probability: float
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Story:
    """One event: the header row; its articles are looked up by ``story_id``."""

    id: str
    storyline_id: str
    """The running subject it belongs to, by the id of the story that this began with."""
    opened_at: datetime
    state: StoryState = StoryState.LIVE
    successor: str | None = None
    """Where a merged story went."""
    pinned: str | None = None
    """The article an editor chose as representative."""
    revision: int = 1
    """Grows with every change of the story or of anything in it."""
    linking: Linking | None = None
    """None where nothing was there yet that it could have been linked to."""
    announced: bool = False
    """Whether consumers have been told of it: not while all of it is under embargo."""
    representative: str | None = None
    """The article that stood for it when it last changed, by which a change of representative is noticed."""
    changed_at: datetime | None = None
    """When what it tells last changed; None where it has not since it was opened."""

    @property
    def updated_at(self) -> datetime:
        """When what it tells last changed, its opening included."""
        return self.changed_at or self.opened_at


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story with the articles that lie in it, in order of arrival."""

    story: Story
    articles: tuple[FiledArticle, ...]


class Link(StrEnum):
    """An editor's word about two articles."""

    MUST = "must_link"
    CANNOT = "cannot_link"


@dataclass(frozen=True, slots=True)
class Constraint:
    """Two articles that must, or must never, lie in one story."""

    link: Link
    first: str
    second: str
    at: datetime
    by: str | None = None
    reason: str | None = None
    entry: int | None = None
    """The entry of the audit trail that laid it and can take it back; None for a provider's word."""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer for one submitted article."""

    article: Article
    decision: Decision
    warnings: tuple[str, ...] = ()
