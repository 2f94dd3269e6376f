"""The use cases: receive, check, withdraw, merge, split, pin, brief.

Time is an argument everywhere; there is no clock in here.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from service.briefings.values import Briefing, BriefingRequest, Outline
from service.events import LoggedEvent
from service.model import FiledArticle, Result, StoryFile, Submission
from service.ports import Encoder, Reply, Store, StoryQuery

MAX_BATCH = 500


class Desk:
    """One newsroom's desk. Safe to call from several threads."""

    def __init__(self, store: Store, encoder: Encoder, *, window: timedelta = timedelta(days=14)) -> None:
        """Bind the encoder to the store and rebuild the window from rows.

        Raises
        ------
        EncoderMismatch
            The stored vectors were made by another model.
        """
        raise NotImplementedError

    def receive(
        self,
        submissions: Sequence[Submission],
        now: datetime,
        seal: Callable[[Sequence[Result]], Reply] | None = None,
    ) -> list[Result]:
        """File the submissions in order; results stand in the same order, and are durable on return.

        ``seal`` renders the answer to be kept under an idempotency key, in the same transaction.
        """
        raise NotImplementedError

    def check(self, submissions: Sequence[Submission], now: datetime) -> list[Result]:
        """What ``receive`` would answer; nothing is stored."""
        raise NotImplementedError

    def recall(self, key: str) -> Reply | None:
        """The answer already given under this idempotency key."""
        raise NotImplementedError

    def article(self, article_id: str, now: datetime) -> FiledArticle:
        """Raises NotFound, or Gone (withdrawn, or under embargo: NotFound)."""
        raise NotImplementedError

    def story(self, story_id: str, now: datetime) -> tuple[Outline, StoryFile]:
        """Raises NotFound, Moved (merged: its successor), Gone (nothing of it may be shown)."""
        raise NotImplementedError

    def stories(self, query: StoryQuery) -> list[Outline]:
        """One page of stories, newest first."""
        raise NotImplementedError

    def brief(self, request: BriefingRequest) -> Briefing:
        """Ranked stories over a period. Reads only."""
        raise NotImplementedError

    def newest(self) -> datetime | None:
        """The time of the latest report on file (what "the last three days" counts back from)."""
        raise NotImplementedError

    def events(self, after: int, limit: int = 100) -> Sequence[LoggedEvent]:
        """The event log by cursor."""
        raise NotImplementedError

    def withdraw(self, article_id: str, now: datetime, reason: str, by: str | None = None) -> Result:
        """Pull an article out of everything. Raises NotFound; withdrawing twice is the same as once."""
        raise NotImplementedError

    def merge(self, story_id: str, others: Sequence[str], now: datetime, by: str | None = None) -> str:
        """Fold ``others`` into ``story_id``; answers the surviving id. Raises NotFound, Gone, Conflict."""
        raise NotImplementedError

    def split(
        self, story_id: str, article_ids: Sequence[str], now: datetime, by: str | None = None
    ) -> str:
        """Move the articles to a story of their own; answers its id. Raises NotFound, Gone, Conflict."""
        raise NotImplementedError

    def pin(self, story_id: str, article_id: str | None, now: datetime, by: str | None = None) -> None:
        """Choose the representative, or let the rule choose again (None). Raises NotFound, Gone, Conflict."""
        raise NotImplementedError

    @property
    def window_size(self) -> int:
        """Live articles that a new one is compared with."""
        raise NotImplementedError
