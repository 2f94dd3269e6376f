"""A newsroom for the desk's tests: an encoder that needs no model, reports of our own, and ways to look at a desk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any
from unittest.mock import patch
from zlib import crc32

import numpy as np
import pytest

from embeddings import EncoderIdentity, FloatArray, ViewsApart
from service.audit import TrailQuery
from service.briefings.values import Briefing, BriefingRequest
from service.desk import Desk
from service.errors import Gone, Moved, NotFound
from service.model import Article, Link, Result, Status, Submission
from service.ports import Store, StoryQuery
from tests.clustering.support import bits

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVER = datetime(1990, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DIMENSION = 64
OpenStore = Callable[[], Store]

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "flood": (
        "The River Orle flooded Brackwater on Monday and 340 residents left their homes.",
        "Firefighters in boats carried residents of Brackwater from homes along the flooded River Orle.",
        "The River Orle stood at 6.2 metres in Brackwater, higher than in any flood since 1998.",
        "Brackwater opened its sports hall to residents whose homes the River Orle had flooded.",
    ),
    "court": (
        "The Supreme Court of Estmark struck down face recognition cameras at Aldmere Central station.",
        "Police must switch off the face recognition cameras at Aldmere Central within 30 days, the court ruled.",
        "Judge Helvi Marrane said face recognition at Aldmere Central station had no basis in Estmark law.",
        "Commuters brought the case against face recognition cameras before the Supreme Court of Estmark.",
    ),
    "globe": (
        "A stolen globe of 1643 has come back to the maritime museum in Hovden after nine years.",
        "Director Sigrun Vallance said the stolen globe lay in a loft near Hovden, wrapped in a blanket.",
        "The maritime museum in Hovden will show the globe of 1643 by engraver Pieter Hasselaer again.",
        "Nobody has been charged over the stolen globe that the maritime museum in Hovden got back.",
    ),
    "strike": (
        "Tram drivers of Lindhaven began a strike over pay that will last until Thursday evening.",
        "The drivers union in Lindhaven wants 7 percent more pay, and the tram company offers 3 percent.",
        "Lindhaven trams stood still as drivers on strike picketed the depot for more pay.",
        "Talks between the Lindhaven tram company and drivers on strike resume on Wednesday.",
    ),
}
"""What happened, each told in sentences from which reports are put together."""

TAKES = (*combinations(range(4), 1), *combinations(range(4), 2))
"""Which sentences a report is made of: alerts of one, and reports of two that bring alerts together."""


BRIDGED = (
    "Surveyor Tove Lindqvard said blasting at Rothmar Granite quarry had cracked cellar walls.",
    "Villagers brought the case over night permits before the Mining Board of Sundal.",
    "The Mining Board of Sundal struck down night blasting permits at Rothmar Granite quarry after villagers "
    "petitioned over cracked cellar walls.",
)
"""Two alerts that start apart, and the report that makes one story of them."""


class WordEncoder(ViewsApart):
    """Unit vectors in which every longer word has a direction of its own: float32 of shape (n, 64)."""

    def __init__(self, name: str = "words") -> None:
        self.identity = EncoderIdentity(name, digest="0" * 64, dimension=DIMENSION)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        rows = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in [word for word in text.casefold().split() if len(word) > 3] or ["nothing"]:
                row[crc32(word.encode()) % DIMENSION] += 1.0
        lengths: FloatArray = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / lengths


def text_of(subject: str, take: int) -> str:
    """The text of a report: one or two sentences of the subject."""
    return " ".join(SUBJECTS[subject][place] for place in TAKES[take])


def report(article_id: str, subject: str = "flood", take: int = 0, **others: Any) -> Article:
    """A report on a subject, published at noon unless told otherwise."""
    given: dict[str, Any] = {
        "text": text_of(subject, take),
        "source": "Northwire",
        "published_at": NOON,
    } | others
    return Article(article_id, **given)


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """Expect that a commit is tried, and refused."""
    refusing = patch.object(store, "commit", side_effect=OSError("the disk is full"))
    with refusing, pytest.raises(OSError, match="disk is full"):
        yield


def submit(desk: Desk, *articles: Article, now: datetime = NOON) -> list[Result]:
    """File the articles in one batch."""
    return desk.receive([Submission(article) for article in articles], now)


def story_of(desk: Desk, article: Article, now: datetime = NOON) -> str:
    """File one article; where it went."""
    return submit(desk, article, now=now)[0].decision.story_id


def check(desk: Desk, articles: Sequence[Article], now: datetime) -> list[Result]:
    """What filing the articles would answer."""
    return desk.check([Submission(article) for article in articles], now)


def members(desk: Desk, story_id: str, now: datetime = NOON) -> list[str]:
    """Articles that a reader of the story sees."""
    return [filed.id for filed in desk.story(story_id, now)[0].articles]


def fate(desk: Desk, story_id: str, now: datetime) -> str:
    """What a story id answers: ``live``, ``gone``, ``hidden``, or the id it moved to."""
    try:
        return "live" if desk.story(story_id, now)[0].story.id == story_id else "another"
    except Moved as moved:
        return moved.successor
    except Gone:
        return "gone"
    except NotFound:
        return "hidden"


def brief(desk: Desk, now: datetime) -> Briefing:
    """A briefing of everything."""
    return desk.brief(BriefingRequest(now, since=EVER, until=now + HOUR, limit=1_000))


def on_show(desk: Desk, now: datetime) -> str:
    """Everything that may be read on the desk at ``now``, as one text."""
    outlines = desk.stories(StoryQuery(now, limit=1_000))
    told = [desk.story(shown.story.id, now) for shown in outlines]
    return repr((outlines, told, brief(desk, now), list(desk.events(0, 10_000))))


def known(desk: Desk) -> dict[str, list[Any]]:
    """What a desk compares its live articles by, to the last bit."""
    window = desk._window
    live = [member for story_id in window.story_ids() for member in window.members(story_id)]
    return {evidence.article_id: bits(evidence) for evidence in live}


def words_known(desk: Desk, article_ids: Sequence[str]) -> dict[tuple[Link, str], tuple[str, ...]]:
    """What a desk holds editors to, in its order."""
    partners = desk._window.constraints.partners
    return {(link, name): partners(link, name) for link in Link for name in article_ids}


def on_file(store: Store, article_ids: Sequence[str]) -> list[Any]:
    """All that a store holds of the articles and their stories, but for the events' numbers."""
    held = [list(store.history(article_id)) for article_id in article_ids]
    story_ids = sorted({filed.story_id for texts in held for filed in texts})
    events = [logged.event for logged in store.events(0, 10_000)]
    stories = [store.story_file(story_id) for story_id in story_ids]
    return [held, stories, list(store.constraints()), events, store.trail.find(TrailQuery(limit=10_000))]


