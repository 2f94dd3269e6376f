"""Live articles by what they may have in common, as the same words or the same address."""

from service.clustering.live import LiveEvidence


class Alike:
    """Articles by key: hardly ever is there more than one of a key, and that takes no collection."""

    def __init__(self) -> None:
        self._found: dict[str, LiveEvidence | tuple[LiveEvidence, ...]] = {}

    def of(self, key: str) -> tuple[LiveEvidence, ...]:
        """Those with this key."""
        found = self._found.get(key, ())
        return found if isinstance(found, tuple) else (found,)

    def enter(self, key: str, article: LiveEvidence) -> None:
        """An article comes."""
        self._keep(key, (*self.of(key), article))

    def leave(self, key: str, article: LiveEvidence) -> None:
        """It goes."""
        self._keep(key, tuple([other for other in self.of(key) if other is not article]))

    def _keep(self, key: str, articles: tuple[LiveEvidence, ...]) -> None:
        if articles:
            self._found[key] = articles[0] if len(articles) == 1 else articles
        else:
            del self._found[key]
