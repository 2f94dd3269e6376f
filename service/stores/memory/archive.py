"""Articles and stories in memory, each found by what it is asked for by."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from threading import RLock

from service.model import FiledArticle, Story, StoryFile, StoryState
from service.ports import Found, StoryQuery, StorySize
from service.stores.memory.selection import select_page, size_of


class MemoryArchive:
    """What the store in memory keeps of articles and stories, and reads; the store alone writes."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._articles: dict[str, FiledArticle] = {}
        self._arrival: dict[str, int] = {}
        self._replaced: defaultdict[str, list[FiledArticle]] = defaultdict(list)
        self._stories: dict[str, Story] = {}
        self._successors: defaultdict[str, dict[str, None]] = defaultdict(dict)
        """Ids of the articles that have ever named this one as what they were made from."""
        self._timed: set[str] = set()
        """Ids of the articles that are concealed or expire."""
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        self._storylines: defaultdict[str, set[str]] = defaultdict(set)

    def due(self, now: datetime, limit: int) -> Sequence[FiledArticle]:
        """Articles whose embargo has ended or that have expired, in order of arrival, at most ``limit``."""
        with self._lock:
            found = [filed for filed in self._in_time() if any(time <= now for time in _times(filed))]
        return found[:limit]

    def next_due(self) -> datetime | None:
        """When the next article will be due, or was; None where none will."""
        with self._lock:
            return min((time for filed in self._in_time() for time in _times(filed)), default=None)

    def _in_time(self) -> list[FiledArticle]:
        return [self._articles[name] for name in sorted(self._timed, key=self._arrival.__getitem__)]

    def successors(self, article_id: str) -> Sequence[FiledArticle]:
        """The articles that name this one as what they were made from, in order of arrival."""
        with self._lock:
            named = sorted(self._successors.get(article_id, ()), key=self._arrival.__getitem__)
            found = [self._articles[name] for name in named]
        return [filed for filed in found if filed.article.evolved_from == article_id]

    def article(self, article_id: str) -> FiledArticle | None:
        """Look up the article as it now stands, withdrawn ones included."""
        with self._lock:
            return self._articles.get(article_id)

    def history(self, article_id: str) -> Sequence[FiledArticle]:
        """Every text ever filed under the id, oldest first, the present one last."""
        with self._lock:
            filed = self._articles.get(article_id)
            return [] if filed is None else [*self._replaced.get(article_id, ()), filed]

    def story(self, story_id: str) -> Story | None:
        """Look up the header row of the story, whatever its state."""
        with self._lock:
            return self._stories.get(story_id)

    def look_up(self, article_ids: Collection[str], story_ids: Collection[str]) -> Found:
        """Many at once."""
        with self._lock:
            return Found(
                {name: self._articles[name] for name in article_ids if name in self._articles},
                {name: found for name in article_ids if (found := self.successors(name))},
                {story_id: self._stories[story_id] for story_id in story_ids if story_id in self._stories},
            )

    def story_file(self, story_id: str) -> StoryFile | None:
        """Look up the story with all its articles, in order of arrival, whatever their state."""
        with self._lock:
            story = self._stories.get(story_id)
            return None if story is None else self._file(story)

    def _file(self, story: Story) -> StoryFile:
        return StoryFile(story, tuple(self._articles[name] for name in self._in_order(story.id)))

    def _in_order(self, story_id: str) -> list[str]:
        """Ids of a story's articles in order of arrival."""
        return sorted(self._members.get(story_id, ()), key=self._arrival.__getitem__)

    def find_stories(self, query: StoryQuery) -> Sequence[StoryFile]:
        """One page of stories, each with all its articles in order of arrival."""
        with self._lock:
            files = [self._file(story) for story in self._stories.values() if story.state is StoryState.LIVE]
        return select_page(files, query)

    def size_stories(self, query: StoryQuery) -> Sequence[StorySize]:
        """The same page, by size alone."""
        return [size_of(file, query) for file in self.find_stories(query)]

    def story_files(
        self, story_ids: Sequence[str], known: Mapping[str, StoryFile] | None = None
    ) -> Sequence[StoryFile]:
        """Those of the stories that are on file, in this order, each with all its articles in order of arrival."""
        with self._lock:
            found = [self._stories[name] for name in story_ids if name in self._stories]
            files = [known.get(story.id) if known else None for story in found]
            return [
                file if file and file.story == story else self._file(story)
                for story, file in zip(found, files, strict=True)
            ]

    def stories_in(self, storyline_id: str) -> Sequence[Story]:
        """The header rows of the stories whose ``storyline_id`` is this, by id, whatever their state."""
        with self._lock:
            return [self._stories[story_id] for story_id in sorted(self._storylines.get(storyline_id, ()))]

    def _write_story(self, story: Story) -> None:
        before = self._stories.get(story.id)
        if before is not None:
            self._storylines[before.storyline_id].discard(story.id)
        self._stories[story.id] = story
        self._storylines[story.storyline_id].add(story.id)

    def _place(self, filed: FiledArticle) -> None:
        before = self._articles.get(filed.id)
        if before is not None:
            self._members[before.story_id].discard(filed.id)
        self._articles[filed.id] = filed
        self._arrival.setdefault(filed.id, len(self._arrival))
        self._members[filed.story_id].add(filed.id)
        if filed.article.evolved_from is not None:
            self._successors[filed.article.evolved_from][filed.id] = None
        if filed.withdrawn_at is None and (filed.concealed or filed.article.expires_at is not None):
            self._timed.add(filed.id)
        else:
            self._timed.discard(filed.id)


def _times(filed: FiledArticle) -> list[datetime]:
    """The times at which something is to happen to it by itself."""
    ends = filed.article.embargoed_until if filed.concealed else None
    return [time for time in (ends, filed.article.expires_at) if time is not None]
