"""How many follow one log: what each gets, and how often the log is read for all of them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from service.events import Event, EventType, LoggedEvent
from service.front.notifier import Notifier
from service.front.tail import AT_ONCE, KEPT, Tail
from tests.api.support import NOON


@dataclass
class CountedLog:
    """A log that counts how often it is read."""

    length: int = 0
    reads: int = 0
    places: list[int] = field(default_factory=list)

    def events(self, after: int, limit: int) -> Sequence[LoggedEvent]:
        self.reads += 1
        last = min(self.length, after + limit)
        event = Event(EventType.STORY_UPDATED, "s-1", NOON)
        return [LoggedEvent(place, event) for place in range(after + 1, last + 1)]

    def newest_event(self) -> int:
        return self.length


class Follower:
    """One who follows, and remembers what it has got."""

    def __init__(self, place: int) -> None:
        self.place = self.start = place
        self.got: list[int] = []

    async def follow(self, tail: Tail, notifier: Notifier, log: CountedLog, until: int) -> None:
        while self.place < until:
            seen = notifier.count
            frames = await tail.after(self.place, log)
            assert len(frames) <= AT_ONCE
            self.got += [frame.place for frame in frames]
            self.place = self.got[-1] if self.got else self.place
            if not frames:
                await notifier.wait(5, seen)


def followed(log: CountedLog, starts: Sequence[int], steps: Sequence[int]) -> list[Follower]:
    """Let many follow a log that grows by ``steps``."""

    async def play() -> list[Follower]:
        notifier = Notifier()
        notifier.bind()
        tail = Tail(notifier)
        await tail.after(log.length, log)
        end = log.length + sum(steps)
        followers = [Follower(start) for start in starts]
        tasks = [asyncio.create_task(one.follow(tail, notifier, log, end)) for one in followers]
        for step in steps:
            await asyncio.sleep(0.01)
            log.length += step
            notifier.notify()
        await asyncio.gather(*tasks)
        return followers

    return asyncio.run(play())


def test_however_many_follow_the_log_is_read_once_at_a_time() -> None:
    log = CountedLog(length=7)
    followers = followed(log, starts=[7] * 200, steps=[1, 3, 2] * 5)
    assert all(one.got == list(range(8, 38)) for one in followers)
    # Once for each notification that was seen, and for the first who asked; a slow machine may make it look unasked.
    assert log.reads <= 30


@pytest.mark.parametrize("start", [0, 40, 99, 100, 5_000])
def test_nobody_misses_anything_wherever_he_begins(start: int) -> None:
    log = CountedLog(length=5_000)
    followers = followed(log, starts=[5_000, start, start], steps=[1, 250, AT_ONCE, KEPT + 10])
    for one in followers:
        assert one.got == list(range(one.start + 1, log.length + 1))


def test_a_place_that_the_log_has_not_reached_spoils_nothing_for_the_others() -> None:
    log = CountedLog(length=3)
    ahead, *others = followed(log, starts=[8, *[3] * 50], steps=[2, 2, 3])
    assert ahead.got == [9, 10]
    assert all(one.got == list(range(4, 11)) for one in others)
    assert log.reads <= 20
