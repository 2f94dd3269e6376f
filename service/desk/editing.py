"""The editor's word: withdraw, merge, split, pin, and taking one of these back.

Merges and splits are kept as constraints that bind until they are undone. The later word replaces the earlier: after a
merge no cannot-link, after a split no must-link stands between the articles that it was about.

Each edit is the only one of its draft, and one entry of the audit trail.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from service.audit import Actor, Entry, Pinning, Record, Shift, Step, Verb
from service.clustering.window import Window
from service.desk.audit_entries import enter_edit, enter_withdrawal, record_of
from service.desk.draft import Draft
from service.desk.orders import Edited, Order
from service.desk.redaction import tellable
from service.desk.regroup import fold, part, withdraw
from service.desk.representing import note_representatives
from service.desk.returning import WHY, lying
from service.desk.undoing import Undoing
from service.errors import Conflict, Gone, NotFound
from service.model import Constraint, FiledArticle, Link, Result, Story, StoryState


class Editing:
    """One editor's change of one draft."""

    def __init__(self, draft: Draft, window: Window, order: Order, preferred: Sequence[str] = ()) -> None:
        self._draft = draft
        self._window = window
        self._order = order
        self._preferred = preferred
        self._entry = draft.next_entry()

    def withdraw(self, article_id: str) -> Result:
        """Pull an article out of everything."""
        known = self._draft.article(article_id)
        if known is None:
            raise NotFound("article", article_id)
        if known.withdrawn_at is None:
            reason = self._order.reason or ""
            known = withdraw(self._draft, self._window, known, reason)
            enter_withdrawal(self._draft, known, reason, Actor.EDITOR, self._order.by)
        return Result(known.article, tellable(self._draft, known))

    def merge(self, story_id: str, others: Sequence[str]) -> Edited:
        """Fold ``others`` into ``story_id``, and tie them: one article of each, so that no later step parts them."""
        keeper = self._guarded(story_id)
        goers = list(dict.fromkeys(self._living(other).id for other in others if other != story_id))
        if not goers:
            raise Conflict(f"story {story_id!r} cannot be merged with itself; name at least one other story")
        staying = self._lying(keeper.id)
        steps = []
        for goer in goers:
            self._tie(keeper.id, goer)
            steps.append(Step(Shift.JOINED, keeper.id, goer, self._lying(goer)))
            fold(self._draft, self._window, keeper.id, goer, why="editor")
        return self._done(Verb.MERGE, keeper.id, record_of(self._draft, steps, staying))

    def split(self, story_id: str, article_ids: Sequence[str]) -> Edited:
        """Move the articles to a story of their own: tied together, and kept apart from those that stay."""
        self._guarded(story_id)
        standing = {filed.id: filed for filed in self._standing(story_id)}
        chosen = dict.fromkeys(article_ids)
        if strangers := [name for name in chosen if name not in standing]:
            raise Conflict(f"not in story {story_id!r}: {', '.join(strangers)}; name articles of that story")
        if not chosen or standing.keys() <= chosen.keys():
            raise Conflict("a split must leave at least one article on each side")
        first, *more = chosen
        for other in more:
            self._link(Link.MUST, first, other, "split")
        others = [name for name in self._lying(story_id) if name not in chosen]
        # Every pair, so that the word outlives what becomes of single articles and of either side.
        for one, other in product(chosen, others):
            self._link(Link.CANNOT, one, other, "split")
        fresh_id = self._draft.fresh_story_id(first)
        part(self._draft, self._window, story_id, tuple(chosen), fresh_id, why="editor")
        step = Step(Shift.PARTED, story_id, fresh_id, tuple(chosen))
        return self._done(Verb.SPLIT, fresh_id, record_of(self._draft, [step]))

    def pin(self, story_id: str, article_id: str | None) -> Edited:
        """Choose the representative, or let the rule choose again."""
        story = self._guarded(story_id)
        if article_id is not None and article_id not in {filed.id for filed in self._standing(story_id)}:
            raise Conflict(f"article {article_id!r} is not in story {story_id!r}; choose one that is")
        self._draft.save(replace(story, pinned=article_id))
        record = Record(pins=(Pinning(story_id, story.pinned, article_id),))
        return self._done(Verb.REPRESENTATIVE, story_id, record, [article_id] if article_id else [])

    def undo(self, entry_id: int) -> Entry:
        """Take back what an entry of the audit trail tells of; answers the entry that tells of that."""
        undone = self._draft.trail.entry(entry_id)
        if undone is None:
            raise NotFound("audit entry", str(entry_id))
        undoing = Undoing(self._draft, self._window, undone)
        undoing.begin()
        for word in undoing.words():
            self._lay(replace(word, at=self._draft.now, by=self._order.by, entry=self._entry))
        record = undoing.go_back()
        undoing.check(record)
        note_representatives(self._draft, self._preferred, WHY)
        about, naming = undone.story_ids, undone.article_ids
        return enter_edit(
            self._draft, self._order, Verb.UNDO, record, about=about, naming=naming, undoes=entry_id
        )

    def _done(self, verb: Verb, story_id: str, record: Record, naming: Sequence[str] = ()) -> Edited:
        entry = enter_edit(self._draft, self._order, verb, record, about=[story_id], naming=naming)
        return Edited(story_id, entry.id)

    def _tie(self, keeper: str, goer: str) -> None:
        """Link an article of either story, and all those that an editor had parted."""
        theirs = set(self._lying(goer))
        parted = [
            (name, other)
            for name in self._lying(keeper)
            for other in self._window.constraints.partners(Link.CANNOT, name)
            if other in theirs
        ]
        for one, other in [(self._standing(keeper)[0].id, self._standing(goer)[0].id), *parted]:
            self._link(Link.MUST, one, other, "merge")

    def _link(self, link: Link, first: str, second: str, verb: str) -> None:
        """Lay a word with the reason that the editor gave, else with what he did."""
        reason = self._order.reason or verb
        self._lay(Constraint(link, first, second, self._draft.now, self._order.by, reason, self._entry))

    def _lay(self, constraint: Constraint) -> None:
        self._draft.constrain(constraint)
        self._window.constrain(constraint)

    def _lying(self, story_id: str) -> tuple[str, ...]:
        return lying(self._draft, story_id)

    def _standing(self, story_id: str) -> list[FiledArticle]:
        return [filed for filed in self._draft.articles_of(story_id) if filed.withdrawn_at is None]

    def _guarded(self, story_id: str) -> Story:
        """The living story that an order is about, if it is as the order wants it."""
        story = self._living(story_id)
        if self._order.guard:
            self._order.guard(story)
        return story

    def _living(self, story_id: str) -> Story:
        story = self._draft.story(story_id)
        if story is None:
            raise NotFound("story", story_id)
        if story.state is StoryState.WITHDRAWN:
            raise Gone("story", story_id)
        if story.state is StoryState.MERGED:
            raise Conflict(f"story {story_id!r} was merged into {story.successor!r}; use that id")
        return story
