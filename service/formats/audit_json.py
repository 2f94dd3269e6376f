"""Entries of the audit trail as JSON. Ids, names and reasons; never a text that was filed.

Why something was withdrawn is for editors: a court's words, or whom it was about, say again what nobody is to read.
"""

from service.audit import Entry, Verb
from service.formats.times import rfc3339


def entry_json(entry: Entry, *, for_editors: bool = True) -> dict[str, object]:
    """Render one entry; for all but editors without the reason of a withdrawal."""
    return {
        "id": entry.id,
        "at": rfc3339(entry.at),
        "verb": entry.verb.value,
        "actor": entry.actor.value,
        "by": entry.by,
        "reason": entry.reason if for_editors or entry.verb is not Verb.WITHDRAW else None,
        "story_ids": list(entry.story_ids),
        "article_ids": list(entry.article_ids),
        "state": "done" if entry.undone_by is None else "undone",
        "undone_by": entry.undone_by,
        "undoes": entry.undoes,
    }
