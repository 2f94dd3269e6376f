"""Chores run when it is time, when woken, and after whatever has gone wrong; they stop when told."""

import logging
from itertools import count, pairwise
from queue import Queue
from threading import Event
from time import monotonic

import pytest

from service.chores import Chore, running

SOON = 5.0


def test_a_step_is_called_at_the_start_and_when_its_time_has_come() -> None:
    calls: Queue[float] = Queue()

    def step() -> float:
        calls.put(monotonic())
        return 0.02

    with running(Chore("clock", step)):
        times = [calls.get(timeout=SOON) for _ in range(4)]
    assert times[-1] - times[0] >= 0.06


def test_a_wake_calls_it_at_once_and_many_wakes_are_one() -> None:
    calls: Queue[int] = Queue()
    numbers = count()

    def step() -> None:
        calls.put(next(numbers))

    chore = Chore("woken", step)
    with running(chore):
        calls.get(timeout=SOON)
        started = monotonic()
        chore.wake()
        calls.get(timeout=SOON)
        assert monotonic() - started < 0.2
    assert calls.empty()


def test_a_wake_during_a_step_is_not_lost() -> None:
    inside, go_on = Event(), Event()
    calls: Queue[None] = Queue()

    def step() -> None:
        calls.put(None)
        inside.set()
        go_on.wait(SOON)

    chore = Chore("busy", step)
    with running(chore):
        assert inside.wait(SOON)
        for _ in range(100):
            chore.wake()
        go_on.set()
        calls.get(timeout=SOON)
        calls.get(timeout=SOON)
    assert calls.qsize() == 0


def test_an_error_is_logged_and_tried_again_ever_more_rarely() -> None:
    times: list[float] = []
    done = Event()

    def step() -> None:
        times.append(monotonic())
        if len(times) <= 3:
            raise OSError("the disk is full")
        done.set()

    chore = Chore("broken", step, first_pause=0.02)
    with running(chore):
        chore.wake()
        assert done.wait(SOON)
    pauses = [later - sooner for sooner, later in pairwise(times)]
    assert pauses[0] >= 0.02
    assert pauses[2] >= 0.08
    assert len(times) == 4


def test_it_stops_within_a_second_whatever_it_is_doing() -> None:
    begun, stuck = Event(), Event()

    def hang() -> None:
        begun.set()
        stuck.wait()

    resting = [Chore(f"resting-{number}", lambda: None) for number in range(5)]
    with running(Chore("stuck", hang), *resting):
        assert begun.wait(SOON)
        started = monotonic()
    assert monotonic() - started < 1.5
    stuck.set()


def test_what_fails_while_it_stops_is_no_alarm(caplog: pytest.LogCaptureFixture) -> None:
    begun, closed = Event(), Event()

    def step() -> None:
        begun.set()
        closed.wait(SOON)
        raise OSError("closed under it")

    chore = Chore("late", step)
    with caplog.at_level(logging.INFO):
        chore.start()
        assert begun.wait(SOON)
        chore.dismiss()
        closed.set()
        assert chore.stop()
    assert caplog.records == []


def test_one_that_was_never_started_can_be_stopped() -> None:
    assert Chore("idle", lambda: None).stop()
