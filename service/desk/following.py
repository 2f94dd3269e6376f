"""Bringing the window to where other processes have brought the rows.

The window's state is a function of what lies in it, so it does not matter in how many steps, or in which order, others
have got there: articles are put where their rows say, and what has left is taken out.
"""

from collections.abc import Sequence

from service.clustering.traces import restore
from service.clustering.window import Window
from service.ports import News, WindowRow


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
    for story_id, storyline_id in news.linked:
        if window.storylines.of(story_id) not in (None, storyline_id):
            window.link(story_id, storyline_id)
    for word in news.words:
        window.constrain(word)
    for entry in news.lifted:
        window.lift(entry)


def place(window: Window, rows: Sequence[WindowRow]) -> None:
    """Put articles into the window as their rows have them."""
    items = [(row.filed.article, row.filed.at, row.vectors, row.filed.decision.origin_id) for row in rows]
    for row, evidence in zip(rows, restore(items, [row.traces for row in rows]), strict=True):
        window.place(evidence, row.filed.story_id, row.storyline_id)
