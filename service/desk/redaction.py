"""What is said of one report: as its story stands now, and naming no other that may not be shown yet.

Ids often tell what a text is about, so none is named before its time.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from service.briefings.origins import is_copy, origin_of
from service.briefings.relations import Standing
from service.desk.draft import Draft
from service.model import Constraint, Decision, FiledArticle, Relation


@dataclass(frozen=True, slots=True)
class Redaction:
    """Leaves unsaid, at ``now``, what nobody may know of yet. The ids of tombstones may be known."""

    now: datetime
    find: Callable[[str], FiledArticle | None]
    may_begin_anew: Callable[[str], bool] = lambda _: True
    """Whether a story, by its id, may begin with another article than it did when one came to it."""

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

    def decision(self, filed: FiledArticle, story: Callable[[], Standing]) -> Decision:
        """Tell how it stands to its story, naming no hidden original.

        The first of its copies that may be shown stands in for an original that may not, or that lies elsewhere now.
        """
        decision = filed.decision
        if not (self._may_have_changed(filed) or self._hides_origin(filed, decision)):
            return decision
        standing = story()
        decision = standing.of(filed)
        hidden = self._hides_origin(filed, decision)
        return replace(decision, origin_id=standing.first_of_origin(filed)) if hidden else decision

    def _hides_origin(self, filed: FiledArticle, decision: Decision) -> bool:
        return decision.origin_id not in {"", filed.id} and self.hides(decision.origin_id)

    def _may_have_changed(self, filed: FiledArticle) -> bool:
        """Whether what it stood beside when it came may be there no more."""
        if not is_copy(filed):
            return filed.decision.relation is Relation.SAME_STORY and self.may_begin_anew(filed.story_id)
        named = {filed.decision.duplicate_of or "", origin_of(filed)} - {filed.id}
        return not all(self._stands_beside(filed, name) for name in named)

    def _stands_beside(self, filed: FiledArticle, name: str) -> bool:
        other = self.find(name)
        return other is not None and other.visible(self.now) and other.story_id == filed.story_id

    def constraints(self, words: Iterable[Constraint], shown: Collection[str]) -> list[Constraint]:
        """Leave out the words about an article that may not be known of; those ``shown`` may be."""
        words = list(words)
        named = {name for word in words for name in (word.first, word.second)} - set(shown)
        hidden = {name for name in named if self.hides(name)}
        return [word for word in words if hidden.isdisjoint((word.first, word.second))]


def tellable(draft: Draft, filed: FiledArticle) -> Decision:
    """Tell whoever has sent an article where it went."""

    def is_new(story_id: str) -> bool:
        story = draft.story(story_id)
        return story is not None and story.opened_at == draft.now

    redaction = Redaction(draft.now, draft.article, is_new)
    return redaction.decision(filed, lambda: Standing(draft.articles_of(filed.story_id), draft.now))
