"""Several editors at once, on the same stories, while reports come in: each edit is done whole or refused clearly."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest

from service.audit import TrailQuery
from service.desk import Desk, Order
from service.errors import Conflict, Gone, Moved, NotFound, Stale
from service.model import Link, Story
from service.ports import Store
from tests.desk.support import NOON, SUBJECTS, fate, known, report, submit, words_known

EDITORS = 6
ORDERS = 15
CLEAR = (Conflict, Gone, Moved, NotFound, Stale)


class Editor:
    """Edits at random what it sees; some of it is always out of date."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.random = Random(seed)
        self.came_to: Counter[str] = Counter()

    def work(self, together: Barrier) -> Counter[str]:
        together.wait()
        for _ in range(ORDERS):
            self.edit()
        return self.came_to

    def edit(self) -> None:
        deed = self.random.choice(
            [self.merge, self.merge, self.split, self.pin, self.undo, self.undo, self.file]
        )
        try:
            deed()
            self.came_to["done"] += 1
        except CLEAR as error:
            self.came_to[type(error).__name__] += 1

    def seen(self, count: int) -> list[str]:
        names = [f"{subject}/{take}" for subject in SUBJECTS for take in range(5)]
        return [self.desk.article(name, NOON).story_id for name in self.random.sample(names, count)]

    def merge(self) -> None:
        one, other = self.seen(2)
        self.desk.merge(one, [other], NOON)

    def split(self) -> None:
        [story] = self.seen(1)
        names = [filed.id for filed in self.desk.story(story, NOON)[0].articles]
        self.desk.split(story, names[: self.random.randint(1, 3)], NOON)

    def pin(self) -> None:
        """Only if the story is still what was seen of it."""
        [story] = self.seen(1)
        outline, _ = self.desk.story(story, NOON)

        def guard(found: Story) -> None:
            if found.revision != outline.story.revision:
                raise Stale("story", found.id, found.revision)

        chosen = self.random.choice(outline.articles).id
        self.desk.carry_out(Order(NOON, guard=guard), lambda editing: editing.pin(story, chosen))

    def undo(self) -> None:
        if found := self.desk.audit(TrailQuery(limit=8)):
            self.desk.undo(self.random.choice(found).id, NOON)

    def file(self) -> None:
        number = self.random.randrange(10**9)
        submit(self.desk, report(f"n{number}", self.random.choice(sorted(SUBJECTS)), number % 10))


@pytest.mark.parametrize("seed", range(2))
def test_editors_at_once(desk: Desk, store: Store, restarted: Callable[[], Desk], seed: int) -> None:
    submit(desk, *(report(f"{subject}/{take}", subject, take) for subject in SUBJECTS for take in range(5)))
    together = Barrier(EDITORS)
    with ThreadPoolExecutor(EDITORS) as pool:
        editors = [Editor(desk, seed * EDITORS + number) for number in range(EDITORS)]
        outcomes = sum(pool.map(lambda editor: editor.work(together), editors), Counter[str]())
    assert outcomes.total() == EDITORS * ORDERS
    assert outcomes["done"] > ORDERS
    entries = store.trail.find(TrailQuery(limit=10_000))
    assert [entry.id for entry in reversed(entries)] == list(range(1, len(entries) + 1))
    keeps_its_word(desk, store)
    rebuilt = restarted()
    names = [row.filed.id for row in store.window_rows(NOON)]
    assert (known(rebuilt), words_known(rebuilt, names)) == (known(desk), words_known(desk, names))


@pytest.mark.parametrize("seed", [20, 87, 128, 391, 522])
def test_editors_in_turn(desk: Desk, store: Store, seed: int) -> None:
    """Histories in which a word was broken once: one said again over a later one, and a story told as it had been."""
    submit(desk, *(report(f"{subject}/{take}", subject, take) for subject in SUBJECTS for take in range(5)))
    editors = [Editor(desk, seed * EDITORS + number) for number in range(EDITORS)]
    random = Random(seed)
    for _ in range(EDITORS * ORDERS):
        random.choice(editors).edit()
        words_are_kept(store)
    keeps_its_word(desk, store)
    told = {logged.event.story_id for logged in desk.events(0, 10_000)}
    recent = filter(None, map(desk._turns._recent.get, sorted(told)))
    assert all(file == store.story_file(file.story.id) for file in recent)


def words_are_kept(store: Store) -> dict[str, str]:
    """Answers where each article lies."""
    lies = {row.filed.id: row.filed.story_id for row in store.window_rows(NOON)}
    for word in store.constraints():
        assert (lies[word.first] == lies[word.second]) is (word.link is Link.MUST)
    return lies


def keeps_its_word(desk: Desk, store: Store) -> None:
    """Every word that stands is kept, and every id that was given leads to a story."""
    lies = words_are_kept(store)
    for logged in desk.events(0, 10_000):
        assert fate(desk, logged.event.story_id, NOON) in {"live", *lies.values()}


def test_two_editors_with_the_same_in_mind(desk: Desk) -> None:
    """Both merge, both split, both undo the same at once: it is done once."""
    first, second = (
        result.decision.story_id for result in submit(desk, report("a", "flood"), report("b", "court"))
    )
    deeds: list[Callable[[], object]] = [
        lambda: desk.merge(first, [second], NOON),
        lambda: desk.split(first, ["b"], NOON),
        lambda: desk.undo(2, NOON),
        lambda: desk.undo(1, NOON),
    ]
    for deed in deeds:
        assert sorted(at_once(deed)) == ["Conflict", "done"]
    assert [fate(desk, one, NOON) for one in (first, second)] == ["live", "live"]
    assert len(desk.audit(TrailQuery())) == len(deeds)


def at_once(deed: Callable[[], object]) -> list[str]:
    together = Barrier(2)

    def attempt(_: int) -> str:
        together.wait()
        try:
            deed()
        except Conflict:
            return "Conflict"
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(attempt, range(2)))
