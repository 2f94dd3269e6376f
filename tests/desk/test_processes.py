"""Several processes over one PostgreSQL are one desk, also where one of them, or the database, is killed."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from random import Random

import pytest

from service.desk import Desk
from service.errors import Unavailable
from service.events import EventType
from service.model import Relation
from service.stores.memory import MemoryStore
from service.stores.opening import open_store
from tests.desk.processes import colleagues, hold_the_turn
from tests.desk.support import NOON, WordEncoder, a_stream, known, on_file, report, submit
from tests.desk.test_killed import run
from tests.forked import forking
from tests.long import LONG
from tests.postgresql import Server

PROCESSES = 8
HANDS = 2
ROUNDS = 100 if LONG else 4
"""How often sixteen copies arrive at once."""
KILLS = 6 if LONG else 1
_LETTERS = "bcdfghklmnprstvz"


def invented(number: int) -> str:
    """A text that no other has a word in common with."""
    chance = Random(number)
    words = ["".join(chance.choices(_LETTERS, k=9)) for _ in range(30)]
    return " ".join(words).capitalize() + "."


def test_sixteen_copies_at_once_in_eight_processes_are_one_story(postgresql: Server) -> None:
    with colleagues(postgresql.empty(), PROCESSES) as desks:
        for number in range(ROUNDS):
            text = invented(number)
            for place, desk in enumerate(desks):
                copies = [report(f"{number}/{place}/{hand}", text=text) for hand in range(HANDS)]
                desk.ask(copies, NOON)
            decisions = [result.decision for desk in desks for result in desk.answer()]
            assert len({decision.story_id for decision in decisions}) == 1
            relations = [decision.relation for decision in decisions]
            # The first is a story of its own, or joins an older one where hashed words make it look so.
            assert relations.count(Relation.EXACT_DUPLICATE) == PROCESSES * HANDS - 1


def test_kill_nine_loses_nothing_acknowledged(postgresql: Server) -> None:
    url, chance, place = postgresql.empty(), Random(15), 0
    stream = a_stream()
    for _ in range(KILLS):
        place = run(url, place, (chance.randint(1, 6), chance.uniform(0, 0.01)))
    with closing(open_store(url)) as store:
        desk, alone = Desk(store, WordEncoder()), MemoryStore()
        undisturbed = Desk(alone, WordEncoder())
        for number, (article, now) in enumerate(stream):
            submit(undisturbed, article, now=now)
            if number >= place:
                submit(desk, article, now=now)
        names = sorted({article.id for article, _ in stream})
        assert on_file(store, names) == on_file(alone, names)


def test_a_turn_ends_with_the_process_that_had_it(postgresql: Server) -> None:
    url, context = postgresql.empty(), forking()
    ours, theirs = context.Pipe()
    with closing(open_store(url)) as store:
        desk = Desk(store, WordEncoder())
        written = (report("a"), NOON, WordEncoder())
        holder = context.Process(target=hold_the_turn, args=(url, theirs, *written), daemon=True)
        holder.start()
        assert ours.recv() == "written"
        assert store.article("a") is None  # nobody who reads waits for the turn
        with ThreadPoolExecutor(1) as hand:
            waiting = hand.submit(submit, desk, report("a"), report("a/copy"))
            holder.kill()
            holder.join()
            first, copy = waiting.result()
        assert first.decision.relation is Relation.NEW_STORY
        assert copy.decision.story_id == first.decision.story_id
        assert [logged.event.type for logged in store.events(0, 10)].count(EventType.STORY_CREATED) == 1


def test_nobody_waits_for_ever_for_the_turn(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = postgresql.empty()
    monkeypatch.setattr("service.stores.database.dialects.LOCK_SECONDS", 0.2)
    with closing(open_store(url)) as one, closing(open_store(url)) as other:
        desk = Desk(other, WordEncoder())
        with one.turn(), pytest.raises(Unavailable, match="held the desk for too long"):
            submit(desk, report("a"))
        assert submit(desk, report("a"))[0].decision.relation is Relation.NEW_STORY


def test_a_database_that_goes_and_comes_back(postgresql: Server) -> None:
    with closing(open_store(postgresql.empty())) as store:
        desk = Desk(store, WordEncoder())
        submit(desk, report("a"))
        postgresql.stop()
        try:
            with pytest.raises(Unavailable):
                submit(desk, report("b"))
            with pytest.raises(Unavailable):
                desk.story("s", NOON)
            with pytest.raises(Unavailable):
                desk.follow(0)
        finally:
            postgresql.start()
        relations = [result.decision.relation for result in submit(desk, report("a"), report("b"))]
        assert relations == [Relation.UNCHANGED, Relation.EXACT_DUPLICATE]
        assert list(known(desk)) == ["a", "b"]


def test_what_was_committed_without_an_answer_is_known(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection breaks with the commit: nobody can say whether it was written, and it does not matter."""
    with closing(open_store(postgresql.empty())) as store:
        desk, commit = Desk(store, WordEncoder()), store.commit

        def broken(change: object) -> object:
            commit(change)  # type: ignore[arg-type]
            raise Unavailable("the database cannot be used just now: the connection is broken")

        with monkeypatch.context() as patch:
            patch.setattr(store, "commit", broken)
            with pytest.raises(Unavailable):
                submit(desk, report("a"))
        assert known(desk) == {}
        assert submit(desk, report("a"), report("b"))[0].decision.relation is Relation.UNCHANGED
        assert list(known(desk)) == ["a", "b"]
