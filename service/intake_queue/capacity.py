"""How much may wait at once, by articles and by bytes, and when there will be room again.

- Whoever brings something claims its place, as it is read, and gives it back when it is answered. What does not fit is
  refused at once, with the time after which it may fit; callers of the service's own may wait instead, and what they
  wait for is kept free for them.
- Where nothing else is held, anything is taken: the limits on one request are others.
- Those who are refused are told different times: each refusal counts as a promise, and promises are worked off at the
  measured pace. So a burst comes back spread over the time that it takes, and not all at the same moment.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from threading import Condition

from service.errors import Closing, TooBusy
from service.intake_queue.pace import Pace

LONGEST_WAIT = 600
"""Seconds: nobody is sent away for longer."""
LOOK_SECONDS = 0.2
"""How often those who wait for room look whether they are to leave."""

Seconds = Callable[[], float]
"""Tells the time, in seconds, by a clock that nobody sets."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much something is: articles, and bytes as they came."""

    articles: int = 0
    size: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.articles + other.articles, self.size + other.size)

    def __sub__(self, other: "Load") -> "Load":
        return Load(self.articles - other.articles, self.size - other.size)

    def within(self, most: "Load") -> bool:
        """Whether neither is more than ``most``."""
        return self.articles <= most.articles and self.size <= most.size


_NOTHING = Load()


class Capacity:
    """Safe to use from several threads."""

    def __init__(self, most: Load, now: Seconds) -> None:
        self.most = most
        self._now = now
        self._changed = Condition()
        self._pace = Pace()
        self._held = self._awaited = _NOTHING
        self._promised, self._promised_at = 0.0, now()
        self._closed = False

    @property
    def held(self) -> Load:
        """What has been claimed, and not given back."""
        return self._held

    @property
    def awaited(self) -> Load:
        """What is to be claimed as soon as there is room."""
        return self._awaited

    @property
    def per_second(self) -> float:
        """Articles filed in a second, while there is something to file."""
        with self._changed:
            return self._pace.articles

    @contextmanager
    def claim(self) -> Iterator["Claim"]:
        """Make a claim, of nothing at first; it is given back at the end."""
        claim = Claim(self)
        try:
            yield claim
        finally:
            self.give_back(claim)

    def grow(self, claim: "Claim", more: Load) -> None:
        """Add to a claim. Raises TooBusy where there is no room, Closing where nothing is taken any more."""
        with self._changed:
            self._refuse_when_closed()
            if not self._fits(claim, more, self._awaited):
                raise TooBusy(self._promise(more))
            self._take(claim, more)

    def look(self, claim: "Claim", more: Load) -> None:
        """Raise as :meth:`grow` would, and add nothing."""
        with self._changed:
            self._refuse_when_closed()
            if not self._fits(claim, more, self._awaited):
                raise TooBusy(self._promise(more))

    def wait(self, claim: "Claim", more: Load, leave: Callable[[], bool]) -> None:
        """Add to a claim as soon as there is room. Raises Closing, also where the caller wants to ``leave``."""
        with self._changed:
            self._awaited += more
            try:
                while not self._fits(claim, more, _NOTHING):
                    self._refuse_when_closed()
                    if leave():
                        raise Closing
                    self._changed.wait(LOOK_SECONDS)
                self._refuse_when_closed()
                self._take(claim, more)
            finally:
                self._awaited -= more

    def give_back(self, claim: "Claim") -> None:
        """End a claim."""
        with self._changed:
            self._held -= claim.load
            claim.load = _NOTHING
            self._changed.notify_all()

    def close(self) -> None:
        """Take nothing more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def note(self, done: Load, seconds: float) -> None:
        """So much was filed in so many seconds."""
        with self._changed:
            self._pace.note(done.articles, done.size, seconds)

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise Closing

    def _fits(self, claim: "Claim", more: Load, beside: Load) -> bool:
        alone = self._held == claim.load and beside == _NOTHING
        return alone or (self._held + beside + more).within(self.most)

    def _take(self, claim: "Claim", more: Load) -> None:
        self._held += more
        claim.load += more

    def _promise(self, more: Load) -> int:
        """Seconds after which there is room for this one, behind all who were refused before."""
        now, pace = self._now(), self._pace
        self._promised = max(0.0, self._promised - (now - self._promised_at) * pace.articles)
        self._promised_at = now
        over = self._held + self._awaited + more - self.most
        # In articles, because that is what promises are counted in.
        ahead = max(over.articles, over.size / pace.size * pace.articles, 1.0)
        seconds = ceil((ahead + self._promised) / pace.articles)
        if seconds < LONGEST_WAIT:
            self._promised += max(more.articles, 1)
        return min(max(seconds, 1), LONGEST_WAIT)


class Claim:
    """A part of the capacity, as long as it is held."""

    def __init__(self, capacity: Capacity) -> None:
        self._capacity = capacity
        self.load = _NOTHING

    def grow(self, *, articles: int = 0, size: int = 0) -> None:
        """Claim more. Raises TooBusy, Closing."""
        self._capacity.grow(self, Load(articles, size))

    def look(self, *, articles: int = 0, size: int = 0) -> None:
        """Raise what claiming more would raise, and claim nothing."""
        self._capacity.look(self, Load(articles, size))

    def drop(self) -> None:
        """Give back what was claimed so far."""
        self._capacity.give_back(self)

    def wait(self, more: Load, leave: Callable[[], bool]) -> None:
        """Claim more, as soon as there is room. Raises Closing."""
        self._capacity.wait(self, more, leave)
