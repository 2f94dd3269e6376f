"""How a report stands to its story as the story is now.

What it came to may have been killed since, or gone to another story. A copy without its original is a copy of the first
of them that is left, which is none; and whichever report a story is left to begin with is the one that it begins with.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.briefings.origins import by_text, head_of, is_copy, origin_of
from service.model import Decision, FiledArticle, Relation

_COPIES = frozenset({Relation.NEAR_DUPLICATE, Relation.EXACT_DUPLICATE})


def as_it_stands(filed: FiledArticle, shown: Sequence[FiledArticle]) -> Decision:
    """Tell how it stands to its story.

    Parameters
    ----------
    filed
        A report, or a former text of it.
    shown
        The articles of its story that may be shown, in order of arrival.

    Returns
    -------
    Decision
        Its own, but for ``relation``, ``duplicate_of`` and ``origin_id``; and ``probability``, where its story begins
        with it.
    """
    decision = _beside(filed, shown) if is_copy(filed) else filed.decision
    begins = bool(shown) and shown[0].id == filed.id
    if begins and decision.relation is Relation.SAME_STORY:
        return replace(decision, relation=Relation.NEW_STORY, probability=1.0)
    return decision


def _beside(copy: FiledArticle, shown: Sequence[FiledArticle]) -> Decision:
    """Tell which of those shown it is a copy of; where it is the first of its text, of none."""
    decision, names = copy.decision, {one.id for one in shown}
    if {decision.duplicate_of, origin_of(copy)} <= names:
        return decision
    head = next((head_of(group).id for group in by_text(shown).values() if _is_in(group, copy)), copy.id)
    if head == copy.id:
        relation = Relation.SAME_STORY if decision.relation in _COPIES else decision.relation
        return replace(decision, relation=relation, duplicate_of=None, origin_id=head)
    return replace(
        decision,
        duplicate_of=decision.duplicate_of if decision.duplicate_of in names else head,
        origin_id=decision.origin_id if decision.origin_id in names else head,
    )


def _is_in(group: Sequence[FiledArticle], filed: FiledArticle) -> bool:
    return any(one.id == filed.id for one in group)
