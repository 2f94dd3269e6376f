"""Which story each live article lies in, and the articles of each story."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

from service.clustering.tables.live import LiveEvidence

Articles = tuple[LiveEvidence, ...]
"""Of a story, by time, ties by id."""


class Membership:
    """Articles in stories; a story is live as long as it has one."""

    def __init__(self) -> None:
        self._at: list[str] = []
        """The story that who stands, or last stood, at each place lies in."""
        self._articles: dict[str, Articles] = {}
        self.originals = 0
        """How many of the articles are copies of no other."""

    def __contains__(self, story_id: str) -> bool:
        return story_id in self._articles

    def __getitem__(self, story_id: str) -> Articles:
        """The articles of a live story."""
        return self._articles[story_id]

    def of(self, story_id: str) -> Articles:
        """The articles of a story, none where it is not live."""
        return self._articles.get(story_id, ())

    def of_each(self, story_ids: Iterable[str]) -> list[Articles]:
        """The articles of each of several live stories."""
        return [*map(self._articles.__getitem__, story_ids)]

    def story_ids(self) -> Collection[str]:
        """Ids of the live stories."""
        return self._articles.keys()

    def at(self, place: int) -> str:
        """The story that who stands at a place lies in."""
        return self._at[place]

    def at_each(self, places: Iterable[int]) -> Iterator[str]:
        """The same for each of several places."""
        return map(self._at.__getitem__, places)

    def join(self, live: LiveEvidence, story_id: str) -> int:
        """Put an article into a story, which is opened if it is not live; how many of its articles are earlier."""
        articles = self.of(story_id)
        # One string for all of them; the place is there, or the next.
        self._at[live.place : live.place + 1] = [self._at[articles[0].place] if articles else story_id]
        turn = bisect_left(articles, live)
        self._articles[story_id] = (*articles[:turn], live, *articles[turn:])
        self.originals += live.origin_id == live.article_id
        return turn

    def leave(self, live: LiveEvidence) -> int:
        """Take an article out of its story, which is over if it was the last; how many of its articles are earlier."""
        story_id = self._at[live.place]
        articles = self._articles[story_id]
        turn = bisect_left(articles, live)
        self._articles[story_id] = left = articles[:turn] + articles[turn + 1 :]
        self.originals -= live.origin_id == live.article_id
        if not left:
            del self._articles[story_id]
        return turn

    def give_back(self, places: int) -> None:
        """Let go of what lies beyond so many places."""
        del self._at[places:]
