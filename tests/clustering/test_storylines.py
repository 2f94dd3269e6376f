"""When a storyline is looked at, and that the window keeps storylines as a function of what was linked."""

from collections.abc import Callable
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.evidence import Evidence, by_time, gather
from service.clustering.storylines import is_due
from service.clustering.window import Window
from service.model import Article, Vectors
from tests.clustering.support import DIMENSION, NOON, SPAN, pointing
from tests.long import half

Step = Callable[[Window], object]
VECTORS: Vectors = pointing(0)
POOL: list[Evidence] = gather([(Article(name, name), NOON, VECTORS, name) for name in "abcde"])
places = st.integers(0, len(POOL) - 1)
STORIES = ("s", "t", "u")
LINES = (*STORIES, "x")
stories, lines = st.sampled_from(STORIES), st.sampled_from(LINES)


def test_a_story_is_looked_at_while_it_is_new_and_when_it_has_grown_by_half() -> None:
    due = [size for size in range(100) if is_due(size)]
    assert due == [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96]


def _place(number: int, story_id: str, line: str | None) -> Step:
    def step(window: Window) -> None:
        if POOL[number].article_id not in window:
            window.place(POOL[number], story_id, line)

    return step


def _move(number: int, story_id: str, line: str | None) -> Step:
    name = POOL[number].article_id
    return lambda window: window.move(name, story_id, line) if name in window else None


def _remove(number: int) -> Step:
    name = POOL[number].article_id
    return lambda window: window.remove(name) if name in window else None


def _link(story_id: str, line: str) -> Step:
    return lambda window: window.link(story_id, line) if window.members(story_id) else None


steps = st.lists(
    st.builds(_place, places, stories, st.none() | lines)
    | st.builds(_move, places, stories, st.none() | lines)
    | st.builds(_remove, places)
    | st.builds(_link, stories, lines),
    max_size=12,
)


def linked(window: Window) -> dict[str, str | None]:
    """The storyline of each story; that the other way round says the same, and where all stand, is checked."""
    found = {story_id: window.storylines.of(story_id) for story_id in STORIES}
    assert {story_id for story_id, line in found.items() if line} == set(window.story_ids())
    for line in LINES:
        inside = [story_id for story_id, its in found.items() if its == line]
        inside.sort(key=lambda one: by_time(window.members(one)[0]))
        assert [*window.storylines.stories(line)] == inside
        standing = {story_id: [live.place for live in window.members(story_id)] for story_id in inside}
        assert window.storylines.places(line).tolist() == [*chain(*standing.values())]
        assert window.storylines.articles(line) == sum(map(len, standing.values()))
        for story_id, own in standing.items():
            rest = [place for other in inside if other != story_id for place in standing[other]]
            assert [part.tolist() for part in window.storylines.apart(story_id)] == [own, rest]
    return found


@settings(max_examples=half(100), deadline=None)
@given(before=steps, inside=steps)
def test_links_that_are_not_kept_leave_no_trace(before: list[Step], inside: list[Step]) -> None:
    window = Window(DIMENSION, SPAN)
    for step in before:
        step(window)
        linked(window)
    known = linked(window)
    with window.trial():
        for step in inside:
            step(window)
            linked(window)
    assert linked(window) == known


@settings(max_examples=half(100), deadline=None)
@given(history=steps)
def test_a_window_rebuilt_from_its_stories_has_the_same_storylines(history: list[Step]) -> None:
    live = Window(DIMENSION, SPAN)
    for step in history:
        step(live)
        linked(live)
    rebuilt = Window(DIMENSION, SPAN)
    for story_id in live.story_ids():
        for member in live.members(story_id):
            rebuilt.place(member, story_id, live.storylines.of(story_id))
    assert linked(rebuilt) == linked(live)
