"""Notices that another article stands for a story.

Which one does is worked out from the articles whenever a story is shown; so that consumers who keep it learn of a
change, what was worked out last is kept with the story.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.briefings.as_told import as_told
from service.briefings.representative import choose_representative
from service.desk.draft import Draft
from service.events import EventType
from service.model import Story, StoryState


def note_representatives(draft: Draft, preferred: Sequence[str] = (), why: str | None = None) -> None:
    """Look at every story that has just been touched, and tell of those that another article stands for.

    Reports of the ``preferred`` sources rather stand for a story, those named first above all. ``why`` is what has led
    to it; where nothing is given, the rule by which the article was chosen is told.
    """
    for story in draft.touched():
        if story.announced and story.state is StoryState.LIVE:
            _note(draft, story, preferred, why)


def _note(draft: Draft, story: Story, preferred: Sequence[str], why: str | None) -> None:
    visible = [filed for filed in draft.articles_of(story.id) if filed.visible(draft.now)]
    if not visible:
        return
    if len(visible) == 1 and story.representative in (None, visible[0].id):
        # The only one needs no choosing.
        if story.representative is None:
            draft.note(replace(story, representative=visible[0].id))
        return
    choice = choose_representative(list(map(as_told, visible)), story.pinned, preferred)
    if choice.article.id == story.representative:
        return
    draft.note(replace(story, representative=choice.article.id))
    if story.representative is not None:
        data = {"before": story.representative, "why": why or choice.rule.value}
        draft.tell(EventType.REPRESENTATIVE_CHANGED, story.id, choice.article.id, data)
