"""The editor's word: withdraw, merge, split, pin.

Merges and splits are kept as constraints that bind for good. The later word takes back the earlier: after a merge no
cannot-link, after a split no must-link is left between the articles that it was about.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from service.clustering.window import Window
from service.desk.draft import Draft
from service.desk.regroup import fold, part, withdraw
from service.errors import Conflict, Gone, NotFound
from service.model import Constraint, FiledArticle, Link, Result, Story, StoryState


class Editing:
    """One editor's change of one draft."""

    def __init__(self, draft: Draft, window: Window, by: str | None) -> None:
        self._draft = draft
        self._window = window
        self._by = by

    def withdraw(self, article_id: str, reason: str) -> Result:
        """Pull an article out of everything."""
        known = self._draft.article(article_id)
        if known is None:
            raise NotFound("article", article_id)
        if known.withdrawn_at is None:
            known = withdraw(self._draft, self._window, known, reason)
        return Result(known.article, known.decision)

    def merge(self, story_id: str, others: Sequence[str]) -> str:
        """Fold ``others`` into ``story_id``, and tie them: one article of each, so that no later step parts them."""
        keeper = self._living(story_id)
        goers = list(dict.fromkeys(self._living(other).id for other in others if other != story_id))
        if not goers:
            raise Conflict(f"story {story_id!r} cannot be merged with itself; name at least one other story")
        for goer in goers:
            self._tie(keeper.id, goer)
            fold(self._draft, self._window, keeper.id, goer, why="editor")
        return keeper.id

    def split(self, story_id: str, article_ids: Sequence[str]) -> str:
        """Move the articles to a story of their own: tied together, and kept apart from those that stay."""
        self._living(story_id)
        standing = {filed.id: filed for filed in self._standing(story_id)}
        chosen = list(dict.fromkeys(article_ids))
        if strangers := [name for name in chosen if name not in standing]:
            raise Conflict(f"not in story {story_id!r}: {', '.join(strangers)}; name articles that lie in it")
        staying = [name for name in standing if name not in chosen]
        if not chosen or not staying:
            raise Conflict("a split needs at least one article on either side")
        for other in chosen[1:]:
            self._link(Link.MUST, chosen[0], other, "split")
        others = [filed.id for filed in self._draft.articles_of(story_id) if filed.id not in chosen]
        # Every pair, so that the word outlives what becomes of single articles and of either side.
        for one, other in product(chosen, others):
            self._link(Link.CANNOT, one, other, "split")
        fresh_id = self._draft.fresh_story_id(chosen[0])
        part(self._draft, self._window, story_id, chosen, fresh_id, why="editor")
        return fresh_id

    def pin(self, story_id: str, article_id: str | None) -> None:
        """Choose the representative, or let the rule choose again."""
        story = self._living(story_id)
        if article_id is not None and article_id not in {filed.id for filed in self._standing(story_id)}:
            raise Conflict(f"article {article_id!r} does not lie in story {story_id!r}; choose one that does")
        self._draft.save(replace(story, pinned=article_id))

    def _tie(self, keeper: str, goer: str) -> None:
        """Link an article of either story, and all those that an editor had parted."""
        theirs = {filed.id for filed in self._draft.articles_of(goer)}
        parted = [
            (filed.id, other)
            for filed in self._draft.articles_of(keeper)
            for other in self._window.constraints.partners(Link.CANNOT, filed.id)
            if other in theirs
        ]
        for one, other in [(self._standing(keeper)[0].id, self._standing(goer)[0].id), *parted]:
            self._link(Link.MUST, one, other, "merge")

    def _link(self, link: Link, first: str, second: str, reason: str) -> None:
        constraint = Constraint(link, first, second, self._draft.now, self._by, reason)
        self._draft.constrain(constraint)
        self._window.constrain(constraint)

    def _standing(self, story_id: str) -> list[FiledArticle]:
        return [filed for filed in self._draft.articles_of(story_id) if filed.withdrawn_at is None]

    def _living(self, story_id: str) -> Story:
        story = self._draft.story(story_id)
        if story is None:
            raise NotFound("story", story_id)
        if story.state is StoryState.WITHDRAWN:
            raise Gone("story", story_id)
        if story.state is StoryState.MERGED:
            raise Conflict(f"story {story_id!r} was merged into {story.successor!r}; use that id")
        return story
