"""Which live stories are linked under one storyline."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from service.clustering.tables.live import LiveEvidence


class LinkedStories:
    """Storylines by story, and the other way round. A story that is told of nothing else is its own storyline."""

    def __init__(self, members_of: Callable[[str], Sequence[LiveEvidence]]) -> None:
        """``members_of`` a live story are its articles, by time, ties by id."""
        self._members_of = members_of
        self._storyline_of: dict[str, str] = {}
        self._stories: dict[str, tuple[str, ...]] = {}
        """As they began. Hardly ever is there more than one; a tuple takes a fourth of the memory of a set."""
        self._articles: dict[str, int] = {}
        """How many articles a storyline has, from when it was first asked."""

    def open(self, story_id: str, storyline_id: str) -> None:
        """A story comes into the window."""
        self._storyline_of[story_id] = storyline_id
        stories = self._stories.get(storyline_id, ())
        turn = bisect_left(stories, self._members_of(story_id)[0], key=lambda one: self._members_of(one)[0])
        self._stories[storyline_id] = (*stories[:turn], story_id, *stories[turn:])

    def close(self, story_id: str) -> str:
        """A story leaves the window; answers the storyline that it lay in."""
        storyline_id = self._storyline_of.pop(story_id)
        self._stories[storyline_id] = left = tuple(
            [other for other in self._stories[storyline_id] if other != story_id]
        )
        if not left:
            del self._stories[storyline_id]
            self._articles.pop(storyline_id, None)
        return storyline_id

    def move(self, story_id: str, storyline_id: str) -> str:
        """Link a live story to another storyline; answers the one that it lay in."""
        size = len(self._members_of(story_id))
        self._count(self._storyline_of[story_id], -size)
        self._count(storyline_id, size)
        before = self.close(story_id)
        self.open(story_id, storyline_id)
        return before

    def grow(self, story_id: str, by: int) -> None:
        """So many articles have come to a live story, or are about to go from it."""
        self._count(self._storyline_of[story_id], by)

    def _count(self, storyline_id: str, by: int) -> None:
        if storyline_id in self._articles:
            self._articles[storyline_id] += by

    def begin_anew(self, story_id: str) -> None:
        """Another article is the first of a live story."""
        self.open(story_id, self.close(story_id))

    def of(self, story_id: str) -> str | None:
        """The storyline that a live story lies in."""
        return self._storyline_of.get(story_id)

    def of_each(self, story_ids: Iterable[str]) -> list[str | None]:
        """As :meth:`of`, of several."""
        return [*map(self._storyline_of.get, story_ids)]

    def stories(self, storyline_id: str) -> list[str]:
        """The live stories of a storyline as they began: by the time of their first articles, ties by id of these."""
        return list(self._stories.get(storyline_id, ()))

    def count(self, storyline_id: str) -> int:
        """How many live stories a storyline has."""
        return len(self._stories.get(storyline_id, ()))

    def articles(self, storyline_id: str) -> int:
        """How many live articles a storyline has."""
        if storyline_id not in self._articles:
            members = map(self._members_of, self.stories(storyline_id))
            self._articles[storyline_id] = sum(map(len, members))
        return self._articles[storyline_id]
