"""Stories that part and unite as reports come in: the laws hold through it.

On a compass every stream of thirty directions makes stories unite and come apart again.
"""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from service.clustering.window import Window
from service.desk import Desk
from service.model import Article, Link, StoryState, Submission
from service.ports import Store
from service.stores.memory import MemoryStore
from tests.desk.compass import desk_over, towards
from tests.desk.support import HOUR, NOON, fate, on_file, submit

END = NOON + 100 * HOUR
briefly = settings(max_examples=12, deadline=None, database=None)
directions = st.lists(st.integers(0, 25).map(lambda sixth: 6 * sixth), min_size=12, max_size=30)
TELLING = [42, 108, 60, 90, 24, 72, 54, 96, 30, 78, 66, 48, 84, 36, 102, 114, 18, 57, 75, 93]


def stream(angles: Sequence[int], hours: float) -> list[Article]:
    """A report in each direction, so many hours apart."""
    return [towards(f"a{place:02}", angle, NOON + place * hours * HOUR) for place, angle in enumerate(angles)]


def file_all(articles: Sequence[Article], size: int, *, restarts: bool = False) -> Store:
    store = MemoryStore()
    desk = desk_over(store)
    for start in range(0, len(articles), size):
        desk = desk_over(store) if restarts else desk
        submit(desk, *articles[start : start + size], now=END)
    return store


def story_of(store: Store, article_id: str) -> str:
    filed = store.article(article_id)
    assert filed is not None
    return filed.story_id


def test_there_are_streams_that_unite_stories_and_streams_that_part_them() -> None:
    kinds: set[str] = set()
    for shift in range(0, 60, 6):
        store = file_all(
            stream([(angle * 7 + shift * place) % 156 for place, angle in enumerate(TELLING)], 1), 1
        )
        kinds |= {logged.event.type.value for logged in store.events(0, 1_000)}
    assert {"story.merged", "story.split"} <= kinds


@briefly
@given(angles=directions, size=st.integers(2, 30), hours=st.sampled_from([0.0, 1.0]))
def test_the_same_stream_gives_the_same_stories_however_batched_and_restarted(
    angles: list[int], size: int, hours: float
) -> None:
    """With all times equal, too: then it is the ids that break ties."""
    articles = stream(angles, hours)
    names = [article.id for article in articles]
    expected = on_file(file_all(articles, 1), names)
    assert on_file(file_all(articles, size), names) == expected
    assert on_file(file_all(articles, size, restarts=True), names) == expected
    assert on_file(file_all(articles, 1, restarts=True), names) == expected


@briefly
@given(angles=directions, data=st.data())
def test_no_parting_and_no_union_undoes_an_editors_word(angles: list[int], data: st.DataObject) -> None:
    store = MemoryStore()
    desk = desk_over(store)
    filed: list[str] = []
    for article in stream(angles, 1):
        submit(desk, article, now=END)
        filed.append(article.id)
        if len(filed) % 4 == 0:
            one, other = (data.draw(st.sampled_from(filed)) for _ in range(2))
            _say(desk, store, one, other, filed)
        for word in store.constraints():
            together = story_of(store, word.first) == story_of(store, word.second)
            assert together is (word.link is Link.MUST)


def _say(desk: Desk, store: Store, one: str, other: str, filed: Sequence[str]) -> None:
    """Merge the stories of two articles; of one story, split the one off."""
    if story_of(store, one) != story_of(store, other):
        desk.merge(story_of(store, one), [story_of(store, other)], END)
        return
    lying = [name for name in filed if story_of(store, name) == story_of(store, one)]
    if len(lying) > 1:
        desk.split(story_of(store, one), [one], END)


@briefly
@given(angles=directions)
def test_every_id_ever_told_still_answers_and_no_article_is_lost(angles: list[int]) -> None:
    articles = stream(angles, 1)
    store = file_all(articles, 1)
    desk = desk_over(store)
    told = {logged.event.story_id for logged in store.events(0, 10_000)}
    for story_id in told:
        assert fate(desk, story_id, END) in told | {"live"}
    for article in articles:
        file = store.story_file(story_of(store, article.id))
        assert file is not None
        assert file.story.state is StoryState.LIVE
        assert [one.id for one in file.articles].count(article.id) == 1


@briefly
@given(angles=directions)
def test_a_check_foretells_partings_and_unions_and_leaves_no_trace(angles: list[int]) -> None:
    articles = stream(angles, 1)
    store = MemoryStore()
    desk = desk_over(store)
    for article in articles:
        before = _stories(desk._window)
        foretold = desk.check([Submission(article)], END)
        assert _stories(desk._window) == before
        assert submit(desk, article, now=END) == foretold


def _stories(window: Window) -> dict[str, list[str]]:
    return {story: [one.article_id for one in window.members(story)] for story in sorted(window.story_ids())}
