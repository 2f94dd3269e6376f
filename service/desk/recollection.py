"""What is on file, looked up once: while a change is drafted nobody else writes, so that no answer grows old."""

from collections.abc import Sequence

from service.audit import Trail
from service.model import FiledArticle, Story, StoryFile
from service.ports import Records


class Recollection:
    """The records as they stand, for as long as one draft lives."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._articles: dict[str, FiledArticle | None] = {}
        self._stories: dict[str, Story | None] = {}
        self._files: dict[str, StoryFile | None] = {}
        self._successors: dict[str, Sequence[FiledArticle]] = {}
        self._storylines: dict[str, Sequence[Story]] = {}

    @property
    def trail(self) -> Trail:
        """What was done by hand."""
        return self._records.trail

    def article(self, article_id: str) -> FiledArticle | None:
        """The article as it now stands."""
        if article_id not in self._articles:
            self._articles[article_id] = self._records.article(article_id)
        return self._articles[article_id]

    def story(self, story_id: str) -> Story | None:
        """The header row of a story."""
        if story_id not in self._stories:
            self._stories[story_id] = self._records.story(story_id)
        return self._stories[story_id]

    def story_file(self, story_id: str) -> StoryFile | None:
        """The story with all its articles."""
        if story_id not in self._files:
            file = self._files[story_id] = self._records.story_file(story_id)
            self._stories[story_id] = file.story if file else None
            self._articles.update((filed.id, filed) for filed in (file.articles if file else ()))
        return self._files[story_id]

    def successors(self, article_id: str) -> Sequence[FiledArticle]:
        """The articles that name this one as what they were made from."""
        if article_id not in self._successors:
            self._successors[article_id] = self._records.successors(article_id)
        return self._successors[article_id]

    def stories_in(self, storyline_id: str) -> Sequence[Story]:
        """The header rows of a storyline's stories."""
        if storyline_id not in self._storylines:
            found = self._storylines[storyline_id] = self._records.stories_in(storyline_id)
            self._stories.update((story.id, story) for story in found)
        return self._storylines[storyline_id]
