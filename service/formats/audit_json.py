"""Entries of the audit trail as JSON. Ids, names and reasons; never a text that was filed."""

from service.audit import Entry
from service.formats.times import rfc3339


def entry_json(entry: Entry) -> dict[str, object]:
    """Render one entry."""
    return {
        "id": entry.id,
        "at": rfc3339(entry.at),
        "verb": entry.verb.value,
        "actor": entry.actor.value,
        "by": entry.by,
        "reason": entry.reason,
        "story_ids": list(entry.story_ids),
        "article_ids": list(entry.article_ids),
        "state": "done" if entry.undone_by is None else "undone",
        "undone_by": entry.undone_by,
        "undoes": entry.undoes,
    }
