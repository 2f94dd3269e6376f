"""What editors have said about pairs of articles. It binds every decision, for good."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from service.model import Constraint, Link


class Constraints:
    """Must-links and cannot-links by article."""

    def __init__(self) -> None:
        self._linked: dict[Link, dict[str, list[str]]] = {link: defaultdict(list) for link in Link}

    def add(self, constraint: Constraint) -> Callable[[], None]:
        """Take an editor's word; the later word on a pair replaces the earlier. Answers how to take it back."""
        pair = (constraint.first, constraint.second)
        before = {link: pair[1] in self._linked[link][pair[0]] for link in Link}
        self._set(pair, {link: link is constraint.link for link in Link})
        return lambda: self._set(pair, before)

    def partners(self, link: Link, article_id: str) -> tuple[str, ...]:
        """The articles linked to this one, oldest word first."""
        return tuple(self._linked[link].get(article_id, ()))

    def forbids(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Whether any of ``ones`` must never lie with any of ``others``."""
        cannot, held = self._linked[Link.CANNOT], set(others)
        return any(not held.isdisjoint(cannot.get(one, ())) for one in ones)

    def _set(self, pair: tuple[str, str], held: dict[Link, bool]) -> None:
        for link, wanted in held.items():
            for one, other in (pair, pair[::-1]):
                partners = self._linked[link][one]
                if wanted and other not in partners:
                    partners.append(other)
                elif not wanted and other in partners:
                    partners.remove(other)
