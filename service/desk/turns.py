"""Deciding is one sequence, in all threads and processes: whoever has the turn sees all that was decided before."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

from service.clustering.window import Window
from service.desk.draft import Draft
from service.desk.following import LiveWindow
from service.desk.recent_stories import RecentStories
from service.errors import StorageFull
from service.ports import Change, Store

NOTHING = Change()


class Turns:
    """The turn to decide, the window as whoever has it finds it, and what follows from a decision."""

    def __init__(self, store: Store, empty: Callable[[], Window]) -> None:
        """Rebuild the window from rows, into one that is ``empty``."""
        self._store = store
        self._turn = RLock()
        self._recent = RecentStories()
        self._listeners: list[Callable[[], object]] = []
        self.has_room = True
        """Whether the last write found room where everything is kept."""
        with store.snapshot():
            self._live = LiveWindow(store, empty, self._recent)

    @property
    def window(self) -> Window:
        """As it was when last caught up with; another one may take its place only in a turn."""
        return self._live.window

    @contextmanager
    def deciding(self, now: datetime) -> Iterator[Draft]:
        """Have the turn of all processes, at the window as all of them have left it.

        What was drafted is durable at the end, and in the window; where it ends in an error, neither has it.
        Raises StorageFull.
        """
        with self._turn, self._store.turn():
            self._live.catch_up()
            with self.window.trial() as trial:
                draft = self._draft(now)
                yield draft
                self._commit(draft)
                trial.keep()

    @contextmanager
    def trying(self, now: datetime) -> Iterator[Draft]:
        """Decide as if on a turn, at one state of everything; nothing comes of it."""
        with self._turn, self._store.snapshot():
            self._live.catch_up()
            with self.window.trial():
                yield self._draft(now)

    def _draft(self, now: datetime) -> Draft:
        return Draft(self._store, now, self._recent)

    def _commit(self, draft: Draft) -> None:
        change = draft.change()
        if change == NOTHING:
            return
        files = draft.files()
        try:
            place = self._store.commit(change)
        except StorageFull:
            self.has_room = False
            raise
        self.has_room = True
        self._live.has_come_to(place)
        self._recent.take_away(story.id for story in change.stories)
        self._recent.put(files)
        self._ring()

    def erase(self, before: datetime) -> Sequence[str]:
        """Erase the words of all that was withdrawn by then; answers in which stories there were any."""
        with self._turn:
            stories = self._store.erase(before)
            self._recent.take_away(stories)
        return stories

    def follow(self, seconds: float) -> None:
        """Wait until another process has written, ``seconds`` at most, then take in what it wrote.

        So the next decision has little to catch up with, and listeners hear of what others do.
        """
        self._store.await_others(seconds)
        if self._live.is_behind:
            self._ring()
            with self._turn, self._store.snapshot():
                self._live.catch_up()

    def listen(self, listener: Callable[[], object]) -> None:
        """Have ``listener`` called after every commit, in the thread that made it; it must be quick and not fail."""
        self._listeners.append(listener)

    def _ring(self) -> None:
        for listener in self._listeners:
            listener()
