"""A clock that jumps is followed when it stays so, and not before."""

from datetime import UTC, datetime, timedelta

import pytest

from service.app import steady_clock
from service.app.steady_clock import BELIEVED_AFTER, SteadyClock

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


class Machine:
    """Its clock, which is right but for ``wrong``, and its seconds."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.wrong = timedelta(0)

    def told(self) -> datetime:
        return self.right + self.wrong

    @property
    def right(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(steady_clock, "utc_now", made.told)
    return made


@pytest.mark.parametrize("jump", [720 * HOUR, -720 * HOUR, HOUR])
def test_a_jump_is_followed_when_it_stays(machine: Machine, jump: timedelta) -> None:
    clock = SteadyClock(lambda: machine.seconds)
    machine.wrong = jump
    for _ in range(3):
        machine.seconds += BELIEVED_AFTER.total_seconds() / 4
        assert clock() == machine.right
    machine.seconds += BELIEVED_AFTER.total_seconds()
    assert clock() == machine.right + jump


def test_a_jump_that_is_taken_back_leaves_no_trace(machine: Machine) -> None:
    clock = SteadyClock(lambda: machine.seconds)
    for wrong in (720 * HOUR, -720 * HOUR, HOUR, timedelta(0)):
        machine.wrong = wrong
        for _ in range(2):
            # Each jump is another one: none of them lasts.
            machine.seconds += BELIEVED_AFTER.total_seconds() * 0.4
            assert clock() == machine.right


def test_a_clock_that_is_set_right_little_by_little_is_followed_at_once(machine: Machine) -> None:
    clock = SteadyClock(lambda: machine.seconds)
    for _ in range(100):
        machine.seconds += 60
        machine.wrong -= 30 * SECOND
        assert clock() == machine.told()
