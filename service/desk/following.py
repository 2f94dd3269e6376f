"""Bringing the window to where other processes have brought the rows.

The window's state is a function of what lies in it, so it does not matter in how many steps, or in which order, others
have got there: articles are put where their rows say, and what has left is taken out.
"""

from collections.abc import Callable, Sequence
from itertools import islice

from service.clustering.evidence.traces import restore
from service.clustering.window import Window
from service.desk.recent_stories import RecentStories
from service.ports import News, Place, Store, WindowRow

REBUILD_ROWS = 512
LEAST_REBUILT = 1_000
"""Articles that are caught up with rather than that a smaller window is rebuilt."""
LOST = Place(-1)
"""Nowhere: whoever is there has to begin anew."""


class LiveWindow:
    """The window as the rows have it, and the place in the log of changes that it has come to.

    Rebuilt from the rows when it is made. Whoever calls sees to it that the rows are of one state meanwhile: within a
    turn, or a snapshot.
    """

    window: Window

    def __init__(self, store: Store, empty: Callable[[], Window], recent: RecentStories) -> None:
        self._store, self._empty, self._recent = store, empty, recent
        self._rebuild()

    def _rebuild(self) -> None:
        self._recent.clear()
        self.window, self._place = self._empty(), self._store.place()
        clock = self._store.clock()
        if clock is not None:
            self.window.advance(clock)
        for constraint in self._store.words():
            self.window.constrain(constraint)
        stream = self._store.window_rows(self.window.horizon)
        while rows := list(islice(stream, REBUILD_ROWS)):
            place(self.window, rows)

    @property
    def is_behind(self) -> bool:
        """Whether others have written since."""
        return self._store.place() != self._place

    def catch_up(self) -> None:
        """Let the window follow what other processes have written."""
        before = self._place
        news = self._store.news(before, max(LEAST_REBUILT, len(self.window)))
        if news is not None and news.place == before:
            return
        # Whatever goes wrong half-way, the next one begins anew.
        self._place = LOST
        if news is None:
            self._rebuild()
        else:
            self._recent.follow(news)
            follow(self.window, news)
            self._place = news.place

    def has_come_to(self, place: Place) -> None:
        """The window's own decisions are in the rows now."""
        self._place = place


def follow(window: Window, news: News) -> None:
    """Let the window be as if it had itself decided what the news tell of."""
    times = [row.filed.at for row in news.filed] + [filed.at for filed in news.gone]
    if times:
        window.advance(max(times))
    for name in [*(filed.id for filed in news.gone), *(row.filed.id for row in news.filed)]:
        if name in window:
            window.remove(name)
    place(window, news.filed)
    for article_id, story_id, storyline_id in news.moved:
        if article_id in window and window.story_of(article_id) != story_id:
            window.move(article_id, story_id, storyline_id)
    for story, _ in news.stories:
        if window.storylines.of(story.id) not in (None, story.storyline_id):
            window.link(story.id, story.storyline_id)
    for word in news.words:
        window.constrain(word)
    for entry in news.lifted:
        window.lift(entry)


def place(window: Window, rows: Sequence[WindowRow]) -> None:
    """Put articles into the window as their rows have them."""
    items = [(row.filed.article, row.filed.at, row.vectors, row.filed.decision.origin_id) for row in rows]
    found = restore(items, [row.traces for row in rows], [row.filed.told for row in rows])
    for row, evidence in zip(rows, found, strict=True):
        window.place(evidence, row.filed.story_id, row.storyline_id)
