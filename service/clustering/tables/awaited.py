"""Queries that were announced: they go through the table of vectors a few at a time, as their turn comes.

Ceilings of all of them at once would fill the memory. A query is told by its identity, so those that may still be asked
for are held: none of them dies and leaves its identity to another.
"""

from collections.abc import Sequence

from service.model import Vectors

AT_ONCE = 64
"""Queries taken through the table together."""


class Awaited:
    """The queries announced, and those of them that are at hand."""

    def __init__(self) -> None:
        self._all: Sequence[Vectors] = ()
        self._turns: dict[int, int] = {}
        """Which turn each of them has, by its identity."""
        self._at_hand: Sequence[Vectors] = ()
        self._rows: dict[int, int] = {}
        """Which row each of those at hand has, by its identity."""

    def announce(self, queries: Sequence[Vectors]) -> Sequence[Vectors]:
        """These are to come, and no others; answers the first few of them."""
        self._all = tuple(queries)
        self._turns = _by_identity(self._all)
        return self._all[:AT_ONCE]

    def together_with(self, query: Vectors) -> Sequence[Vectors]:
        """The query and those whose turn comes next; the query alone where nobody announced it."""
        turn = self._turns.get(id(query))
        return [query] if turn is None else self._all[turn : turn + AT_ONCE]

    def take(self, queries: Sequence[Vectors]) -> None:
        """From here on these are at hand, in these rows."""
        self._at_hand = tuple(queries)
        self._rows = _by_identity(self._at_hand)

    def row(self, query: Vectors) -> int | None:
        """The row of a query that is at hand; None for others."""
        return self._rows.get(id(query))


def _by_identity(queries: Sequence[Vectors]) -> dict[int, int]:
    """The place of each, of one that comes twice the first."""
    return {id(query): place for place, query in reversed(list(enumerate(queries)))}
