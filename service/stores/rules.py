"""What every store asks of a change, and what a change means, said once for all of them.

A change is refused with :class:`~service.errors.Conflict`, before anything is written, when

- a filing or a move names a story that is neither on file nor among the change's stories,
- a move, a release, a constraint or a pin names an article that is neither on file nor among its filings,
- a merged story's successor is not known in the same way,
- vectors come before an encoder was bound, or have another dimension than it,
- an answer no older than a day is already kept under a reply's idempotency key, or two replies have the same one,
- entries of the audit trail are not numbered on from the last, undo one that is not on file or is undone already, or
  a constraint names an entry that does not come with it.

Not checked, for they are notes and not references: ``duplicate_of``, ``origin_id``, ``evolved_from``,
``storyline_id`` and the ids in events and receipts.

Parts are applied in the order stories, filings, moves, releases; within a part, in the order given, so that the last
word on an id is the one that stands. A text is replaced when its ``Article`` changes; filing the same
``Article`` again (a withdrawal, a new decision) adds nothing to its history.

A new reply clears away those older than a day, by its own ``at``; their keys may be used again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from embeddings import EncoderIdentity
from service.audit import Entry
from service.errors import Conflict
from service.model import ERASED, Constraint, FiledArticle
from service.ports import Change, Filing, Reply

REPLY_LIFE = timedelta(hours=24)
"""How long an answer is kept at least: far longer than a client goes on repeating a request."""


def named_stories(change: Change) -> set[str]:
    """Ids of the stories that ``change`` writes or refers to."""
    return (
        {story.id for story in change.stories}
        | {story.successor for story in change.stories if story.successor is not None}
        | {filing.filed.story_id for filing in change.filings}
        | {story_id for _, story_id in change.moves}
    )


def named_articles(change: Change) -> set[str]:
    """Ids of the articles that ``change`` writes or refers to."""
    return (
        {filing.filed.id for filing in change.filings}
        | {article_id for article_id, _ in change.moves}
        | set(change.releases)
        | {side for constraint in change.constraints for side in (constraint.first, constraint.second)}
        | {story.pinned for story in change.stories if story.pinned is not None}
    )


def to_be_erased(filed: FiledArticle, before: datetime) -> bool:
    """Whether it was withdrawn by then, and some of its words are still on file."""
    return filed.withdrawn_at is not None and filed.withdrawn_at <= before and not filed.erased


def without_words(filed: FiledArticle) -> FiledArticle:
    """The article as it is left: known by its id, so that it stays out when it is sent again."""
    return replace(filed, article=replace(filed.article, title=ERASED, text="", url=None, byline=None))


@dataclass(frozen=True, slots=True)
class ChangedIds:
    """What windows must know of a change: ids of articles and stories, entries that were undone."""

    filed: list[str]
    moved: list[str]
    stories: list[str]
    lifted: list[int]


def changed_ids(change: Change) -> ChangedIds:
    """Name what a window that follows must look up."""
    return ChangedIds(
        list(latest(change.filings)),
        list(dict.fromkeys(article_id for article_id, _ in change.moves)),
        list(dict.fromkeys(story.id for story in change.stories)),
        [entry.undoes for entry in change.entries if entry.undoes is not None],
    )


def check_references(change: Change, *, articles: Collection[str], stories: Collection[str]) -> None:
    """Refuse a change that names what is not there.

    Parameters
    ----------
    change
        What is to be written.
    articles, stories
        Ids on file, at least those among :func:`named_articles` and :func:`named_stories`.

    Raises
    ------
    Conflict
        A name is neither on file nor brought by the change itself.
    """
    new_stories = {story.id for story in change.stories}
    new_articles = {filing.filed.id for filing in change.filings}
    _refuse("story", (i for i in named_stories(change) - new_stories if i not in stories))
    _refuse("article", (i for i in named_articles(change) - new_articles if i not in articles))


def _refuse(kind: str, missing: Iterable[str]) -> None:
    first = min(missing, default=None)
    if first is not None:
        raise Conflict(
            f"the change names the {kind} {first!r}, which is neither on file nor part of it; "
            f"nothing was written; write that {kind} first or in the same change"
        )


def check_vectors(filings: Sequence[Filing], encoder: EncoderIdentity | None) -> None:
    """Refuse vectors that are not of shape (``encoder.dimension``,), or that no bound encoder vouches for."""
    for filing in filings:
        if filing.vectors is None:
            continue
        if encoder is None:
            raise Conflict(
                f"article {filing.filed.id!r} has vectors, but no encoder is bound; call bind_encoder first"
            )
        shapes = (filing.vectors.whole.shape, filing.vectors.lead.shape)
        if shapes != ((encoder.dimension,),) * 2:
            raise Conflict(
                f"article {filing.filed.id!r} has vectors of shapes {shapes[0]} and {shapes[1]}; "
                f"the bound encoder {encoder.name!r} makes ({encoder.dimension},); nothing was written"
            )


def check_entries(change: Change, newest: int, on_file: Mapping[int, Entry]) -> None:
    """Refuse entries that do not go on from where the audit trail stands.

    Parameters
    ----------
    newest
        The id of the last entry on file, 0 where there is none.
    on_file
        The entries that those of the change undo, where they are on file.
    """
    given = [entry.id for entry in change.entries]
    if given != list(range(newest + 1, newest + 1 + len(given))):
        raise Conflict(
            f"the audit trail stands at {newest}, but the change brings the entries {given}; nothing was "
            "written; number them on from there"
        )
    undone = [entry.undoes for entry in change.entries if entry.undoes is not None]
    for entry_id in undone:
        known = on_file.get(entry_id)
        if known is None or known.undone_by is not None or undone.count(entry_id) > 1:
            raise Conflict(
                f"the entry {entry_id} is not on file or undone already; nothing was written; look it up again"
            )
    if any(word.entry is not None and word.entry not in given for word in change.constraints):
        raise Conflict("a constraint names an entry that does not come with it; nothing was written")


def replies_kept_since(reply: Reply) -> datetime:
    """Give the time before which the replies on file are cleared away when ``reply`` is written."""
    return reply.at - REPLY_LIFE


def check_replies(new: Sequence[Reply]) -> None:
    """Refuse two answers under one idempotency key."""
    seen = set[str]()
    for reply in new:
        if reply.key in seen:
            raise already_answered(reply.key)
        seen.add(reply.key)


def already_answered(key: str) -> Conflict:
    """Word the refusal of a second answer under one idempotency key."""
    return Conflict(
        f"an answer is already kept under the idempotency key {key!r}; "
        "nothing was written; recall that answer, or use a new key"
    )


def replaced(filings: Sequence[Filing], on_file: Mapping[str, FiledArticle]) -> list[FiledArticle]:
    """List the filed articles that ``filings`` replace with another text, oldest first.

    One id may come several times in one change; all but its last text are history at once.
    """
    standing = dict(on_file)
    old = []
    for filing in filings:
        before = standing.get(filing.filed.id)
        if before is not None and before.article != filing.filed.article:
            old.append(before)
        standing[filing.filed.id] = filing.filed
    return old


def latest(filings: Sequence[Filing]) -> dict[str, Filing]:
    """Pick the last filing of each id, in the order in which the ids first came: that of arrival."""
    return {filing.filed.id: filing for filing in filings}


def standing(words: Iterable[Constraint]) -> list[Constraint]:
    """Pick the words that still stand: of several about one pair of articles, the last."""
    last: dict[frozenset[str], Constraint] = {}
    for word in words:
        pair = frozenset((word.first, word.second))
        last.pop(pair, None)
        last[pair] = word
    return list(last.values())
