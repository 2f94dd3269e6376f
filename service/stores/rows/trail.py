"""Entries of the audit trail to rows and back."""

from service.audit import Actor, Entry, Pinning, Record, Relinking, Shift, Step, Verb
from service.stores.rows.desk import Fields, Values
from service.stores.rows.documents import Document

STORY, ARTICLE = "story", "article"
"""Kinds of subject."""


def entry_values(entry: Entry) -> Values:
    """Fill a row of ``audit``."""
    return {
        "id": entry.id,
        "at": entry.at,
        "verb": entry.verb.value,
        "actor": entry.actor.value,
        "by": entry.by,
        "reason": entry.reason,
        "undoes": entry.undoes,
        "undone_by": entry.undone_by,
        "story_ids": list(entry.story_ids),
        "article_ids": list(entry.article_ids),
        "record": record_document(entry.record),
    }


def read_entry(row: Fields) -> Entry:
    """Read the entry in a whole row of ``audit``."""
    entry_id, at, verb, actor, by, reason, undoes, undone_by, story_ids, article_ids, record = row
    return Entry(
        id=entry_id,
        at=at,
        verb=Verb(verb),
        story_ids=tuple(story_ids),
        article_ids=tuple(article_ids),
        actor=Actor(actor),
        by=by,
        reason=reason,
        undoes=undoes,
        record=read_record(record),
        undone_by=undone_by,
    )


def subject_values(entry: Entry) -> list[Values]:
    """Fill the rows of ``audit_subjects`` by which an entry is found."""
    return [
        {"kind": kind, "subject_id": name, "entry": entry.id}
        for kind, names in zip((STORY, ARTICLE), entry.subjects, strict=True)
        for name in sorted(names)
    ]


def record_document(record: Record) -> Document:
    """Turn what an entry changed into plain JSON values."""
    return {
        "steps": [_step_document(step) for step in record.steps],
        "pins": [[pin.story_id, pin.before, pin.after] for pin in record.pins],
        "links": [[link.story_id, link.before, link.after] for link in record.links],
        "staying": list(record.staying),
    }


def read_record(document: Document) -> Record:
    """Read what :func:`record_document` wrote."""
    return Record(
        tuple(_read_step(step) for step in document["steps"]),
        tuple(Pinning(*pin) for pin in document["pins"]),
        tuple(Relinking(*link) for link in document["links"]),
        tuple(document["staying"]),
    )


def _step_document(step: Step) -> Document:
    return {
        "shift": step.shift.value,
        "story_id": step.story_id,
        "other_id": step.other_id,
        "article_ids": list(step.article_ids),
    }


def _read_step(document: Document) -> Step:
    return Step(
        Shift(document["shift"]),
        document["story_id"],
        document["other_id"],
        tuple(document["article_ids"]),
    )
