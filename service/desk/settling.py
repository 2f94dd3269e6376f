"""What an article changes about the stories around it, once it has been placed: they part, unite and are linked.

Stories first, then storylines, so that a storyline is compared with its stories as they stand. A storyline is looked
at while the article's story is new or has grown by as much as may tell, and when stories have parted or united.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.clustering.dividing import find_division, may_divide
from service.clustering.grouping import near_stories
from service.clustering.likeness.surroundings import Surroundings
from service.clustering.reconcile import find_parting, find_union, stays_alone
from service.clustering.storylines import SAME_SUBJECT, Meeting, elder_storyline, is_due
from service.clustering.window import Window
from service.desk.draft import Draft
from service.desk.regroup import are_parted, fold, go_over, link, part
from service.model import Decision, Link

MOST_UNIONS = 3
"""Merges that one article may set off in a row."""
MOST_PARTINGS = 3
"""Partings of one story that it may set off."""
MOST_DIVISIONS = 3
"""Subjects that may leave one storyline for the sake of one article."""
NEAR_STORIES = 2
"""Stories beside its own that are looked at for parting."""
WHY = "reconcile"


class Settling:
    """One article's surroundings, put in order."""

    def __init__(self, draft: Draft, window: Window, around: Surroundings) -> None:
        self._draft = draft
        self._window = window
        self._around = around
        self._nearest: Sequence[str] | None = None

    def settle(self, decision: Decision | None = None) -> None:
        """See what the article has made visible; ``decision`` is where it has just gone."""
        parted = sum(self._part(story_id) for story_id in self._touched())
        united = self._unite() if parted or not decision or not stays_alone(decision, self._window) else 0
        own = self._window.story_of(self._around.article.article_id)
        if own and (united or is_due(len(self._window.members(own)))):
            self._link(own)
        if own:
            self._divide(own)

    def _touched(self) -> list[str]:
        """The article's own story, then the nearest others, whose crowd it has joined.

        Where it shows a form, all the near ones: what was made from it before that was known lies in them.
        """
        own = self._window.story_of(self._around.article.article_id)
        others = [story_id for story_id in self._near() if story_id != own]
        if self._around.form is None:
            others = others[:NEAR_STORIES]
        return [own, *others] if own else []

    def _near(self) -> Sequence[str]:
        """The nearest stories as they stand, worked out again when articles have gone to others."""
        if self._nearest is None:
            self._nearest = near_stories(self._around.near, self._window)
        return self._nearest

    def _part(self, story_id: str) -> int:
        """Part a story that has turned out to hold two events, and what is left of it likewise; answers how often."""
        for count in range(MOST_PARTINGS):
            parting = find_parting(story_id, self._around, self._window)
            if parting is None or self._tears(parting.leaving):
                return count
            fresh_id = self._draft.fresh_story_id(parting.leaving[0])
            part(self._draft, self._window, story_id, parting.leaving, fresh_id, why=WHY)
            self._nearest = None
            self._link(fresh_id)
        return MOST_PARTINGS

    def _tears(self, leaving: Sequence[str]) -> bool:
        """Whether an article would leave another that it is tied to, and that the window has let go."""
        own = self._window.story_of(leaving[0])
        tied = {other for name in leaving for other in self._window.constraints.partners(Link.MUST, name)}
        let_go = (self._draft.article(other) for other in tied if other not in self._window)
        return any(filed and filed.withdrawn_at is None and filed.story_id == own for filed in let_go)

    def _unite(self) -> int:
        """Merge stories that have become one; answers how many were."""
        for count in range(MOST_UNIONS):
            union = find_union(self._around, self._near(), self._window)
            if union is None or are_parted(self._draft, self._window, union.survivor, union.absorbed):
                return count
            fold(self._draft, self._window, union.survivor, union.absorbed, why=WHY)
            self._nearest = None
        return MOST_UNIONS

    def _link(self, story_id: str) -> None:
        """Link the story, or the storyline that it lies in, to another of the same subject."""
        meeting = self._meet(story_id)
        if way_out := meeting.way_out():
            go_over(self._draft, self._window, story_id, way_out, why=WHY)
            meeting = self._meet(story_id)
        if meeting.alone:
            self._link_alone(story_id, meeting)
        elif junction := meeting.junction():
            link(self._draft, self._window, junction.absorbed, junction.linking, story_id, why=WHY)

    def _divide(self, own: str) -> None:
        """Let the story's storyline, where it has turned out to hold two subjects, go on as two."""
        storyline_id = self._window.storylines.of(own)
        if storyline_id is None or not may_divide(storyline_id, self._window):
            return
        for _ in range(MOST_DIVISIONS):
            division = find_division(storyline_id, self._window)
            if division is None:
                return
            for story_id in division.leaving:
                go_over(self._draft, self._window, story_id, division.linking, why=WHY)
            self._link(division.leaving[0])

    def _meet(self, story_id: str) -> Meeting:
        return Meeting(story_id, self._near(), self._window)

    def _link_alone(self, story_id: str, meeting: Meeting) -> None:
        linking = meeting.linking()
        if linking is None:
            return
        if linking.receipt.rule == SAME_SUBJECT:
            survivor, absorbed = elder_storyline(meeting.own, linking.storyline_id, self._window)
            linking = replace(linking, storyline_id=survivor)
            link(self._draft, self._window, absorbed, linking, story_id, why=WHY)
        elif story_id == meeting.own:
            self._draft.explain(story_id, linking)
