"""What a draft reads of the records, each row once: nothing on file changes while its turn lasts."""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from service.audit import Trail
from service.desk.recent_stories import RecentStories
from service.model import FiledArticle, Story, StoryFile
from service.ports import Records

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_UNREAD = object()


class IdentityMap:
    """Remembers what was read, for as long as the draft lives."""

    def __init__(self, records: Records, recent: RecentStories) -> None:
        self._records = records
        self._recent = recent
        self._articles: dict[str, FiledArticle | None] = {}
        self._stories: dict[str, Story | None] = {}
        self._files: dict[str, StoryFile | None] = {}
        self._successors: dict[str, Sequence[FiledArticle]] = {}

    def expect(self, article_ids: Collection[str], story_ids: Collection[str]) -> None:
        """Read at once what is going to be asked for one by one."""
        names = set(article_ids).difference(self._articles)
        wanted = set(story_ids).difference(self._stories)
        found = self._records.look_up(names, wanted)
        self._articles.update((name, found.articles.get(name)) for name in names)
        self._successors.update((name, found.successors.get(name, ())) for name in names)
        self._stories.update((story_id, found.stories.get(story_id)) for story_id in wanted)

    @property
    def trail(self) -> Trail:
        """What was done by hand."""
        return self._records.trail

    def article(self, article_id: str) -> FiledArticle | None:
        """As :meth:`service.ports.Archive.article`."""
        if filed := self._recent.article(article_id):
            return filed
        return _once(self._articles, article_id, self._records.article)

    def story(self, story_id: str) -> Story | None:
        """As :meth:`service.ports.Archive.story`."""
        if file := self._recent.get(story_id):
            return file.story
        return _once(self._stories, story_id, self._records.story)

    def story_file(self, story_id: str) -> StoryFile | None:
        """As :meth:`service.ports.Archive.story_file`; a story that is not on file is not looked for twice."""
        if story_id not in self._files:
            file = self._recent.get(story_id)
            if file is None and self.story(story_id) is not None:
                file = self._records.story_file(story_id)
            self._files[story_id] = file
            self._articles |= {filed.id: filed for filed in file.articles} if file else {}
        return self._files[story_id]

    def has_read(self, story_id: str) -> bool:
        """Whether it is known which articles of the story are on file."""
        return story_id in self._files or self._is_new(story_id) or self._recent.get(story_id) is not None

    def _is_new(self, story_id: str) -> bool:
        """Whether it was looked for, and is not on file."""
        return self._stories.get(story_id, _UNREAD) is None

    def successors(self, article_id: str) -> Sequence[FiledArticle]:
        """As :meth:`service.ports.Archive.successors`."""
        return _once(self._successors, article_id, self._records.successors)

    def stories_in(self, storyline_id: str) -> Sequence[Story]:
        """As :meth:`service.ports.Storylines.stories_in`; a storyline bears the name of a story on file."""
        return () if self._is_new(storyline_id) else self._records.stories_in(storyline_id)


def _once(known: dict[_Key, _Value], key: _Key, read: Callable[[_Key], _Value]) -> _Value:
    if key not in known:
        known[key] = read(key)
    return known[key]
