"""Several desks over one store: each follows what the others write, so that it does not matter who decides."""

from itertools import cycle

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, invariant, rule

from service.desk import Desk
from service.model import Result
from service.ports import Place
from tests.desk.support import (
    OpenStore,
    WordEncoder,
    a_stream,
    known,
    on_file,
    report,
    story_of,
    submit,
    words_known,
)
from tests.desk.test_laws import Newsroom


class TwoDesks(Newsroom):
    """A newsroom whose every step is done at the other desk than the step before."""

    @initialize()
    def open(self) -> None:
        super().open()
        self.desks = [self.desk, Desk(self.store, WordEncoder())]
        self.turn = 0

    @invariant()
    def the_other_desk_is_next(self) -> None:
        self.turn += 1
        self.desk = self.desks[self.turn % 2]

    @rule()
    def restart(self) -> None:
        self.desk = self.desks[self.turn % 2] = Desk(self.store, WordEncoder())

    def probe(self, desk: Desk) -> tuple[int, list[Result]]:
        desk.follow(0)
        return super().probe(desk)

    @invariant()
    def a_rebuilt_desk_answers_as_the_living_one(self) -> None:
        self.desk.follow(0)
        super().a_rebuilt_desk_answers_as_the_living_one()


class TwoDesksOnDisk(TwoDesks):
    url = "sqlite:///{folder}/newsfold.db"


in_brief = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), stateful_step_count=14
)
TestInMemory = TwoDesks.TestCase
TestInMemory.settings = settings(in_brief, max_examples=8)
TestOnDisk = TwoDesksOnDisk.TestCase
TestOnDisk.settings = settings(in_brief, max_examples=2)


every_store = pytest.mark.parametrize("fresh_store", ["memory", "sqlite", "postgresql"], indirect=True)


@every_store
def test_a_stream_that_desks_take_in_turn_gives_the_stories_of_one(fresh_store: OpenStore) -> None:
    alone, shared = fresh_store(), fresh_store()
    one, desks = Desk(alone, WordEncoder()), cycle([Desk(shared, WordEncoder()) for _ in range(3)])
    for article, now in a_stream():
        submit(one, article, now=now)
        last = next(desks)
        submit(last, article, now=now)
    names = sorted({article.id for article, _ in a_stream()})
    assert on_file(shared, names) == on_file(alone, names)
    for _ in range(3):
        desk = next(desks)
        desk.follow(0)
        assert known(desk) == known(one)
        assert words_known(desk, names) == words_known(one, names)


@every_store
def test_stories_are_at_hand_as_others_have_left_them(fresh_store: OpenStore) -> None:
    store = fresh_store()
    one, other = Desk(store, WordEncoder()), Desk(store, WordEncoder())
    story = story_of(one, report("a"))
    for name in ("b", "c"):
        submit(one, report(name))
        other.follow(0)
        recent = other._turns._recent.get(story)
        assert recent == store.story_file(story)
        assert recent is not None
        assert recent.articles[-1].id == name


@every_store
def test_whoever_is_too_far_behind_begins_anew(
    fresh_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.desk.following.LEAST_REBUILT", 2)
    store = fresh_store()
    busy, late = Desk(store, WordEncoder()), Desk(store, WordEncoder())
    for number in range(6):
        submit(busy, report(f"a{number}", "flood", number))
    late.follow(0)
    assert known(late) == known(busy)


@every_store
def test_a_database_put_back_to_an_older_state_is_noticed(desk: Desk) -> None:
    submit(desk, report("a"))
    desk._turns._live._place = Place(10_000)
    desk.follow(0)
    assert desk._turns._live._place.commit < 10_000
    assert list(known(desk)) == ["a"]
