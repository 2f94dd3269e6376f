"""How a report stands to its story as the story is now.

What it came to may have been killed since, or gone to another story. A copy without its original is a copy of the first
of them that is left, which is none; and whichever report a story is left to begin with is the one that it begins with.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from service.briefings.origins import by_text, head_of, is_copy, origin_of
from service.model import Decision, FiledArticle, Relation

_COPIES = frozenset({Relation.NEAR_DUPLICATE, Relation.EXACT_DUPLICATE})


class Standing:
    """The articles of one story, in order of arrival, as far as they may be shown at ``now``."""

    def __init__(self, articles: Iterable[FiledArticle], now: datetime) -> None:
        self._shown = {one.id: one for one in articles if one.visible(now)}

    def of(self, filed: FiledArticle) -> Decision:
        """Tell how a report, or a former text of it, stands to the story.

        Returns
        -------
        Decision
            Its own, but for ``relation``, ``duplicate_of`` and ``origin_id``; and ``probability``, where the story
            begins with it.
        """
        decision = self._beside(filed) if is_copy(filed) else filed.decision
        begins = next(iter(self._shown), None) == filed.id
        if begins and decision.relation is Relation.SAME_STORY:
            return replace(decision, relation=Relation.NEW_STORY, probability=1.0)
        return decision

    def first_of_origin(self, filed: FiledArticle) -> str:
        """Name the first that goes back to the same text; the report itself where none does."""
        origin = origin_of(filed)
        return next((name for name, one in self._shown.items() if origin_of(one) == origin), filed.id)

    def _beside(self, copy: FiledArticle) -> Decision:
        """Tell which of them it is a copy of; where it is the first of its text, of none."""
        decision = copy.decision
        if {decision.duplicate_of, origin_of(copy)} <= self._shown.keys():
            return decision
        head = self._heads.get(copy.id, copy.id)
        if head == copy.id:
            relation = Relation.SAME_STORY if decision.relation in _COPIES else decision.relation
            return replace(decision, relation=relation, duplicate_of=None, origin_id=head)
        return replace(
            decision,
            duplicate_of=decision.duplicate_of if decision.duplicate_of in self._shown else head,
            origin_id=decision.origin_id if decision.origin_id in self._shown else head,
        )

    @cached_property
    def _heads(self) -> dict[str, str]:
        """Under which each stands, by the texts that they have."""
        groups = by_text([*self._shown.values()]).values()
        return {one.id: head_of(group).id for group in groups for one in group}
