"""Changes to stories that are already there: folding two into one, taking articles out, parting and linking them.

Reconcile and the editor's verbs both work through these, so that ids, redirects, events and window never disagree.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.audit import Actor
from service.clustering.window import Window
from service.desk.audit_entries import enter_withdrawal
from service.desk.draft import Draft
from service.events import EventType
from service.model import Decision, FiledArticle, Linking, Receipt, Relation, StoryState


def fold(draft: Draft, window: Window, survivor: str, absorbed: str, *, why: str) -> None:
    """Merge ``absorbed`` into ``survivor``; the absorbed id redirects for ever."""
    keeper, goer = draft.story(survivor), draft.story(absorbed)
    if keeper is None or goer is None:
        raise KeyError(survivor if keeper is None else absorbed)
    for filed in draft.articles_of(absorbed):
        relocate(draft, window, filed.id, survivor)
    draft.save(replace(goer, state=StoryState.MERGED, successor=survivor, pinned=None))
    draft.save(replace(keeper, pinned=keeper.pinned or goer.pinned))
    if goer.announced:
        if not keeper.announced and (shown := first_shown(draft, survivor)):
            draft.announce(survivor, shown)
        draft.tell(EventType.STORY_MERGED, survivor, data={"absorbed": absorbed, "why": why})
    if goer.storyline_id != keeper.storyline_id and not _any_live(draft, goer.storyline_id):
        linking = Linking(keeper.storyline_id, 1.0, Receipt("merged", margin=1.0))
        link(draft, window, goer.storyline_id, linking, survivor, why=why)


def link(draft: Draft, window: Window, absorbed: str, linking: Linking, story_id: str, *, why: str) -> None:
    """Let a storyline go on as part of another, for the sake of ``story_id``; nothing that is shown is folded.

    Its id redirects for ever: it is that of the story the storyline began with, whose row names where it has gone.
    Stories that had been linked to that one keep the reason why.
    """
    for story in draft.stories_in(absorbed):
        draft.relink(story, linking.storyline_id, linking if story.id == absorbed else story.linking)
    for live in window.storylines.stories(absorbed):
        window.link(live, linking.storyline_id)
    data = {"storyline_id": linking.storyline_id, "absorbed": absorbed, "why": why}
    draft.tell(EventType.STORYLINE_MERGED, story_id, data=data)


def go_over(draft: Draft, window: Window, story_id: str, linking: Linking, *, why: str) -> None:
    """Let a story leave its storyline for another, or for one of its own under its own id."""
    story = draft.story(story_id)
    if story is None:
        raise KeyError(story_id)
    draft.relink(story, linking.storyline_id, linking)
    window.link(story_id, linking.storyline_id)
    data = {"storyline_id": linking.storyline_id, "left": story.storyline_id, "why": why}
    draft.tell(EventType.STORY_UPDATED, story_id, data=data)


def part(
    draft: Draft, window: Window, story_id: str, article_ids: Sequence[str], fresh_id: str, *, why: str
) -> None:
    """Move some articles of a story to a new story of the same storyline."""
    story = draft.story(story_id)
    if story is None:
        raise KeyError(story_id)
    draft.open_story(fresh_id, linking=Linking(story.storyline_id, 1.0, Receipt("parted", margin=1.0)))
    for article_id in article_ids:
        relocate(draft, window, article_id, fresh_id)
    if story.pinned in article_ids:
        story = replace(story, pinned=None)
    draft.save(story)
    if shown := first_shown(draft, fresh_id):
        draft.tell(EventType.STORY_SPLIT, story_id, data={"into": fresh_id, "why": why})
        draft.announce(fresh_id, shown)
    close_if_empty(draft, story_id)


def withdraw(draft: Draft, window: Window, known: FiledArticle, reason: str) -> FiledArticle:
    """Pull an article out of everything; what is left is a tombstone."""
    receipt = Receipt("withdrawn", margin=1.0)
    decision: Decision = replace(
        known.decision, relation=Relation.WITHDRAWN, probability=1.0, receipt=receipt
    )
    filed = replace(known, decision=decision, withdrawn_at=draft.now, withdrawn_reason=reason)
    draft.file(filed, None)
    if known.id in window:
        window.remove(known.id)
    story = draft.story(known.story_id)
    if story is not None:
        draft.save(replace(story, pinned=None if story.pinned == known.id else story.pinned))
    if not known.concealed:
        draft.tell(EventType.ARTICLE_WITHDRAWN, known.story_id, known.id)
    close_if_empty(draft, known.story_id)
    return filed


def are_parted(draft: Draft, window: Window, one: str, other: str) -> bool:
    """Whether an editor parted two stories, be it by articles that the window has let go."""
    ones, others = ([filed.id for filed in draft.articles_of(story_id)] for story_id in (one, other))
    return window.constraints.forbids(ones, others)


def show(draft: Draft, filed: FiledArticle) -> None:
    """Tell of an article that may be shown from now on."""
    if not draft.announce(filed.story_id, filed.id):
        data = {"relation": filed.decision.relation.value}
        draft.tell(EventType.STORY_UPDATED, filed.story_id, filed.id, data)


def fall_due(draft: Draft, window: Window, article_id: str) -> None:
    """Withdraw an article that has expired; show one whose embargo has ended."""
    known = draft.article(article_id)
    if known is None or known.withdrawn_at is not None:
        return
    expires_at = known.article.expires_at
    if expires_at is not None and expires_at <= draft.now:
        withdraw(draft, window, known, "provider: expired")
        enter_withdrawal(draft, known, "expired", Actor.PROVIDER)
    elif known.concealed and known.visible(draft.now):
        release(draft, known)


def release(draft: Draft, known: FiledArticle) -> None:
    """Show an article whose embargo has ended."""
    draft.release(known.id)
    draft.touch(known.story_id)
    show(draft, known)


def first_shown(draft: Draft, story_id: str) -> str | None:
    """The earliest article of a story that consumers may know of, ties by id: however the draft has come by them."""
    shown = [filed for filed in draft.articles_of(story_id) if filed.visible(draft.now)]
    return min(shown, key=lambda filed: (filed.at, filed.id)).id if shown else None


def relocate(draft: Draft, window: Window, article_id: str, story_id: str) -> None:
    """Put an article into another story, on file and in the window."""
    draft.move(article_id, story_id)
    if article_id in window:
        window.move(article_id, story_id, storyline_of(draft, window, story_id))


def storyline_of(draft: Draft, window: Window, story_id: str) -> str | None:
    """The storyline of a story, also of one that the window has let go; None for one that is yet to be opened."""
    if live := window.storylines.of(story_id):
        return live
    story = draft.story(story_id)
    return story.storyline_id if story else None


def _any_live(draft: Draft, storyline_id: str) -> bool:
    return any(story.state is StoryState.LIVE for story in draft.stories_in(storyline_id))


def close_if_empty(draft: Draft, story_id: str) -> None:
    """A story of which nothing is left becomes a tombstone."""
    story = draft.story(story_id)
    if story is None or any(filed.withdrawn_at is None for filed in draft.articles_of(story_id)):
        return
    draft.save(replace(story, state=StoryState.WITHDRAWN, pinned=None))
    draft.tell(EventType.STORY_WITHDRAWN, story_id)
