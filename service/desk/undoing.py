"""Taking back one entry of the audit trail.

Rules
-----
* What an edit moved goes back, wherever reconcile has moved it since; a story that was folded lives again under its
  id, and one that was taken out redirects. The words that the edit laid are lifted, and those that they had replaced
  stand again.
* What arrived later stays in the story that it lies in now. It goes along only where a word that stands ties it to
  what goes back. A story that was taken out is folded back whole, with all that has joined it.
* What was done by hand since is never undone along with it: where a later entry moved or withdrew one of the
  articles, or a word that stands would be broken, nothing is done, and that entry is named.
* An undoing ties nothing and keeps nothing apart: it leaves the stories to reconcile, as they were before the edit.
* An undoing is an entry like others. To take it back does the edit once more, and says its words again.
"""

from collections.abc import Iterable
from dataclasses import replace

from service.audit import Entry, Pinning, Record, Shift, Step
from service.clustering.window import Window
from service.desk.audit_entries import record_of
from service.desk.contradictions import (
    contradicted,
    find_choice,
    find_contradiction,
    follow,
    refuse_for_good,
)
from service.desk.draft import Draft
from service.desk.returning import fold_back, lying, relink, revive
from service.errors import CannotUndo
from service.model import Constraint, Link, StoryState


class Undoing:
    """One entry, taken back in a draft and the window."""

    def __init__(self, draft: Draft, window: Window, entry: Entry) -> None:
        self._draft = draft
        self._window = window
        self._entry = entry
        steps = entry.record.steps
        self._old = {*entry.record.staying, *(name for step in steps for name in step.article_ids)}
        """The articles that were there when the edit was made."""
        self._later = draft.trail.touching(*entry.subjects, after=entry.id)
        self._said_again: set[str] = set()
        """The articles that words which are said again are about."""

    def begin(self) -> None:
        """See that nothing stands against it, and lift the words of the entry.

        Raises
        ------
        CannotUndo
            It cannot be taken back, or what was done by hand since stands against it.
        """
        refuse_for_good(self._entry)
        if other := find_contradiction(self._entry, self._later):
            raise contradicted(self._entry, other)
        self._window.lift(self._entry.id)

    def words(self) -> Iterable[Constraint]:
        """The words to be said again: those that the entry, an undoing itself, had lifted. Raises CannotUndo.

        Not those that a later word had replaced before they were lifted: that one stands.
        """
        if self._entry.undoes is None:
            return
        for word in self._draft.trail.words(self._entry.undoes):
            said = self._window.constraints.standing(word.first, word.second)
            since = (said.entry or 0) if said and said.link is not word.link else 0
            if since > self._entry.id:
                raise self._broken(said)
            if since <= self._entry.undoes:
                self._said_again |= {word.first, word.second}
                yield word

    def go_back(self) -> Record:
        """Let everything lie as it did before; answers what that has changed. Raises CannotUndo."""
        pins = self._entry.record.pins
        if not self._entry.record.steps:
            return Record(pins=tuple(self._choose_again(pin) for pin in pins))
        stories = {pin.story_id: self._draft.story(pin.story_id) for pin in pins}
        if all(step.shift is Shift.JOINED for step in self._entry.record.steps):
            relink(self._draft, self._window, self._entry.record.links)
        steps: list[Step] = []
        staying: tuple[str, ...] = ()
        for step in reversed(self._entry.record.steps):
            if step.shift is Shift.JOINED:
                going = self._going_along(step)
                revive(self._draft, self._window, step.other_id, going)
                steps.append(Step(Shift.PARTED, step.story_id, step.other_id, going))
                continue
            target = follow(self._draft, self._entry, step.story_id).id
            staying = staying or lying(self._draft, target)
            if target != step.other_id:
                come = fold_back(self._draft, self._window, step.other_id, step.article_ids, target)
                steps.append(Step(Shift.JOINED, target, step.other_id, come))
        for pin in pins:
            before = stories[pin.story_id]
            if before is not None and before.pinned == pin.after:
                self._pin_again(pin)
        return record_of(self._draft, steps, staying)

    def check(self, record: Record) -> None:
        """Refuse an outcome in which a word that stands would be broken. Raises CannotUndo."""
        lifted = self._draft.trail.words(self._entry.id)
        names = {name for word in lifted for name in (word.first, word.second)}
        names |= self._said_again | {name for step in record.steps for name in step.article_ids}
        places: dict[str, str | None] = {}
        for one in sorted(names):
            for link in Link:
                for other in self._window.constraints.partners(link, one):
                    ones, others = self._place(one, places), self._place(other, places)
                    if ones and others and (ones == others) is not (link is Link.MUST):
                        raise self._broken(self._window.constraints.standing(one, other))

    def _going_along(self, step: Step) -> tuple[str, ...]:
        """The articles of a step, and what has arrived since and is tied to them. Raises CannotUndo."""
        going = dict.fromkeys(step.article_ids)
        # A withdrawn article holds nobody: those tied to it may have lain apart before.
        ahead = [name for name in going if self._place(name, {}) is not None]
        while ahead:
            name = ahead.pop()
            for other in self._window.constraints.partners(Link.MUST, name):
                if other in going or self._place(other, {}) is None:
                    continue
                if other in self._old:
                    raise self._broken(self._window.constraints.standing(name, other))
                going[other] = None
                ahead.append(other)
        return tuple(going)

    def _choose_again(self, pin: Pinning) -> Pinning:
        """Let a story have the representative that it had before. Raises CannotUndo."""
        story = follow(self._draft, self._entry, pin.story_id)
        if other := find_choice(pin, story.pinned, self._later):
            raise contradicted(self._entry, other)
        if story.pinned != pin.after:
            raise contradicted(self._entry, None, f"another choice stands for story {story.id!r}")
        before = pin.before if pin.before and self._place(pin.before, {}) == story.id else None
        self._draft.save(replace(story, pinned=before))
        return Pinning(story.id, story.pinned, before)

    def _pin_again(self, pin: Pinning) -> None:
        """Give back a choice that the edit changed by the way, unless another has been made."""
        story = self._draft.story(pin.story_id)
        if story is None or story.state is not StoryState.LIVE or story.pinned not in (None, pin.after):
            return
        if pin.before is None or self._place(pin.before, {}) == story.id:
            self._draft.save(replace(story, pinned=pin.before))

    def _place(self, article_id: str, places: dict[str, str | None]) -> str | None:
        """The story that an article lies in, None for one that was withdrawn; looked up once for all ``places``."""
        if article_id not in places:
            filed = self._draft.article(article_id)
            places[article_id] = filed.story_id if filed and filed.withdrawn_at is None else None
        return places[article_id]

    def _broken(self, word: Constraint | None) -> CannotUndo:
        """Say which word stands against it."""
        entry = self._draft.trail.entry(word.entry) if word and word.entry else None
        return contradicted(self._entry, entry, "the provider has since tied the articles together")
