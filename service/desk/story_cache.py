"""Stories with their articles, kept as they were last read: reading them again is most of what a briefing costs."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from service.model import StoryFile
from service.ports import Archive

MOST = 4_000
"""Articles kept, some 3 kB each; the stories asked for longest ago go first."""


class StoryCache:
    """Safe to call from several threads. What has changed on file, whoever changed it, is read anew."""

    def __init__(self, archive: Archive, most: int = MOST) -> None:
        self._archive = archive
        self._most = most
        self._files: OrderedDict[str, StoryFile] = OrderedDict()
        self._articles = 0
        self._lock = Lock()

    def fetch(self, story_ids: Sequence[str]) -> Sequence[StoryFile]:
        """As :meth:`service.ports.Archive.story_files`."""
        with self._lock:
            known = {name: file for name in story_ids if (file := self._files.get(name))}
        files = self._archive.story_files(story_ids, known)
        with self._lock:
            for file in files:
                self._put(file)
            while self._articles > self._most:
                _, oldest = self._files.popitem(last=False)
                self._articles -= len(oldest.articles)
        return files

    def _put(self, file: StoryFile) -> None:
        former = self._files.pop(file.story.id, None)
        self._files[file.story.id] = file
        self._articles += len(file.articles) - (len(former.articles) if former else 0)
