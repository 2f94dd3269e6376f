"""The stories that reports went into last, as they are on file: the next report on each finds it without a look there.

What is here is the state of the place in the log of changes that the window has come to. Whoever commits puts the
stories as he leaves them; where others have written, they are as those have left them as soon as the window follows.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from service.model import FiledArticle, StoryFile
from service.ports import News

MOST = 4_000
"""Articles kept, some 3 kB each; the stories that nothing went into for longest go first."""


class RecentStories:
    """To be used within a turn, or a snapshot, by one thread at a time."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._files: OrderedDict[str, StoryFile] = OrderedDict()
        self._articles: dict[str, FiledArticle] = {}

    def get(self, story_id: str) -> StoryFile | None:
        """The story with all its articles; None where it has to be looked up."""
        return self._files.get(story_id)

    def article(self, article_id: str) -> FiledArticle | None:
        """The article, where its story is here."""
        return self._articles.get(article_id)

    def put(self, files: Iterable[StoryFile]) -> None:
        """Keep stories as they are on file now."""
        for file in files:
            self.take_away([file.story.id])
            self._files[file.story.id] = file
            self._articles.update((filed.id, filed) for filed in file.articles)
        while len(self._articles) > self._most:
            self.take_away([next(iter(self._files))])

    def follow(self, news: News) -> None:
        """Put stories as others have left them; those of which an article is not known are no longer here."""
        told = {filed.id: filed for filed in [*(row.filed for row in news.filed), *news.gone]}
        files = []
        for story, article_ids in news.stories:
            articles = [told.get(name) or self._in_story(name, story.id) for name in article_ids]
            known = tuple(filed for filed in articles if filed)
            if len(known) == len(articles):
                files.append(StoryFile(story, known))
        self.take_away(story.id for story, _ in news.stories)
        self.put(files)

    def _in_story(self, article_id: str, story_id: str) -> FiledArticle | None:
        """An article that others have moved at most; not where it is concealed, which may have ended."""
        filed = self._articles.get(article_id)
        return in_story(filed, story_id) if filed and not filed.concealed else None

    def take_away(self, story_ids: Iterable[str]) -> None:
        """These are no longer as they were."""
        for story_id in story_ids:
            former = self._files.pop(story_id, None)
            for filed in former.articles if former else ():
                del self._articles[filed.id]

    def clear(self) -> None:
        """Nothing is known any more."""
        self._files.clear()
        self._articles.clear()


def in_story(filed: FiledArticle, story_id: str) -> FiledArticle:
    """The article, put into this story."""
    if filed.story_id == story_id:
        return filed
    return replace(filed, decision=replace(filed.decision, story_id=story_id))
