"""What editors have said about pairs of articles. It binds every decision, for good."""

from collections.abc import Callable, Iterable

from service.model import Constraint, Link


class Constraints:
    """Must-links and cannot-links by article."""

    def __init__(self) -> None:
        self._linked: dict[Link, dict[str, tuple[str, ...]]] = {link: {} for link in Link}

    def add(self, constraint: Constraint) -> Callable[[], None]:
        """Take an editor's word; the later word on a pair replaces the earlier. Answers how to take it back."""
        pair = (constraint.first, constraint.second)
        before = [(link, one, self.partners(link, one)) for link in Link for one in pair]
        for one, other in (pair, pair[::-1]):
            for link in Link:
                self._linked[link][one] = tuple(held for held in self.partners(link, one) if held != other)
            self._linked[constraint.link][one] += (other,)
        return lambda: self._restore(before)

    def partners(self, link: Link, article_id: str) -> tuple[str, ...]:
        """The articles linked to this one, oldest word first."""
        return self._linked[link].get(article_id, ())

    def forbids(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Whether any of ``ones`` must never lie with any of ``others``."""
        barred = {partner for one in ones for partner in self.partners(Link.CANNOT, one)}
        return bool(barred) and not barred.isdisjoint(others)

    def _restore(self, before: Iterable[tuple[Link, str, tuple[str, ...]]]) -> None:
        for link, one, partners in before:
            self._linked[link][one] = partners
