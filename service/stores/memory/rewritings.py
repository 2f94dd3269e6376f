"""What a language model has said, in memory, beside :class:`service.stores.memory.store.MemoryStore`."""

from collections.abc import Collection, Mapping
from threading import RLock

from service.model import Story, StoryState
from service.ports import Rewriting


class MemoryRewritings:
    """A :class:`~service.ports.Rewritings` over the stories of the store, whose lock it takes."""

    def __init__(self, stories: Mapping[str, Story], lock: RLock) -> None:
        self._stories = stories
        self._lock = lock
        self._kept: dict[str, Rewriting] = {}

    def find(self, story_ids: Collection[str]) -> Mapping[str, Rewriting]:
        """Look up those of these stories."""
        with self._lock:
            return {name: self._kept[name] for name in story_ids if name in self._kept}

    def keep(self, rewriting: Rewriting) -> bool:
        """Keep it, unless its story has another revision by now, or has ended."""
        with self._lock:
            if not self._holds(rewriting):
                return False
            self._kept[rewriting.story_id] = rewriting
            return True

    def clear(self) -> None:
        """Forget those whose stories have another revision by now, or have ended."""
        with self._lock:
            self._kept = {name: one for name, one in self._kept.items() if self._holds(one)}

    def _holds(self, rewriting: Rewriting) -> bool:
        story = self._stories.get(rewriting.story_id)
        return story is not None and story.state is StoryState.LIVE and story.revision == rewriting.revision
