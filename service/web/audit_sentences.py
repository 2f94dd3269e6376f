"""What was done by hand, as sentences."""

from dataclasses import dataclass
from datetime import datetime

from service.audit import Actor, Entry, Shift, Verb
from service.web.naming import Names


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of the audit trail."""

    id: int
    at: datetime
    who: str
    what: str
    reason: str
    state: str
    """Empty, or that it was undone, and by which entry."""
    story_id: str | None
    can_be_undone: bool
    for_editors: bool
    """Whether the reason is for editors alone: that of a withdrawal may say again what nobody is to read."""


def entry_view(entry: Entry, names: Names) -> EntryView:
    """Put an entry in words."""
    return EntryView(
        id=entry.id,
        at=entry.at,
        who=entry.by or ("the provider" if entry.actor is Actor.PROVIDER else "somebody"),
        what=_what(entry, names),
        reason=entry.reason or "",
        state=f"undone by entry {entry.undone_by}" if entry.undone_by else "",
        story_id=entry.story_ids[0] if entry.story_ids else None,
        can_be_undone=entry.verb is not Verb.WITHDRAW and entry.undone_by is None,
        for_editors=entry.verb is Verb.WITHDRAW,
    )


def _what(entry: Entry, names: Names) -> str:
    count = len(entry.article_ids)
    # None are named where all of them are under an embargo.
    reports = f"{count} report{'' if count == 1 else 's'}" if count else "reports"
    story = names.story(entry.story_ids[0]) if entry.story_ids else "a story"
    match entry.verb:
        case Verb.MERGE:
            merged = sum(step.shift is Shift.JOINED for step in entry.record.steps)
            others = "another story" if merged == 1 else f"{merged} other stories"
            return f"merged {others} ({reports}) into {story}"
        case Verb.SPLIT:
            return f"split {reports} off {story}"
        case Verb.REPRESENTATIVE:
            chosen = (
                f"chose {names.report(entry.article_ids[0])}" if entry.article_ids else "let the rule choose"
            )
            return f"{chosen} to stand for {story}"
        case Verb.WITHDRAW:
            return f"withdrew {reports}"
        case Verb.UNDO:
            return f"undid entry {entry.undoes}"
