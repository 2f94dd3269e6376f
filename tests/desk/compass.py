"""A newsroom on a compass: what a report is about is a direction, so that every likeness is known."""

import re
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from embeddings import EncoderIdentity, FloatArray, ViewsApart
from service.clustering.fusion import Calibration, Fusion, shipped_calibration
from service.desk import Desk
from service.errors import Gone, Moved, NotFound
from service.model import Article, Status, Story
from service.ports import Store, StoryQuery
from tests.desk.support import NOON

LOOK_ALIKE, AKIN = 0.8, 0.5
"""Cosine from which two articles tell of one event (within 39 degrees), and of one subject (within 60)."""


class Compass(ViewsApart):
    """What an article is about is a direction in a plane, the first number in its text: float32 of shape (n, 2)."""

    identity = EncoderIdentity("compass", digest="0" * 64, dimension=2)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        degrees = np.radians([int(re.findall(r"\d+", text)[0]) for text in texts])
        return np.stack([np.cos(degrees), np.sin(degrees)], axis=1).astype(np.float32)


def by_direction(akin: float = AKIN) -> Calibration:
    shipped = shipped_calibration()
    event = dict.fromkeys(shipped.same_story.weights, 0.0) | {"whole": 40.0}
    subject = dict.fromkeys(shipped.same_subject.weights, 0.0) | {"whole": 40.0}
    return Calibration(
        "by hand", Fusion(event, -40.0 * LOOK_ALIKE), same_subject=Fusion(subject, -40.0 * akin)
    )


def desk_over(store: Store, akin: float = AKIN) -> Desk:
    return Desk(store, Compass(), calibration=by_direction(akin))


def towards(
    article_id: str,
    degrees: int,
    at: datetime = NOON,
    *,
    status: Status = Status.USABLE,
    evolved_from: str | None = None,
) -> Article:
    """A report in this direction, in words of its own."""
    words = " ".join(f"{article_id}{letter}" for letter in "abcdefgh")
    text = f"{degrees} {words}"
    return Article(article_id, text=text, published_at=at, status=status, evolved_from=evolved_from)


def stored(store: Store, story_id: str) -> Story:
    story = store.story(story_id)
    assert story is not None
    return story


def answer(desk: Desk, storyline_id: str) -> str:
    """What a storyline's id answers: ``live``, ``gone``, ``unknown``, or the id it moved to."""
    try:
        desk.storyline(storyline_id, StoryQuery(NOON))
    except Moved as moved:
        assert moved.kind == "storyline"
        return moved.successor
    except Gone:
        return "gone"
    except NotFound:
        return "unknown"
    return "live"


def all_stories(store: Store) -> list[Story]:
    ids = {logged.event.story_id for logged in store.events(0, 10_000)}
    return [stored(store, story_id) for story_id in sorted(ids)]


def assert_lawful(store: Store, desk: Desk) -> None:
    """Every story lies in a storyline that its founder bears out, and every id ever given leads there at once."""
    for story in all_stories(store):
        assert stored(store, story.storyline_id).storyline_id == story.storyline_id
        for storyline_id in {story.id, story.storyline_id}:
            after = answer(desk, storyline_id)
            assert after in {"live", "gone"} or answer(desk, after) == "live"
