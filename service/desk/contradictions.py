"""What stands against taking an edit back: that it cannot be taken back at all, or what was done by hand since."""

from collections.abc import Sequence

from service.audit import Entry, Pinning, Shift, Verb
from service.desk.draft import Draft
from service.errors import CannotUndo
from service.model import Story, StoryState

BY_HAND = "merge, split or choose by hand"


def refuse_for_good(entry: Entry) -> None:
    """Raise CannotUndo where an entry cannot be taken back, or not once more."""
    if entry.verb is Verb.WITHDRAW:
        raise CannotUndo(
            entry.id,
            "what was withdrawn is never shown again, and its id stays withdrawn",
            "file the report again under a new id",
        )
    if entry.undone_by is not None:
        why = f"entry {entry.undone_by} has already undone it"
        raise CannotUndo(entry.id, why, "undo that entry to restore this one", entry.undone_by)


def contradicted(
    entry: Entry, by: Entry | None, otherwise: str = "the stories have changed since"
) -> CannotUndo:
    """Say by which later entry an undoing is contradicted; where there is none, how the stories stand."""
    if by is None:
        return CannotUndo(entry.id, otherwise, BY_HAND)
    remedy = BY_HAND if by.verb is Verb.WITHDRAW else f"undo that entry first, or {BY_HAND}"
    return CannotUndo(entry.id, f"entry {by.id} ({by.verb}) contradicts it", remedy, by.id)


def find_contradiction(entry: Entry, later: Sequence[Entry]) -> Entry | None:
    """The later entry that withdrew an article of this one, or moved it on to elsewhere.

    Parameters
    ----------
    later
        The entries after it that have a subject in common with it, oldest first.
    """
    last = {name: (other, target) for other in later for name, target in _targets(other)}
    for name, target in _targets(entry):
        other, went_to = last.get(name, (entry, target))
        if went_to != target:
            return other
    return None


def find_choice(pin: Pinning, pinned: str | None, later: Sequence[Entry]) -> Entry | None:
    """The last later entry that chose for a story, or by which what is now ``pinned`` is not what had been chosen."""
    chosen = [
        (other, its.after) for other in later for its in other.record.pins if its.story_id == pin.story_id
    ]
    for other, after in reversed(chosen):
        by_choice = other.verb is Verb.REPRESENTATIVE and other.undone_by is None
        if by_choice or (pinned != pin.after and after == pinned):
            return other
    return None


def follow(draft: Draft, entry: Entry, story_id: str) -> Story:
    """The living story that a story goes on in, if what has become of it since was not done by hand.

    Raises
    ------
    CannotUndo
        A later entry merged it into another, or nothing is left of it.
    """
    story = draft.story(story_id)
    while story is not None and story.state is StoryState.MERGED and story.successor is not None:
        if by := _last(draft, entry, story.id, Shift.JOINED):
            raise contradicted(entry, by)
        story = draft.story(story.successor)
    if story is None or story.state is not StoryState.LIVE:
        raise contradicted(entry, _last(draft, entry, story_id), f"nothing is left of story {story_id!r}")
    return story


def _last(draft: Draft, entry: Entry, story_id: str, shift: Shift | None = None) -> Entry | None:
    """The last later entry that folded this story into another, or withdrew something from it."""
    later = draft.trail.touching({story_id}, (), entry.id)
    for other in reversed(later):
        folded = any(step.shift is shift and step.other_id == story_id for step in other.record.steps)
        if (folded and other.undone_by is None) or (shift is None and other.verb is Verb.WITHDRAW):
            return other
    return None


def _targets(entry: Entry) -> list[tuple[str, str | None]]:
    """The articles that an entry moved, with the stories it moved them to, or withdrew (None)."""
    if entry.verb is Verb.WITHDRAW:
        return [(name, None) for name in entry.article_ids]
    return [(name, step.target) for step in entry.record.steps for name in step.article_ids]
