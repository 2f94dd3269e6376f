"""Live articles by what they may have in common, as the same words or the same address."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from service.clustering.tables.live import LiveEvidence

Key = TypeVar("Key", bound=Hashable)


class Alike(Generic[Key]):
    """Articles by key: hardly ever is there more than one of a key, and that takes no collection."""

    def __init__(self) -> None:
        self._found: dict[Key, LiveEvidence | tuple[LiveEvidence, ...]] = {}

    def of(self, key: Key) -> tuple[LiveEvidence, ...]:
        """Those with this key."""
        found = self._found.get(key, ())
        return found if isinstance(found, tuple) else (found,)

    def enter(self, key: Key, article: LiveEvidence) -> None:
        """An article comes."""
        self._keep(key, (*self.of(key), article))

    def leave(self, key: Key, article: LiveEvidence) -> None:
        """It goes."""
        self._keep(key, tuple([other for other in self.of(key) if other is not article]))

    def _keep(self, key: Key, articles: tuple[LiveEvidence, ...]) -> None:
        if articles:
            self._found[key] = articles[0] if len(articles) == 1 else articles
        else:
            del self._found[key]
