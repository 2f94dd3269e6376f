"""Articles and stories that go back to where they were before an edit; on file, in the window and in the event log."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from service.audit import Relinking
from service.clustering.window import Window
from service.desk.draft import Draft
from service.desk.regroup import close_if_empty, first_shown, fold, relocate
from service.events import EventType
from service.model import Linking, Receipt, Story, StoryState

WHY = "undo"


def revive(draft: Draft, window: Window, story_id: str, article_ids: Sequence[str]) -> None:
    """Let a story that was folded live again under its id, with these articles, wherever they lie."""
    story = _story(draft, story_id)
    draft.save(replace(story, state=StoryState.LIVE, successor=None))
    _bring(draft, window, article_ids, story_id)
    shown = first_shown(draft, story_id)
    if shown and not draft.announce(story_id, shown):
        data = {"storyline_id": story.storyline_id, "why": WHY}
        draft.tell(EventType.STORY_UPDATED, story_id, data=data)


def fold_back(
    draft: Draft, window: Window, story_id: str, article_ids: Sequence[str], target: str
) -> tuple[str, ...]:
    """Fold a story that was taken out into ``target``, and bring these articles there, wherever they lie.

    Answers all articles that have come, or had already.
    """
    coming = dict.fromkeys(article_ids)
    if _story(draft, story_id).state is StoryState.LIVE:
        coming |= dict.fromkeys(lying(draft, story_id))
        fold(draft, window, target, story_id, why=WHY)
    _bring(draft, window, tuple(coming), target)
    return tuple(coming)


def relink(draft: Draft, window: Window, links: Iterable[Relinking]) -> None:
    """Let storylines go on that had become part of others, but for those of which anything has become since."""
    by_line: dict[str, list[Relinking]] = {}
    for link in links:
        by_line.setdefault(link.before, []).append(link)
    for line, its in by_line.items():
        rows = [_story(draft, link.story_id) for link in its]
        if all(story.storyline_id == link.after for story, link in zip(rows, its, strict=True)):
            for story in rows:
                _relink(draft, window, story, line)


def lying(draft: Draft, story_id: str) -> tuple[str, ...]:
    """Ids of all articles of a story, tombstones included."""
    return tuple(filed.id for filed in draft.articles_of(story_id))


def _bring(draft: Draft, window: Window, article_ids: Sequence[str], target: str) -> None:
    found = [filed for name in article_ids if (filed := draft.article(name)) and filed.story_id != target]
    for filed in found:
        relocate(draft, window, filed.id, target)
    if found:
        draft.touch(target, seen=any(filed.visible(draft.now) for filed in found))
    for source in dict.fromkeys(filed.story_id for filed in found):
        _see_to(draft, window, source, {filed.id for filed in found}, target)


def _see_to(draft: Draft, window: Window, source: str, gone: Collection[str], target: str) -> None:
    """A story that has lost articles: where it has lost all of them, its id leads to where they went."""
    story = _story(draft, source)
    draft.save(replace(story, pinned=None if story.pinned in gone else story.pinned))
    if not lying(draft, source):
        fold(draft, window, target, source, why=WHY)
        return
    if first_shown(draft, target):
        draft.tell(EventType.STORY_SPLIT, source, data={"into": target, "why": WHY})
    close_if_empty(draft, source)


def _relink(draft: Draft, window: Window, story: Story, storyline_id: str) -> None:
    linking = Linking(storyline_id, 1.0, Receipt("undone", margin=1.0))
    draft.relink(story, storyline_id, linking)
    if window.storylines.of(story.id):
        window.link(story.id, storyline_id)


def _story(draft: Draft, story_id: str) -> Story:
    story = draft.story(story_id)
    if story is None:
        raise KeyError(story_id)
    return story
