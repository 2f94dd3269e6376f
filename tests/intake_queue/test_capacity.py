"""How much may wait, who is refused, and when they are told to come again; on a clock that tests turn."""

import heapq
from collections.abc import Callable
from threading import Event, Thread

import pytest

from service.errors import Closing, TooBusy
from service.intake_queue import Capacity, Claim, Load
from service.intake_queue.capacity import LONGEST_WAIT
from tests.intake_queue.support import WAIT, Ticks


def test_what_does_not_fit_is_refused_and_holds_nothing() -> None:
    capacity = Capacity(Load(10, 1_000), Ticks())
    with capacity.claim() as first, capacity.claim() as second:
        first.grow(articles=8, size=500)
        with pytest.raises(TooBusy):
            second.grow(articles=3)
        with pytest.raises(TooBusy):
            second.grow(size=501)
        assert capacity.held == Load(8, 500)
        second.grow(articles=2, size=500)
        with pytest.raises(TooBusy):
            second.look(articles=1)
    assert capacity.held == Load()


def test_where_nothing_else_is_held_anything_is_taken() -> None:
    capacity = Capacity(Load(10, 1_000), Ticks())
    with capacity.claim() as large, capacity.claim() as other:
        large.grow(articles=400)
        large.grow(size=900_000)
        with pytest.raises(TooBusy):
            other.grow(size=1)


def test_nothing_is_claimed_after_the_end() -> None:
    capacity = Capacity(Load(10, 1_000), Ticks())
    with capacity.claim() as claim:
        claim.grow(articles=1)
        capacity.close()
        acts: list[Callable[[], None]] = [claim.look, claim.grow, lambda: claim.wait(Load(1), lambda: False)]
        for act in acts:
            with pytest.raises(Closing):
                act()


def test_who_waits_for_room_is_not_overtaken_by_those_who_do_not() -> None:
    capacity = Capacity(Load(10, 1_000), Ticks())
    got_in = Event()

    def patient() -> None:
        with capacity.claim() as claim:
            claim.wait(Load(6), lambda: False)
            got_in.set()

    with capacity.claim() as holding:
        holding.grow(articles=9)
        waiting = Thread(target=patient)
        waiting.start()
        while capacity.awaited == Load():
            pass
        with capacity.claim() as pushing, pytest.raises(TooBusy):
            pushing.grow(articles=1)
        assert not got_in.is_set()
    assert got_in.wait(WAIT)
    waiting.join()


def test_who_waits_can_leave() -> None:
    capacity = Capacity(Load(1, 1), Ticks())
    with capacity.claim() as holding, capacity.claim() as waiting:
        holding.grow(articles=1)
        with pytest.raises(Closing):
            waiting.wait(Load(1), lambda: True)
        assert capacity.awaited == Load()


def test_a_burst_comes_back_spread_over_the_time_that_it_takes() -> None:
    """20,000 clients at once, who come again when they were told to: each is told the truth, and few come often."""
    ticks = Ticks()
    capacity = Capacity(Load(2_000, 10**9), ticks)
    rate = 100.0
    for _ in range(50):
        capacity.note(Load(100, 200_000), 1.0)
    arrivals = [(0.0, client, 0) for client in range(20_000)]
    filed: list[tuple[float, int, Claim]] = []
    free_at, tries = 0.0, list[int]()
    while arrivals:
        now, client, tried = heapq.heappop(arrivals)
        while filed and filed[0][0] <= now:
            capacity.give_back(heapq.heappop(filed)[2])
        ticks.now, claim = now, Claim(capacity)
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
