"""Stories of one subject are linked, never folded; a storyline's id answers for ever, whatever came how."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings import EncoderIdentity, FloatArray
from service.clustering.fusion import Calibration, Fusion, shipped_calibration
from service.desk import Desk
from service.errors import Gone, Moved, NotFound
from service.model import Article, Linking, Status, Story
from service.ports import Store, StoryQuery
from service.stores.memory import MemoryStore
from tests.desk.support import DAY, NOON, OpenStore, brief, members, on_file, story_of, submit

LOOK_ALIKE, AKIN = 0.8, 0.5
"""Cosine from which two articles tell of one event (within 39 degrees), and of one subject (within 60)."""


class Compass:
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


def towards(article_id: str, degrees: int, at: datetime = NOON, **others: str | Status | None) -> Article:
    words = " ".join(f"{article_id}{letter}" for letter in "abcdefgh")
    return replace(Article(article_id, text=f"{degrees} {words}", published_at=at), **others)


def stored(store: Store, story_id: str) -> Story:
    story = store.story(story_id)
    assert story is not None
    return story


def reason(store: Store, story_id: str) -> Linking:
    linking = stored(store, story_id).linking
    assert linking is not None
    return linking


def shown(desk: Desk, storyline_id: str, now: datetime = NOON) -> list[str]:
    return sorted(outline.story.id for outline in desk.storyline(storyline_id, StoryQuery(now)))


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


@pytest.fixture
def desk(store: Store) -> Desk:
    return desk_over(store)


def test_linking_folds_nothing_that_is_shown(desk: Desk, store: Store) -> None:
    first, second = story_of(desk, towards("a", 0)), story_of(desk, towards("b", 45))
    assert first != second
    assert (members(desk, first), members(desk, second)) == (["a"], ["b"])
    assert {item.outline.story.id for item in brief(desk, NOON).items} == {first, second}
    assert shown(desk, first) == sorted([first, second])
    assert answer(desk, second) == first
    linking = reason(store, second)
    assert (linking.storyline_id, linking.receipt.rule) == (first, "same_subject")
    assert linking.receipt.features["whole"] == pytest.approx(0.7071, abs=1e-4)
    [told] = [one.event for one in desk.events(0) if one.event.type.value == "storyline.merged"]
    assert dict(told.data) == {"storyline_id": first, "absorbed": second, "why": "reconcile"}


def test_a_storyline_is_met_as_a_whole_so_that_no_story_chains_two_subjects(desk: Desk, store: Store) -> None:
    first, between, far = (story_of(desk, towards(str(angle), angle)) for angle in (10, 55, 100))
    assert shown(desk, first) == sorted([first, between])
    assert shown(desk, far) == [far]
    linking = reason(store, far)
    assert (linking.storyline_id, linking.receipt.rule) == (far, "no_subject")
    assert linking.receipt.runner_up is not None
    assert linking.receipt.runner_up.story_id == first


def test_of_two_storylines_the_larger_keeps_its_id(desk: Desk, store: Store) -> None:
    older, growing = story_of(desk, towards("a", 65)), story_of(desk, towards("b", 0))
    assert shown(desk, older) == [older]
    assert story_of(desk, towards("c", 30)) == growing
    assert answer(desk, older) == growing
    assert reason(store, older).storyline_id == growing
    assert shown(desk, growing) == sorted([older, growing])


def test_storylines_that_have_become_one_keep_their_reasons(store: Store) -> None:
    strict = desk_over(store, akin=0.7)
    a, b, c, d = (story_of(strict, towards(str(angle), angle)) for angle in (10, 52, 100, 142))
    assert (shown(strict, a), shown(strict, c)) == (sorted([a, b]), sorted([c, d]))
    before = reason(store, b)
    calibrated_anew = desk_over(store, akin=-0.1)
    assert story_of(calibrated_anew, towards("more", 101)) == c
    assert shown(calibrated_anew, c) == sorted([a, b, c, d])
    assert (answer(calibrated_anew, a), answer(calibrated_anew, b)) == (c, c)
    assert reason(store, b) == before
    assert reason(store, a).storyline_id == c
    assert_lawful(store, calibrated_anew)


def test_a_part_stays_in_the_storyline(desk: Desk, store: Store) -> None:
    story = story_of(desk, towards("a", 0))
    submit(desk, towards("b", 5))
    fresh = desk.split(story, ["b"], NOON)
    assert shown(desk, story) == sorted([story, fresh])
    assert reason(store, fresh).receipt.rule == "parted"
    assert answer(desk, fresh) == story


def test_a_merge_takes_a_storyline_along_only_when_nothing_of_it_is_left(desk: Desk, store: Store) -> None:
    a, b = story_of(desk, towards("a", 0)), story_of(desk, towards("b", 45))
    c = story_of(desk, towards("c", 180))
    desk.merge(c, [a], NOON)
    assert (shown(desk, a), shown(desk, c)) == ([b], [c])
    desk.merge(c, [b], NOON)
    assert (answer(desk, a), answer(desk, b)) == (c, c)
    assert reason(store, a).receipt.rule == "merged"
    assert_lawful(store, desk)


def test_a_storyline_lives_until_the_last_of_it_is_withdrawn(desk: Desk, store: Store) -> None:
    a, b = story_of(desk, towards("a", 0)), story_of(desk, towards("b", 45))
    desk.withdraw("a", NOON, "wrong")
    assert (shown(desk, a), answer(desk, b)) == ([b], a)
    desk.withdraw("b", NOON, "wrong")
    assert (answer(desk, a), answer(desk, b)) == ("gone", "gone")
    assert answer(desk, "nowhere") == "unknown"


def test_a_storyline_under_embargo_is_not_there_yet(desk: Desk) -> None:
    story = story_of(desk, towards("a", 0, status=Status.EMBARGOED))
    assert answer(desk, story) == "unknown"


def test_a_story_that_comes_back_into_the_window_is_where_it_was(desk: Desk, store: Store) -> None:
    a, b = story_of(desk, towards("a", 0)), story_of(desk, towards("b", 45))
    later = NOON + 60 * DAY
    for article in (towards("c", 45, later, evolved_from="b"), towards("d", 90, later)):
        submit(desk, article, now=later)
    for one in (desk, desk_over(store)):
        assert one._window.storylines.of(b) == a
        assert one._window.storylines.stories(a) == sorted({b, store.article("d").story_id})  # type: ignore[union-attr]


def outcome(store: Store) -> list[object]:
    ids = sorted({logged.event.article_id or "" for logged in store.events(0, 10_000)} - {""})
    return [on_file(store, ids), all_stories(store)]


def run(store: Store, stream: Sequence[Article], size: int, *, restarts: bool = False) -> Store:
    desk = desk_over(store)
    for start in range(0, len(stream), size):
        desk = desk_over(store) if restarts else desk
        submit(desk, *stream[start : start + size], now=NOON + 30 * DAY)
    assert_lawful(store, desk)
    return store


STREAM = [
    towards(f"r{place}", place * 77 % 160, NOON + place * timedelta(hours=9), version=str(place))
    for place in range(60)
]


@pytest.mark.parametrize("restarts", [False, True], ids=["steady", "restarts"])
@pytest.mark.parametrize("size", [7, len(STREAM)])
def test_batches_restarts_and_stores_change_no_storyline(
    fresh_store: OpenStore, size: int, restarts: bool
) -> None:
    expected = run(MemoryStore(), STREAM, 1)
    assert outcome(run(fresh_store(), STREAM, size, restarts=restarts)) == outcome(expected)
    assert len({story.storyline_id for story in all_stories(expected)}) < len(all_stories(expected))


any_article: Callable[[], st.SearchStrategy[Article]] = partial(
    st.builds,
    towards,
    st.sampled_from("abcdefghij"),
    st.sampled_from(range(0, 360, 22)),
    st.integers(-500, 0).map(lambda hours: NOON + timedelta(hours=hours)),
    status=st.sampled_from([Status.USABLE] * 7 + [Status.CANCELED]),
    evolved_from=st.sampled_from([None, None, "a", "b"]),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(stream=st.lists(any_article(), min_size=2, max_size=16), size=st.integers(2, 16))
def test_any_stream_in_any_batches(stream: list[Article], size: int) -> None:
    expected = outcome(run(MemoryStore(), stream, 1))
    assert outcome(run(MemoryStore(), stream, size, restarts=True)) == expected
