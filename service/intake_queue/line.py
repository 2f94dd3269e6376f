"""Those who wait, in order, and which of them are encoded next.

Parcels that fit into a batch are gathered into one, in the order in which they came. One that does not fit is encoded
in pieces, which take turns with the others: who sends five hundred articles does not keep waiting those who send one.
"""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from enum import Enum

from service.clustering.evidence import WHOLE_CHARACTERS, Prepared
from service.desk import Parcel
from service.intake_queue.capacity import Load
from service.model import Result, Submission

MOST_ARTICLES = 64
MOST_CHARACTERS = 48_000
"""Of a batch, as far as they are encoded: about 12,000 tokens, the encoding of half a second to a second."""


class Act(Enum):
    """What is asked for."""

    FILE = "file"
    CHECK = "check"


@dataclass(eq=False, slots=True)
class Waiting:
    """A parcel in the queue."""

    parcel: Parcel
    act: Act
    load: Load
    came: float
    answer: "Future[list[Result]]" = field(default_factory=Future)
    begun: int = 0
    """Articles of it that are encoded or being encoded."""
    prepared: list[Prepared] = field(default_factory=list)

    @property
    def encoded(self) -> bool:
        """Whether all of it is."""
        return len(self.prepared) == len(self.parcel.submissions)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a parcel, to be encoded in one batch with others."""

    whole: Waiting
    parcel: Parcel


class Line:
    """Not safe to use from several threads."""

    def __init__(self) -> None:
        self._short: deque[Waiting] = deque()
        self._long: deque[Waiting] = deque()

    def __len__(self) -> int:
        return len(self._short) + len(self._long)

    def join(self, one: Waiting) -> None:
        """Stand at the end."""
        (self._short if _fits(one.parcel.submissions) else self._long).append(one)

    @property
    def full(self) -> bool:
        """Whether those who wait fill a batch."""
        return bool(self._long) or sum(len(one.parcel.submissions) for one in self._short) >= MOST_ARTICLES

    def clear(self) -> None:
        """Send all away."""
        self._short.clear()
        self._long.clear()

    def next(self) -> list[Piece]:
        """Take the next batch; where long and short parcels wait, each fill a half of it.

        What has failed or was called off comes as well, and is left to whoever takes the batch.
        """
        room = _Batch(0.5 if self._short and self._long else 1.0)
        pieces = []
        while self._short and room.take(self._short[0].parcel.submissions):
            one = self._short.popleft()
            pieces.append(Piece(one, one.parcel))
        if self._long:
            pieces.append(self._piece(self._long[0], _Batch(0.5 if pieces else 1.0)))
        return pieces

    def _piece(self, one: Waiting, room: "_Batch") -> Piece:
        rest = one.parcel.submissions[one.begun :]
        count = 0
        while count < len(rest) and room.take(rest[count : count + 1]):
            count += 1
        if count == len(rest):
            self._long.popleft()
        one.begun += count
        return Piece(one, replace(one.parcel, submissions=rest[:count]))


@dataclass(slots=True)
class _Batch:
    """Room in a batch; the first always fits."""

    share: float
    articles: int = 0
    characters: int = 0

    def take(self, submissions: Sequence[Submission]) -> bool:
        articles = self.articles + len(submissions)
        characters = self.characters + sum(map(weight, submissions))
        full = articles > self.share * MOST_ARTICLES or characters > self.share * MOST_CHARACTERS
        if full and self.articles:
            return False
        self.articles, self.characters = max(articles, 1), characters
        return True


def _fits(submissions: Sequence[Submission]) -> bool:
    return len(submissions) <= MOST_ARTICLES and sum(map(weight, submissions)) <= MOST_CHARACTERS


def weight(submission: Submission) -> int:
    """Characters of it that are encoded, about."""
    article = submission.article
    return len(article.title) + min(len(article.text), WHOLE_CHARACTERS)
