"""What reports and stories are called in a sentence, looked up where they are needed."""

from datetime import datetime
from functools import cache

from service.briefings.values import Outline
from service.desk import Desk
from service.errors import Gone, Moved, NotFound
from service.formats.outputs.characters import one_line
from service.formats.outputs.names import UNNAMED, source_of
from service.model import Article

_LONGEST = 80


class Names:
    """Names of what may be shown at a time; what may not is called by its id. Each is looked up once.

    The story that a page is of need not be told anew: ``shown`` is its outline.
    """

    def __init__(self, desk: Desk, now: datetime, shown: Outline | None = None) -> None:
        self.report = cache(lambda article_id: _report(desk, article_id, now))
        self.story = cache(self._story)
        self._desk = desk
        self._now = now
        self._shown = shown

    def known_story(self, story_id: str) -> str:
        """What the story is called; empty where there is none that may be shown."""
        try:
            outline, _ = self._desk.story(story_id, self._now)
        except (Moved, Gone, NotFound):
            return ""
        return one_line(outline.headline)

    def _story(self, story_id: str) -> str:
        if self._shown is not None and story_id == self._shown.story.id:
            return _quoted(self._shown.headline)
        try:
            outline, _ = self._desk.story(story_id, self._now)
        except Moved as moved:
            return self.story(moved.successor)
        except Gone:
            return "a story that was withdrawn"
        except NotFound:
            return "a story that is not shown"
        return _quoted(outline.headline)


def _report(desk: Desk, article_id: str, now: datetime) -> str:
    try:
        filed = desk.article(article_id, now)
    except Gone:
        return "a report that was withdrawn"
    except NotFound:
        return "a report that is not shown"
    return report_of(filed.article, f"report {filed.id}")


def report_of(article: Article, otherwise: str) -> str:
    """Speak of a report by its source; ``otherwise`` where that has no name."""
    name = source_of(article)
    return otherwise if name == UNNAMED else f"the report of {name}"


def _quoted(headline: str) -> str:
    line = one_line(headline)
    return f"“{line[:_LONGEST]}…”" if len(line) > _LONGEST else f"“{line}”"
