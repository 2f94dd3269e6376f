"""What editors have said about pairs of articles. It binds every decision, until it is taken back.

Of several words about one pair the last stands; those before it are kept beneath, for when that one is taken back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from service.model import Constraint, Link

_Pair = tuple[str, str]
"""Two articles, by id."""


class Constraints:
    """Must-links and cannot-links by article."""

    def __init__(self) -> None:
        self._said: dict[_Pair, dict[int, Constraint]] = {}
        """By pair, every word that has not been taken back, by its place among all words; the last stands."""
        self._by_entry: defaultdict[int, dict[int, Constraint]] = defaultdict(dict)
        self._partners: dict[Link, defaultdict[str, dict[str, int]]] = {
            link: defaultdict(dict) for link in Link
        }
        """By article, its partners in the words that stand, with the places of these."""
        self._next = 0

    def add(self, constraint: Constraint) -> Callable[[], None]:
        """Take an editor's word; the later word on a pair replaces the earlier. Answers how to take it back."""
        place = self._next
        self._next += 1
        self._put(place, constraint)
        return lambda: self._take(place, constraint)

    def lift(self, entry: int) -> Callable[[], None]:
        """Take back all words of one entry of the audit trail; what they had replaced stands again."""
        lifted = dict(self._by_entry.get(entry, {}))
        for place, constraint in lifted.items():
            self._take(place, constraint)
        return lambda: self._put_all(lifted)

    def standing(self, one: str, other: str) -> Constraint | None:
        """The word on a pair of articles that stands."""
        said = self._said.get(_pair(one, other))
        return said[max(said)] if said else None

    def partners(self, link: Link, article_id: str) -> tuple[str, ...]:
        """The articles linked to this one, oldest word first."""
        found = self._partners[link].get(article_id)
        return tuple(sorted(found, key=found.__getitem__)) if found else ()

    def forbids(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Whether any of ``ones`` must never lie with any of ``others``."""
        cannot = self._partners[Link.CANNOT]
        barred = {partner for one in ones for partner in cannot.get(one, ())}
        return bool(barred) and not barred.isdisjoint(others)

    def _put_all(self, words: dict[int, Constraint]) -> None:
        for place, constraint in words.items():
            self._put(place, constraint)

    def _put(self, place: int, constraint: Constraint) -> None:
        pair = _pair(constraint.first, constraint.second)
        self._said.setdefault(pair, {})[place] = constraint
        if constraint.entry is not None:
            self._by_entry[constraint.entry][place] = constraint
        self._settle(constraint.first, constraint.second)

    def _take(self, place: int, constraint: Constraint) -> None:
        pair = _pair(constraint.first, constraint.second)
        del self._said[pair][place]
        if not self._said[pair]:
            del self._said[pair]
        if constraint.entry is not None:
            del self._by_entry[constraint.entry][place]
        self._settle(constraint.first, constraint.second)

    def _settle(self, first: str, second: str) -> None:
        """Let both articles have each other as partners as the last word on them has it."""
        said = self._said.get(_pair(first, second), {})
        last = max(said, default=-1)
        for link, partners in self._partners.items():
            for one, other in ((first, second), (second, first)):
                if said and said[last].link is link:
                    partners[one][other] = last
                elif one in partners:
                    partners[one].pop(other, None)


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one <= other else (other, one)
