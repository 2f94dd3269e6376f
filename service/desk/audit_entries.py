"""Entries of the audit trail, made from what a draft has changed."""

from collections.abc import Iterable, Sequence

from service.audit import Actor, Entry, Pinning, Record, Relinking, Step, Verb
from service.desk.draft import Draft
from service.desk.orders import Order
from service.model import FiledArticle


def enter_withdrawal(
    draft: Draft, filed: FiledArticle, reason: str, actor: Actor, by: str | None = None
) -> None:
    """Write down that an article was withdrawn."""
    entry = Entry(
        id=draft.next_entry(),
        at=draft.now,
        verb=Verb.WITHDRAW,
        story_ids=(filed.story_id,),
        article_ids=(filed.id,),
        actor=actor,
        by=by,
        reason=reason,
    )
    draft.enter(entry)


def enter_edit(
    draft: Draft,
    order: Order,
    verb: Verb,
    record: Record,
    *,
    about: Sequence[str],
    naming: Sequence[str] = (),
    undoes: int | None = None,
) -> Entry:
    """Write down the only edit of a draft.

    Parameters
    ----------
    about
        The stories that it is about, beside those of the record.
    naming
        The articles that it names, beside those of the record.
    """
    entry = Entry(
        id=draft.next_entry(),
        at=draft.now,
        verb=verb,
        story_ids=_stories(record.steps, about),
        article_ids=_articles(draft, record.steps, naming),
        by=order.by,
        reason=order.reason,
        undoes=undoes,
        record=record,
    )
    draft.enter(entry)
    return entry


def record_of(draft: Draft, steps: Sequence[Step], staying: Sequence[str] = ()) -> Record:
    """All that the only edit of a draft has changed beside these steps."""
    changed = list(draft.before_and_after())
    pins = (
        Pinning(before.id, before.pinned, after.pinned)
        for before, after in changed
        if before.pinned != after.pinned
    )
    links = (
        Relinking(before.id, before.storyline_id, after.storyline_id)
        for before, after in changed
        if before.storyline_id != after.storyline_id
    )
    return Record(tuple(steps), tuple(pins), tuple(links), tuple(staying))


def _stories(steps: Iterable[Step], about: Sequence[str]) -> tuple[str, ...]:
    named = (name for step in steps for name in (step.story_id, step.other_id))
    return tuple(dict.fromkeys([*named, *about]))


def _articles(draft: Draft, steps: Iterable[Step], naming: Sequence[str]) -> tuple[str, ...]:
    """All that are concerned, each once, but for those that nobody may know of yet."""
    named = dict.fromkeys([*naming, *(name for step in steps for name in step.article_ids)])
    found = (draft.article(name) for name in named)
    return tuple(filed.id for filed in found if filed and not filed.concealed)
