"""A desk for the length of one command: reports in, stories out, nothing kept."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from embeddings import Encoder
from service.cli.terminal import Advance, no_progress
from service.clustering.fusion import Calibration
from service.desk import Desk, Embedded, Parcel
from service.model import Article, Result, Submission
from service.stores.memory import MemoryStore

CHUNK = 256
"""Articles handed over at once: enough to keep the encoder busy, few enough for the progress bar to move."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article lies in the end."""

    article_id: str
    story_id: str
    storyline_id: str

    def at_level(self, level: str) -> str:
        """Its story's id, or its storyline's at level ``storyline``."""
        return self.storyline_id if level == "storyline" else self.story_id


class OneShotDesk:
    """A desk over a store in memory."""

    def __init__(
        self, encoder: Encoder, calibration: Calibration | None = None, preferred_sources: Sequence[str] = ()
    ) -> None:
        self._store = MemoryStore()
        self.desk = Desk(
            self._store,
            encoder,
            calibration=calibration,
            preferred_sources=preferred_sources,
            notes_representatives=False,
        )
        self._order: dict[str, None] = {}

    def fold(self, submissions: Iterable[Submission], now: datetime, advance: Advance = no_progress) -> None:
        """Receive everything in the order given."""
        for result in received(self.desk, submissions, now, advance):
            self._order.setdefault(result.article.id)

    def placements(self) -> Iterator[Placement]:
        """Where each article lies after all merges and splits: once per id, in order of first arrival."""
        storylines: dict[str, str] = {}
        for article_id in self._order:
            filed = self._store.article(article_id)
            if filed is None:
                continue
            story_id = filed.story_id
            if story_id not in storylines:
                story = self._store.story(story_id)
                storylines[story_id] = story.storyline_id if story is not None else story_id
            yield Placement(article_id, story_id, storylines[story_id])

    def told(self, article: Article) -> Article:
        """The article as it is grouped: without the text that its page was found to repeat around it."""
        filed = self._store.article(article.id)
        if filed is None or filed.told is None or filed.article.text != article.text:
            return article
        return replace(article, text=article.text[slice(*filed.told)])

    def earliest(self) -> datetime | None:
        """Find the time that the earliest article counts by."""
        filed = (self._store.article(article_id) for article_id in self._order)
        return min((article.at for article in filed if article is not None), default=None)


def received(
    desk: Desk, submissions: Iterable[Submission], now: datetime, advance: Advance = no_progress
) -> Iterator[Result]:
    """Hand submissions to the desk in chunks; results stand in the order of arrival."""
    for chunk in _embedded(desk, reckoned(submissions, now), now):
        [results] = desk.file([chunk])
        yield from results
        advance(len(results))


def reckoned(submissions: Iterable[Submission], now: datetime) -> Iterator[Submission]:
    """Say of each by what time it counts if it has none: the latest before it, or else the first behind it.

    An archive is read in long after it was written. What counted as of ``now`` would end every story that goes on
    behind it.
    """
    latest: datetime | None = None
    waiting: list[Submission] = []
    for one in submissions:
        at = one.article.published_at or one.reckoned_at
        if at is not None:
            at = min(at, now)
            latest = max(latest or at, at)
            yield from (replace(early, reckoned_at=at) for early in waiting)
            waiting = []
            yield one
        elif latest is None:
            waiting.append(one)
        else:
            yield replace(one, reckoned_at=latest)
    yield from waiting


def _embedded(desk: Desk, submissions: Iterable[Submission], now: datetime) -> Iterator[Embedded]:
    """Chunks in order; while one is filed the next is encoded and read."""
    remaining, coming = iter(submissions), None
    with ThreadPoolExecutor(1, "ahead") as ahead:
        while chunk := list(islice(remaining, CHUNK)):
            done, coming = coming and coming.result(), ahead.submit(desk.embed, Parcel(chunk, now))
            if done:
                yield done
        if coming:
            yield coming.result()


def labels(placements: Iterable[Placement], ids: Sequence[str], level: str) -> list[str]:
    """Story labels of these articles, in this order. Raises KeyError for an id that was not placed."""
    placed = {placement.article_id: placement.at_level(level) for placement in placements}
    return [placed[article_id] for article_id in ids]