def a_stream() -> list[tuple[Article, datetime]]:
    """Ten eventful days: every subject in takes, with copies, revisions, kills, rewrites and late old reports."""
    stream: list[tuple[Article, datetime]] = []

    def add(article: Article, days: float) -> None:
        at = NOON + days * DAY
        stream.append((replace(article, published_at=article.published_at and at), at))

    for take in range(len(TAKES)):
        for place, subject in enumerate(SUBJECTS):
            add(report(f"{subject}/{take}", subject, take), take + place / 8)
            if (take + place) % 3 == 0:
                add(report(f"{subject}/{take}/copy", subject, take, source="Harbour"), take + place / 8)
        add(report(f"flood/{take}", "flood", 9 - take, version="2"), take + 0.6)
    add(report("globe/1", status=Status.CANCELED), 9.7)
    add(report("never/seen", status=Status.WITHHELD), 9.7)
    add(report("never/seen"), 9.8)
    add(report("rewrite", "strike", 6, evolved_from="court/0"), 9.9)
    for place, text in enumerate(BRIDGED):
        add(report(f"quarry/{place}", text=text), 9.9)
    stream.append((report("late", "globe", 2, published_at=NOON - 90 * DAY), NOON + 10 * DAY))
    stream.append((report("undated", "strike", 1, published_at=None), NOON + 10 * DAY))
    return stream
