"""What is said of one report names no other that may not be shown yet: ids often tell what a text is about."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from service.briefings.origins import origin_of
from service.desk.draft import Draft
from service.model import Constraint, Decision, FiledArticle


@dataclass(frozen=True, slots=True)
class Redaction:
    """Leaves unsaid, at ``now``, what nobody may know of yet. The ids of tombstones may be known."""

    now: datetime
    find: Callable[[str], FiledArticle | None]

    def hides(self, article_id: str) -> bool:
        """Whether the article may not be known of: it is under an embargo, or has just expired."""
        filed = self.find(article_id)
        return filed is not None and filed.withdrawn_at is None and not filed.visible(self.now)

    def report(self, filed: FiledArticle) -> FiledArticle:
        """Tell of a report, but not that it was made from a hidden one."""
        source = filed.article.evolved_from
        if source is None or not self.hides(source):
            return filed
        return replace(filed, article=replace(filed.article, evolved_from=None))

    def decision(self, filed: FiledArticle, neighbours: Callable[[], Iterable[FiledArticle]]) -> Decision:
        """Tell where an article went, naming no hidden original.

        The first of its copies that may be shown, as ``neighbours`` has them in order of arrival, stands in for it.
        """
        decision = filed.decision
        named = {decision.duplicate_of, decision.origin_id} - {None, "", filed.id}
        hidden = {name for name in named if name and self.hides(name)}
        if not hidden:
            return decision
        copies = (
            one.id for one in neighbours() if one.visible(self.now) and origin_of(one) == origin_of(filed)
        )
        first = next(copies, filed.id)
        return replace(
            decision,
            origin_id=first if decision.origin_id in hidden else decision.origin_id,
            duplicate_of=_other(first, filed.id)
            if decision.duplicate_of in hidden
            else decision.duplicate_of,
        )

    def constraints(self, words: Iterable[Constraint], shown: Collection[str]) -> list[Constraint]:
        """Leave out the words about an article that may not be known of; those ``shown`` may be."""
        words = list(words)
        named = {name for word in words for name in (word.first, word.second)} - set(shown)
        hidden = {name for name in named if self.hides(name)}
        return [word for word in words if hidden.isdisjoint((word.first, word.second))]


def tellable(draft: Draft, filed: FiledArticle) -> Decision:
    """Tell whoever has sent an article where it went."""
    redaction = Redaction(draft.now, draft.article)
    return redaction.decision(filed, lambda: draft.articles_of(filed.story_id))


def _other(article_id: str, own: str) -> str | None:
    return None if article_id == own else article_id
