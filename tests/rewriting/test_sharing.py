"""Other words are paid for once, whoever shows them, and go with the report that they tell."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from service.egress import Addresses, Egress
from service.model import Article, Status
from service.ports import Rewriting
from service.rewriting.rewriter import CALM
from tests.egress.peer import Peer, peer, says
from tests.rewriting.test_rewriter import ANSWER, GOOD, NOON, OTHER, TEXT, Newsroom, completion

FLOOD = Article("north/1", "River Alma floods Port Sunder", TEXT, published_at=NOON)


@pytest.fixture
def egress() -> Iterator[Egress]:
    opened = Egress(Addresses(allow_private=True))
    yield opened
    opened.close()


def on_file(room: Newsroom) -> list[Rewriting]:
    now = room.clock.now
    return list(room.desk.rewritings.find([room.story_id(now)]).values())


@dataclass
class Somebody:
    """Another process, as far as leases go."""

    asks: bool = False
    shared = True

    def take(self, name: str, seconds: float) -> bool:
        assert seconds > CALM
        return not self.asks

    def give_back(self, name: str) -> None:
        assert not self.asks


def test_a_process_shows_what_another_has_paid_for(egress: Egress) -> None:
    with peer(ANSWER) as at:
        room = Newsroom(egress, at)
        room.step()
        room.restart()
        assert room.told() != [GOOD]
        room.step()
        assert room.told() == [GOOD]
        room.file(replace(FLOOD, id="gazette/8", source="Gazette"))
        room.file(replace(FLOOD, id="post/3", source="Post"))
        assert room.told() != [GOOD], "it is another revision"
        room.step()
        assert room.told() == [GOOD], "and told in the same sentences"
        room.restart()
        room.step()
        assert room.told() == [GOOD]
        assert len(at.requests) == 1


def test_while_one_asks_the_others_wait_and_take_what_there_is(
    egress: Egress, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer(ANSWER) as at:
        room = Newsroom(egress, at)
        others = Somebody(asks=True)
        monkeypatch.setattr(room.desk._store, "leases", others)
        assert room.step() == CALM
        assert at.requests == []
        others.asks = False
        first = room.rewriter
        room.restart()
        room.step()
        others.asks = True
        room.rewriter = first
        assert room.step() is None
        assert room.told() == [GOOD]
        assert len(at.requests) == 1


def test_what_an_answer_is_worth_is_seen_where_it_is_shown(egress: Egress) -> None:
    """Whoever can write to the table cannot put words into a briefing."""
    with peer(ANSWER) as at:
        room = Newsroom(egress, at)
        room.step()
        [kept] = on_file(room)
        room.desk.rewritings.keep(replace(kept, sentences=(("Nobody was left alive at Port Sunder.", (1,)),)))
        room.restart()
        room.step()
        (item,) = room.briefing().items
        assert item.told == item.summary
        assert len(at.requests) == 1


def test_a_question_that_was_answered_with_nothing_is_not_asked_again_by_others(egress: Egress) -> None:
    with peer(says("", completion("I am sorry, I cannot help with that."))) as at:
        room = Newsroom(egress, at)
        extract = room.told()
        for _ in range(3):
            room.step()
        room.restart()
        room.step()
        assert room.told() == extract
        assert len(at.requests) == 2


CHANGES: dict[str, Callable[[Newsroom], object]] = {
    "withdrawn": lambda room: room.desk.withdraw("north/1", room.clock.now, "libel"),
    "one of two withdrawn": lambda room: room.desk.withdraw("gazette/8", room.clock.now, "libel"),
    "killed": lambda room: room.file(replace(FLOOD, status=Status.CANCELED)),
    "corrected": lambda room: room.file(replace(FLOOD, text=OTHER, version="2")),
    "embargoed anew": lambda room: room.file(
        replace(FLOOD, version="2", embargoed_until=room.clock.now + timedelta(days=1))
    ),
    "expired": lambda room: room.desk.keep_time(room.clock.now + timedelta(days=8)),
    "split": lambda room: room.desk.split(room.story_id(room.clock.now), ["gazette/8"], room.clock.now),
    "merged": lambda room: room.desk.merge(
        room.story_id(room.clock.now, "capital/5"), [room.story_id(room.clock.now)], room.clock.now
    ),
}


def filled(egress: Egress, at: Peer) -> Newsroom:
    room = Newsroom(egress, at)
    ends = room.clock.now + timedelta(days=7)
    room.file(
        replace(FLOOD, id="gazette/8", source="Gazette", text=f"{TEXT} More rain came.", expires_at=ends)
    )
    room.file(Article("capital/5", "Minister resigns", OTHER, published_at=NOON))
    return room


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_happens_to_a_story_takes_its_other_words_off_the_file(
    egress: Egress, change: Callable[[Newsroom], object]
) -> None:
    with peer(ANSWER) as at:
        room = filled(egress, at)
        old = room.story_id(room.clock.now)
        room.step()
        assert room.desk.rewritings.find([old])
        change(room)
        assert room.desk.rewritings.find([old]) == {}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_happens_to_a_story_while_the_model_is_at_work_comes_first(
    egress: Egress, change: Callable[[Newsroom], object]
) -> None:
    waiting: list[Newsroom] = []

    def behave(connection: socket.socket, request: bytes) -> None:
        if b"Alma" in request and waiting:
            change(waiting.pop())
        ANSWER(connection, request)

    with peer(behave) as at:
        room = filled(egress, at)
        waiting.append(room)
        old = room.story_id(room.clock.now)
        room.step()
        assert waiting == []
        assert room.desk.rewritings.find([old]) == {}
