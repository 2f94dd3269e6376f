"""Which live stories are linked under one storyline, and where the articles of a storyline stand.

A storyline is compared by its articles as they lie one behind the other, story by story. Of one with several stories
that order is kept from when it was first asked, and put right where an article or a story comes or goes: so what a
comparison takes does not grow with the storyline.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import numpy as np

from embeddings.compiled import compiled
from service.clustering.sides.told import places_of
from service.clustering.tables.blocks import Places
from service.clustering.tables.live import LiveEvidence


class LinkedStories:
    """Storylines by story, and the other way round. A story that is told of nothing else is its own storyline."""

    def __init__(self, members_of: Callable[[str], Sequence[LiveEvidence]]) -> None:
        """``members_of`` a story are its articles, by time, ties by id; none where it is not live."""
        self._members_of = members_of
        self._storyline_of: dict[str, str] = {}
        self._stories: dict[str, tuple[str, ...]] = {}
        """As they began. Hardly ever is there more than one; a tuple takes a fourth of the memory of a set."""
        self._places: dict[str, Places] = {}
        """Where the articles of a storyline stand, story by story; an array is never changed, but replaced."""

    def open(self, story_id: str, storyline_id: str) -> None:
        """A story comes into the window."""
        self._enter(story_id, storyline_id)

    def move(self, story_id: str, storyline_id: str) -> str:
        """Link a live story to another storyline; answers the one that it lay in."""
        before = self._storyline_of[story_id]
        self._take_out(story_id)
        self._enter(story_id, storyline_id)
        return before

    def join(self, story_id: str, turn: int) -> None:
        """An article has come to a live story; so many of its articles are earlier."""
        storyline_id = self._storyline_of[story_id]
        if (places := self._places.get(storyline_id)) is not None:
            articles = self._members_of(story_id)
            beside = articles[turn - 1] if turn else articles[1]
            at = _turn_of(beside.place, places) + (turn > 0)
            self._places[storyline_id] = _with(places, at, places_of([articles[turn]]))
        if not turn:
            self.move(story_id, storyline_id)

    def leave(self, story_id: str, live: LiveEvidence, turn: int) -> None:
        """An article has gone from a story, which is over if it was the last; so many of its articles are earlier."""
        storyline_id = self._storyline_of[story_id]
        if (places := self._places.get(storyline_id)) is not None:
            at = _turn_of(live.place, places)
            self._places[storyline_id] = _without(places, at, at + 1)
        if not self._members_of(story_id):
            self._take_out(story_id)
        elif not turn:
            self.move(story_id, storyline_id)

    def of(self, story_id: str) -> str | None:
        """The storyline that a live story lies in."""
        return self._storyline_of.get(story_id)

    def of_each(self, story_ids: Iterable[str]) -> list[str | None]:
        """As :meth:`of`, of several."""
        return [*map(self._storyline_of.get, story_ids)]

    def stories(self, storyline_id: str) -> Sequence[str]:
        """The live stories of a storyline as they began: by the time of their first articles, ties by id of these."""
        return self._stories.get(storyline_id, ())

    def count(self, storyline_id: str) -> int:
        """How many live stories a storyline has."""
        return len(self.stories(storyline_id))

    def articles(self, storyline_id: str) -> int:
        """How many live articles a storyline has."""
        return len(self.places(storyline_id))

    def places(self, storyline_id: str) -> Places:
        """Where the live articles of a storyline stand, story by story: shape (articles,), not to be written to."""
        places = self._places.get(storyline_id)
        if places is None:
            stories = self.stories(storyline_id)
            places = places_of(chain.from_iterable(map(self._members_of, stories)))
            if len(stories) > 1:
                self._places[storyline_id] = places
        return places

    def apart(self, story_id: str) -> tuple[Places, Places]:
        """Where the articles of a live story stand, and likewise those of the rest of its storyline."""
        places = self.places(self._storyline_of[story_id])
        start, end = self._span(story_id, places)
        return places[start:end], _without(places, start, end)

    def _enter(self, story_id: str, storyline_id: str) -> None:
        """Let a live story lie in a storyline."""
        self._storyline_of[story_id] = storyline_id
        stories, articles = self._stories.get(storyline_id, ()), self._members_of(story_id)
        turn = bisect_left(stories, articles[0], key=lambda one: self._members_of(one)[0])
        if (places := self._places.get(storyline_id)) is not None:
            at = self._span(stories[turn], places)[0] if turn < len(stories) else len(places)
            self._places[storyline_id] = _with(places, at, places_of(articles))
        self._stories[storyline_id] = (*stories[:turn], story_id, *stories[turn:])

    def _take_out(self, story_id: str) -> None:
        """Let a story lie in no storyline."""
        storyline_id = self._storyline_of.pop(story_id)
        stories, places = self._stories.pop(storyline_id), self._places.pop(storyline_id, None)
        turn = stories.index(story_id)
        if left := stories[:turn] + stories[turn + 1 :]:
            self._stories[storyline_id] = left
            if places is not None:
                self._places[storyline_id] = _without(places, *self._span(story_id, places))

    def _span(self, story_id: str, places: Places) -> tuple[int, int]:
        """Where the articles of a story begin and end among those of its storyline."""
        articles = self._members_of(story_id)
        start = _turn_of(articles[0].place, places) if articles else 0
        return start, start + len(articles)


@compiled
def _turn_of(place: int, places: Places) -> int:
    """Which of the places it is; mostly it is one of the last."""
    for turn in range(len(places) - 1, -1, -1):
        if places[turn] == place:
            return turn
    raise KeyError


def _with(places: Places, at: int, more: Places) -> Places:
    return np.concatenate([places[:at], more, places[at:]])


def _without(places: Places, start: int, end: int) -> Places:
    return np.concatenate([places[:start], places[end:]])
