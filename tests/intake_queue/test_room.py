"""How much may wait, who is refused, and when they are told to come again; on a clock that tests turn."""

import heapq
from collections.abc import Callable
from threading import Event, Thread

import pytest

from service.errors import Closing, TooBusy
from service.intake_queue import Claim, Load, Room
from service.intake_queue.room import LONGEST_WAIT
from tests.intake_queue.support import WAIT, Ticks


def test_what_does_not_fit_is_refused_and_holds_nothing() -> None:
    room = Room(Load(10, 1_000), Ticks())
    with room.claim() as first, room.claim() as second:
        first.grow(articles=8, size=500)
        with pytest.raises(TooBusy):
            second.grow(articles=3)
        with pytest.raises(TooBusy):
            second.grow(size=501)
        assert room.held == Load(8, 500)
        second.grow(articles=2, size=500)
        with pytest.raises(TooBusy):
            second.look(articles=1)
    assert room.held == Load()


def test_where_nothing_else_is_held_anything_is_taken() -> None:
    room = Room(Load(10, 1_000), Ticks())
    with room.claim() as large, room.claim() as other:
        large.grow(articles=400)
        large.grow(size=900_000)
        with pytest.raises(TooBusy):
            other.grow(size=1)


def test_a_room_that_is_closed_takes_nothing() -> None:
    room = Room(Load(10, 1_000), Ticks())
    with room.claim() as claim:
        claim.grow(articles=1)
        room.close()
        acts: list[Callable[[], None]] = [claim.look, claim.grow, lambda: claim.wait(Load(1), lambda: False)]
        for act in acts:
            with pytest.raises(Closing):
                act()


def test_who_waits_for_room_is_not_overtaken_by_those_who_do_not() -> None:
    room = Room(Load(10, 1_000), Ticks())
    got_in = Event()

    def patient() -> None:
        with room.claim() as claim:
            claim.wait(Load(6), lambda: False)
            got_in.set()

    with room.claim() as holding:
        holding.grow(articles=9)
        waiting = Thread(target=patient)
        waiting.start()
        while room.awaited == Load():
            pass
        with room.claim() as pushing, pytest.raises(TooBusy):
            pushing.grow(articles=1)
        assert not got_in.is_set()
    assert got_in.wait(WAIT)
    waiting.join()


def test_who_waits_can_leave() -> None:
    room = Room(Load(1, 1), Ticks())
    with room.claim() as holding, room.claim() as waiting:
        holding.grow(articles=1)
        with pytest.raises(Closing):
            waiting.wait(Load(1), lambda: True)
        assert room.awaited == Load()


def test_a_burst_comes_back_spread_over_the_time_that_it_takes() -> None:
    """20,000 clients at once, who come again when they were told to: each is told the truth, and few come often."""
    ticks = Ticks()
    room = Room(Load(2_000, 10**9), ticks)
    rate = 100.0
    for _ in range(50):
        room.note(Load(100, 200_000), 1.0)
    arrivals = [(0.0, client, 0) for client in range(20_000)]
    filed: list[tuple[float, int, Claim]] = []
    free_at, tries = 0.0, list[int]()
    while arrivals:
        now, client, tried = heapq.heappop(arrivals)
        while filed and filed[0][0] <= now:
            room.give_back(heapq.heappop(filed)[2])
        ticks.now, claim = now, Claim(room)
        try:
            claim.grow(articles=1)
        except TooBusy as busy:
            assert 1 <= busy.seconds <= LONGEST_WAIT
            heapq.heappush(arrivals, (now + busy.seconds, client, tried + 1))
            continue
        free_at = max(free_at, now) + 1 / rate
        heapq.heappush(filed, (free_at, client, claim))
        tries.append(tried)
    assert len(tries) == 20_000
    assert max(tries) <= 3
    assert sum(tries) / len(tries) < 1.5
    assert free_at < 1.1 * 20_000 / rate
