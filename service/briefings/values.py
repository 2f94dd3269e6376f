"""What a briefing is made of."""

from dataclasses import dataclass
from datetime import datetime

from service.model import Constraint, FiledArticle, Story


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters ``[start, end)`` of an article's text (of its title where the text is empty), verbatim."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence of a summary, word for word as its sources have it, its own source cited first."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A story as a list shows it, worked out from the articles that may be shown."""

    story: Story
    headline: str
    representative: FiledArticle
    articles: tuple[FiledArticle, ...]
    """Those visible, in order of arrival."""
    source_count: int
    origin_count: int
    """Independent sources: copies of one text are one, and so are all texts of one publisher."""
    first_published_at: datetime
    latest_published_at: datetime
    """When the latest of them was published, or an embargo ended."""
    why: str = ""
    """Why this article stands for the story, in one sentence."""

    @property
    def article_count(self) -> int:
        """How many articles may be shown."""
        return len(self.articles)


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that a language model wrote and its sources do not bear out."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Abstract:
    """What a language model made of a summary, and what became of it."""

    sentences: tuple[CitedSentence, ...]
    """In its words, each checked against the sentences it cites; empty where too little held."""
    refused: tuple[Refused, ...] = ()
    by: str = ""
    """The model."""


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a story stands in a briefing; the parts, weighed, add up to the score."""

    origins: float
    """By how many independent sources tell it."""
    recency: float
    """By the age of its latest report."""
    growth: float
    """By how many reports with a text of their own came in the last hours."""
    size: float
    """By how many reports there are in all; small, because copies are cheap."""

    @property
    def score(self) -> float:
        """Sum of the parts; larger comes first."""
        return self.origins + self.recency + self.growth + self.size


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a story since its reader last looked."""

    new_story: bool
    """Whether the reader has seen nothing of it; its summary then says what there is to know."""
    sentences: tuple[CitedSentence, ...] = ()
    """Of a story that the reader has seen: what had not been said before, not merely said again."""


@dataclass(frozen=True, slots=True)
class FigureClaim:
    """A number that an article states, with the sentence it stands in."""

    value: float
    """The number; of a range, the lower end; of the result of a vote, the side on which the claims differ."""
    upper: float | None
    """The upper end of a range; None for a single number."""
    modifier: str
    """How it is bounded, in small letters (``at least``); empty where it is not."""
    said: str
    """Number, unit and modifier as the sentence has them (``nearly 12,000``)."""
    place: str
    """Where it holds, in the words of the sentence; empty where that is not told."""
    attributed_to: str | None
    """Who is quoted for it, in the words of the sentence."""
    quote: str
    """Characters ``[start, end)`` of the article's ``field`` (``title`` or ``text``), verbatim."""
    article_id: str
    source: str | None
    published_at: datetime | None
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the sources of a story say on one number, oldest first."""

    about: str
    """What is counted or measured, and where."""
    unit: str
    """What is counted, the currency, or ``%``, ``miles``, ``magnitude``, ``years`` ...

    Of lengths and the like that are told in several units, ``metres``, ``hectares``, ``kilograms``, ``km/h``,
    ``degrees Celsius`` or ``hours``, for all of the values.
    """
    is_count: bool
    status: str
    """``contested``, ``revised`` or ``compatible`` (:mod:`service.briefings.figures.comparing.comparing`)."""
    claims: tuple[FigureClaim, ...]


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What must not be told on top, because later reports know better."""

    reports: frozenset[str] = frozenset()
    """Ids of the articles that a later one goes back on."""
    sentences: frozenset[tuple[str, int]] = frozenset()
    """Those that give a count which has been counted anew: the article's id, and where in its text they begin."""
    titles: frozenset[str] = frozenset()
    """Ids of the articles whose titles give such a count."""
    current: frozenset[str] = frozenset()
    """Ids of the articles whose titles give the count that holds now."""
    passed: frozenset[str] = frozenset()
    """Ids of the articles that do not know the latest turn of events: quoted, but neither headline nor opening."""
    stage: str = ""
    """The stage that the latest turn has reached (:mod:`service.briefings.wording.stages`); empty where it has none."""

    def has(self, article_id: str, start: int) -> bool:
        """Whether the sentence that begins there in the article's text has been overtaken."""
        return article_id in self.reports or (article_id, start) in self.sentences


NOTHING_OVERTAKEN = Overtaken()


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One story of a briefing."""

    outline: Outline
    summary: tuple[CitedSentence, ...]
    duplicates: tuple[str, ...]
    """Ids of the articles that are copies (exact or near) of another article in the story."""
    new_since: tuple[str, ...]
    """Ids of the articles that the reader has not seen as they stand; all of them when that is not known."""
    disagreements: tuple[Disagreement, ...] = ()
    """Numbers on which its sources differ, those contested first."""
    rank: Rank | None = None
    """Why it stands where it stands."""
    abstract: Abstract | None = None
    """The summary in a language model's words; None where there is none."""
    news: News | None = None
    """None where it is not known when the reader last looked."""
    constraints: tuple[Constraint, ...] = ()
    """What editors have said about its articles, as far as it may be known, oldest first."""

    @property
    def told(self) -> tuple[CitedSentence, ...]:
        """The story in the model's words where they hold, else in those of its sources."""
        return (self.abstract.sentences if self.abstract else ()) or self.summary


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a reader has looked before."""

    place: int
    """In the event log: what was told up to here has been seen."""
    at: datetime | None = None
    """The time that the reader named, where it was a time."""


@dataclass(frozen=True, slots=True)
class BriefingRequest:
    """Which briefing: the period ``[since, until)`` by publication, how many stories, and which."""

    now: datetime
    since: datetime
    until: datetime
    limit: int = 20
    min_origins: int = 1
    source: str | None = None
    """Only stories in which an article of this source may be shown."""
    language: str | None = None
    """Only stories in which an article in this language may be shown."""
    seen_before: Seen | None = None
    per_storyline: int = 3
    """Stories of one running subject that come before all others have had their turn."""
    words: int | None = None
    """About how long a summary may be: no sentence begins once so many words are said; None for the usual length."""
    text: str | None = None
    """Only stories in which an article that may be shown has this in its title or text."""
    closed: bool = False
    """Whether ``until`` was asked for, and is not just where the newest report stands."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """Ranked stories over a period, ready to publish."""

    request: BriefingRequest
    items: tuple[BriefItem, ...]
    as_of: datetime | None = None
    """When anything on the desk last changed; None where nothing has, or nobody knows."""
    place: int = 0
    """The place in the event log up to which its reports have been told of: whoever has read it has seen so far."""
