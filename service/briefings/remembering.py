"""How a story is told, worked out once for each state of it.

What is remembered depends on nothing but the key: the story's revision, the editor's pin, and which texts may be shown
now. So a report that is withdrawn, or whose embargo ends, makes another key, and what was told before never comes out
again. Each story has one place, which its next state takes over.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from service.briefings.as_told import as_told
from service.briefings.figures.panel import panel
from service.briefings.origins import origin_of
from service.briefings.outline import Telling, tell
from service.briefings.overtaking import overtaken_among
from service.briefings.summary import DEFAULT_BUDGET, summarise
from service.briefings.summary.budget import Budget
from service.briefings.values import CitedSentence, Disagreement
from service.model import FiledArticle, Story

MOST = 4_096
"""Stories remembered; those asked for longest ago go first."""

_Key = tuple[int, str | None, Budget, tuple[str, ...], tuple[tuple[str, int, str, datetime], ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """What readers see of a story beside its counts."""

    telling: Telling
    summary: tuple[CitedSentence, ...]
    disagreements: tuple[Disagreement, ...]


class Memory:
    """Tells stories; safe to call from several threads."""

    def __init__(self, preferred: Sequence[str] = (), most: int = MOST) -> None:
        self._preferred = tuple(preferred)
        self._most = most
        self._told: OrderedDict[str, tuple[_Key, Told]] = OrderedDict()
        self._lock = Lock()

    def tell(self, story: Story, articles: Sequence[FiledArticle], budget: Budget = DEFAULT_BUDGET) -> Told:
        """Tell the story by its ``articles``, all of them visible, at least one."""
        texts = tuple((filed.id, filed.revision, origin_of(filed), filed.at) for filed in articles)
        key = (story.revision, story.pinned, budget, self._preferred, texts)
        with self._lock:
            known = self._told.get(story.id)
            if known is not None and known[0] == key:
                self._told.move_to_end(story.id)
                return known[1]
        reports = list(map(as_told, articles))
        figures = panel(reports)
        overtaken = overtaken_among(reports, figures)
        telling = tell(reports, story.pinned, self._preferred, overtaken)
        summary = summarise(reports, budget, overtaken=overtaken, headline=telling.headline)
        told = Told(telling, summary, figures.disagreements)
        with self._lock:
            self._told[story.id] = key, told
            self._told.move_to_end(story.id)
            while len(self._told) > self._most:
                self._told.popitem(last=False)
        return told
