"""The window is a function of its articles, and every change can be taken back."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.clustering.evidence import Evidence
from service.clustering.window import SPARE_ENTRIES, Window
from service.model import Constraint, Link
from tests.clustering.support import DIMENSION, NOON, SPAN, evidence, snapshot, window_of
from tests.long import half

PAGE = "https://news.example/flood"
COPY = "The river Talle rose above its banks on Monday and cut off two villages."
POOL = [
    evidence("a", 0, hours=0),
    evidence("b", 10, hours=30, text=COPY, url=PAGE),
    evidence("c", 10, hours=30, text=COPY),
    evidence("d", 45, hours=100, url=PAGE),
    evidence(
        "e", 90, hours=200, text="Mayor Ilse Brandt of Port Ellis resigned on Tuesday over 40 unpaid bills."
    ),
    evidence("f", 0, hours=239),
    evidence("g", 180, hours=300, title="Weather"),
    evidence("h", 20, hours=700),
]
LATER = [evidence(one.article_id, 60, hours=250) for one in POOL]
"""Another version of each."""
PROBES = [*POOL, evidence("z", 5, text=COPY, url=PAGE)]

Step = Callable[[Window], object]
numbers = st.integers(0, len(POOL) - 1)
stories = st.sampled_from(["s", "t", "u"])


def _place(number: int, story_id: str) -> Step:
    def step(window: Window) -> None:
        if POOL[number].article_id not in window:
            window.place(POOL[number], story_id)

    return step


def _remove(number: int) -> Step:
    name = POOL[number].article_id
    return lambda window: window.remove(name) if name in window else None


def _move(number: int, story_id: str) -> Step:
    name = POOL[number].article_id
    return lambda window: window.move(name, story_id) if name in window else None


def _revise(number: int) -> Step:
    def step(window: Window) -> None:
        name = POOL[number].article_id
        if story_id := window.story_of(name):
            window.remove(name)
            window.advance(LATER[number].at)
            window.place(LATER[number], story_id)

    return step


def _advance(hours: int) -> Step:
    return lambda window: window.advance(NOON + timedelta(hours=hours))


def _constrain(link: Link, one: int, other: int) -> Step:
    word = Constraint(link, POOL[one].article_id, POOL[other].article_id, NOON)
    return lambda window: window.constrain(word)


steps = st.lists(
    st.builds(_place, numbers, stories)
    | st.builds(_remove, numbers)
    | st.builds(_move, numbers, stories)
    | st.builds(_revise, numbers)
    | st.builds(_advance, st.integers(-10, 1_000))
    | st.builds(_constrain, st.sampled_from(Link), numbers, numbers),
    max_size=12,
)


@settings(max_examples=half(60), deadline=None)
@given(before=steps, inside=steps)
@example(before=[_place(0, "s")], inside=[_advance(500)])
@example(
    before=[_constrain(Link.MUST, 0, 1), _constrain(Link.MUST, 0, 2)], inside=[_constrain(Link.CANNOT, 0, 1)]
)
def test_what_is_not_kept_leaves_no_trace(before: list[Step], inside: list[Step]) -> None:
    window = Window(DIMENSION, SPAN)
    for step in before:
        step(window)
    known = snapshot(window, PROBES)
    with window.trial():
        for step in inside:
            step(window)
    assert snapshot(window, PROBES) == known
    horizon = NOON + timedelta(hours=10_000)
    window.advance(horizon)
    assert len(window) == len(window.vectors) == 0
    assert not list(window.story_ids())


@settings(max_examples=half(60), deadline=None)
@given(history=steps, order=st.permutations(range(len(POOL))))
def test_a_window_rebuilt_from_its_articles_is_the_one_that_lived(
    history: list[Step], order: list[int]
) -> None:
    live = Window(DIMENSION, SPAN)
    with live.trial() as trial:
        for step in history:
            step(live)
        trial.keep()
    rebuilt = Window(DIMENSION, SPAN)
    if live.clock:
        rebuilt.advance(live.clock)
    for number in order:
        name = POOL[number].article_id
        if story_id := live.story_of(name):
            rebuilt.place(live.evidence(name), story_id)
    rebuilt.constraints = live.constraints
    assert snapshot(rebuilt, PROBES) == snapshot(live, PROBES)


@given(
    words=st.lists(st.builds(Constraint, st.sampled_from(Link), *[st.sampled_from("abc")] * 2, st.just(NOON)))
)
def test_the_later_word_on_a_pair_stands(words: list[Constraint]) -> None:
    window = Window(DIMENSION, SPAN)
    last: dict[frozenset[str], Link] = {}
    for word in words:
        window.constrain(word)
        last[frozenset((word.first, word.second))] = word.link
    for pair, link in last.items():
        one, other = min(pair), max(pair)
        assert {held: other in window.constraints.partners(held, one) for held in Link} == {
            held: held is link for held in Link
        }
        assert window.constraints.forbids([one], [other]) is (link is Link.CANNOT)


def test_a_story_stays_open_while_something_in_it_is_recent_and_late_news_from_before_is_not_taken() -> None:
    window = window_of({"saga": [evidence("old", 0), evidence("new", 0, hours=239)]})
    window.advance(NOON + SPAN + timedelta(hours=1))
    window.place(evidence("older", 0, hours=-1), "saga")
    assert [member.article_id for member in window.members("saga")] == ["new"]


def test_many_checks_leave_nothing_behind() -> None:
    window = window_of({"s": [evidence("a", 0)]})
    checked: Evidence = evidence("b", 0)
    for _ in range(3 * SPARE_ENTRIES):
        with window.trial():
            window.place(checked, "s")
    assert len(window._by_age) <= 2 * len(window) + SPARE_ENTRIES + 2


def test_a_clock_at_the_beginning_of_time_is_no_obstacle() -> None:
    window = Window(DIMENSION, SPAN)
    window.advance(NOON.replace(year=1, month=1, day=1))
    window.place(evidence("a", 0, hours=-24 * 365 * 2025), "s")
    assert len(window) == 1
    window.advance(NOON)
    assert len(window) == 0
