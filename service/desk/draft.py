"""All that one request changes, before it is written: read through to the store, write once at the end."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from service.audit import Entry, Trail
from service.desk.drafted_articles import DraftedArticles
from service.desk.identity_map import IdentityMap
from service.desk.recent_stories import RecentStories
from service.events import Event, EventType, Payload
from service.model import (
    Article,
    Constraint,
    FiledArticle,
    Linking,
    Story,
    StoryFile,
    StoryState,
    Vectors,
)
from service.ports import Change, Records, Reply

_NOTHING: Payload = {}


class Draft:
    """A unit of work. What was drafted is what its readers see."""

    def __init__(self, records: Records, now: datetime, recent: RecentStories | None = None) -> None:
        self.now = now
        self._records = IdentityMap(records, recent or RecentStories())
        self._articles = DraftedArticles(self._records)
        self._stories: dict[str, Story] = {}
        self._drafted_in: dict[str, dict[str, None]] = {}
        """By storyline, the drafted stories that have ever lain there."""
        self._touched: dict[str, None] = {}
        self._constraints: list[Constraint] = []
        self._events: list[Event] = []
        self._entries: list[Entry] = []
        self._replies: list[Reply] = []

    def turn_to(self, now: datetime) -> None:
        """What is drafted from here on happens at this time."""
        self.now = now

    def expect(self, articles: Sequence[Article]) -> None:
        """Read at once what will be asked of these articles; it changes no answer."""
        before = [article.evolved_from for article in articles if article.evolved_from]
        own = [article.id for article in articles]
        self._records.expect([*own, *before], [_own_story(article_id) for article_id in own])

    @property
    def trail(self) -> Trail:
        """What was done by hand before this draft."""
        return self._records.trail

    def article(self, article_id: str) -> FiledArticle | None:
        """The article as this draft leaves it."""
        return self._articles.article(article_id)

    def story(self, story_id: str) -> Story | None:
        """The story's header row as this draft leaves it."""
        if story_id in self._stories:
            return self._stories[story_id]
        return self._records.story(story_id)

    def successors(self, article_id: str) -> list[FiledArticle]:
        """Articles that name this one as what they were made from, as this draft leaves them, the earliest first."""
        return self._articles.successors(article_id)

    def stories_in(self, storyline_id: str) -> list[Story]:
        """Header rows of a storyline's stories as this draft leaves them, by id, whatever their state."""
        stored = {story.id: story for story in self._records.stories_in(storyline_id)}
        names = sorted({*stored, *self._drafted_in.get(storyline_id, ())})
        found = [self._stories.get(name) or stored[name] for name in names]
        return [story for story in found if story.storyline_id == storyline_id]

    def articles_of(self, story_id: str) -> list[FiledArticle]:
        """Articles of a story as this draft leaves them: stored ones in order of arrival, then new ones."""
        return self._articles.of(story_id)

    def file(self, filed: FiledArticle, vectors: Vectors | None, traces: bytes | None = None) -> None:
        """Insert or replace an article; a text that it replaces is kept, as history."""
        self._articles.file(filed, vectors, traces)

    def move(self, article_id: str, story_id: str) -> None:
        """Put an article into another story."""
        self._articles.move(article_id, story_id)

    def release(self, article_id: str) -> None:
        """Conceal an article no more."""
        self._articles.release(article_id)

    def open_story(self, story_id: str, *, linking: Linking | None = None, shown: str | None = None) -> None:
        """Begin a story, in the storyline it is linked to or else in one of its own.

        ``shown`` is its first article that may be shown, if there is one yet: by that it is told of.
        """
        storyline_id = linking.storyline_id if linking else story_id
        story = Story(story_id, storyline_id, self.now, linking=linking, announced=shown is not None)
        self._renew(story)
        if shown is not None:
            self._tell_of_beginning(story, shown)

    def open_tombstone(self, story_id: str) -> None:
        """Begin a story that was withdrawn before it could be told."""
        self.note(Story(story_id, story_id, self.now, state=StoryState.WITHDRAWN, announced=True))

    def touched(self) -> list[Story]:
        """Header rows of the stories in which anything has changed since this was last asked."""
        touched = [self._stories[story_id] for story_id in self._touched]
        self._touched.clear()
        return touched

    def note(self, story: Story) -> None:
        """Replace a story's header row by one that says nothing new to those who read the story."""
        self._stories[story.id] = story
        self._drafted_in.setdefault(story.storyline_id, {})[story.id] = None

    def explain(self, story_id: str, linking: Linking) -> None:
        """Keep why a story stands alone in its storyline; of the story itself nothing has changed."""
        if story := self.story(story_id):
            self.note(replace(story, linking=linking))

    def save(self, story: Story) -> None:
        """Replace the header row of a story that has changed; its revision grows.

        So does the time of its change, also where a request that came earlier is filed later, or the clock was set
        back: readers of feeds take what is not newer for what they have (RFC 4287, section 4.2.15).
        """
        last = story.updated_at
        changed_at = self.now if self.now >= last else last + timedelta.resolution
        self._renew(replace(story, changed_at=changed_at, revision=story.revision + 1))

    def relink(self, story: Story, storyline_id: str, linking: Linking | None) -> None:
        """Let a story lie in another storyline: it tells its readers the same as before, and its revision grows."""
        revision = story.revision + 1
        self._renew(replace(story, storyline_id=storyline_id, linking=linking, revision=revision))

    def _renew(self, story: Story) -> None:
        self.note(story)
        self._touched[story.id] = None

    def touch(self, story_id: str, *, seen: bool = True) -> None:
        """Something in the story has changed, be it ``seen`` by its readers or still concealed from them."""
        if story := self.story(story_id):
            self.save(story) if seen else self._renew(replace(story, revision=story.revision + 1))

    def constrain(self, constraint: Constraint) -> None:
        """Keep an editor's word."""
        self._constraints.append(constraint)

    def next_entry(self) -> int:
        """The id that the next entry of the audit trail will have."""
        return self._entries[-1].id + 1 if self._entries else self.trail.newest() + 1

    def enter(self, entry: Entry) -> None:
        """Write an entry into the audit trail."""
        self._entries.append(entry)

    def before_and_after(self) -> Iterator[tuple[Story, Story]]:
        """The stories on file that this draft changes, as they are and as it leaves them."""
        for story_id, after in self._stories.items():
            if before := self._records.story(story_id):
                yield before, after

    def tell(
        self, kind: EventType, story_id: str, article_id: str | None = None, data: Payload = _NOTHING
    ) -> None:
        """Write an event into the log, unless the story is one that nobody may know of yet."""
        story = self.story(story_id)
        if story is not None and story.announced:
            self._events.append(Event(kind, story_id, self.now, article_id, data))

    def announce(self, story_id: str, article_id: str) -> bool:
        """Tell of a story that nobody has been told of, by its first article that may be shown; else False."""
        story = self.story(story_id)
        if story is None or story.announced:
            return False
        self.note(replace(story, announced=True))
        self._tell_of_beginning(story, article_id)
        return True

    def _tell_of_beginning(self, story: Story, article_id: str) -> None:
        self.tell(EventType.STORY_CREATED, story.id, article_id, {"storyline_id": story.storyline_id})

    def answer(self, reply: Reply) -> None:
        """Keep an answer that is given to all this under a client's idempotency key."""
        self._replies.append(reply)

    def change(self) -> Change:
        """Everything drafted, as one change."""
        return Change(
            filings=self._articles.filings,
            moves=self._articles.moves,
            releases=self._articles.releases,
            stories=tuple(self._stories.values()),
            constraints=tuple(self._constraints),
            events=tuple(self._events),
            replies=tuple(self._replies),
            entries=tuple(self._entries),
        )

    def files(self) -> list[StoryFile]:
        """Stories as they are on file once this draft is: those of which it is known without a look at the store."""
        read = [story for story in self._stories.values() if self._records.has_read(story.id)]
        found = [(story, self._articles.as_they_arrived(story.id)) for story in read]
        return [StoryFile(story, tuple(articles)) for story, articles in found if articles is not None]

    def fresh_story_id(self, article_id: str) -> str:
        """An id never given before, the same on every replay: made from the founding article's."""
        base = _own_story(article_id)
        story_id, attempt = base, 1
        while self.story(story_id) is not None:
            attempt += 1
            story_id = f"{base}-{attempt}"
        return story_id


@lru_cache(maxsize=1_024)
def _own_story(article_id: str) -> str:
    """Name the story that an article founds, but for a number behind it; a batch is asked for twice."""
    return "s-" + hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
