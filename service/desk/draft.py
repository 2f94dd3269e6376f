"""All that one request changes, before it is written: read through to the store, write once at the end."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import count

from service.audit import Entry, Trail
from service.desk.athand import AtHand, in_story
from service.desk.readonce import ReadOnce
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
from service.ports import Change, Filing, Records, Reply

_NOTHING: Payload = {}


class Draft:
    """A unit of work. What was drafted is what its readers see."""

    def __init__(self, records: Records, now: datetime, at_hand: AtHand | None = None) -> None:
        self.now = now
        self._records = ReadOnce(records, at_hand or AtHand())
        self._filings: dict[str, list[Filing]] = {}
        """By article, in order of arrival: every text filed under the id, the one that stands last."""
        self._moves: dict[str, str] = {}
        self._redrawn: dict[str, FiledArticle] = {}
        """Stored articles that this draft has moved or released, as it leaves them."""
        self._naming: dict[str, dict[str, None]] = {}
        """By article, those filed that have ever named it as what they were made from."""
        self._put: dict[str, set[str]] = {}
        """By story, the articles that this draft has ever put there."""
        self._order: dict[str, int] = {}
        """When this draft first filed an article, or moved it."""
        self._turns = count()
        self._releases: dict[str, None] = {}
        self._stories: dict[str, Story] = {}
        self._touched: dict[str, None] = {}
        self._constraints: list[Constraint] = []
        self._events: list[Event] = []
        self._entries: list[Entry] = []

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
        if texts := self._filings.get(article_id):
            return texts[-1].filed
        filed = self._records.article(article_id)
        return self._as_drafted(filed) if filed else None

    def story(self, story_id: str) -> Story | None:
        """The story's header row as this draft leaves it."""
        if story_id in self._stories:
            return self._stories[story_id]
        return self._records.story(story_id)

    def successors(self, article_id: str) -> list[FiledArticle]:
        """Articles that name this one as what they were made from, as this draft leaves them, the earliest first."""
        stored = [filed.id for filed in self._records.successors(article_id)]
        found = [self.article(name) for name in dict.fromkeys([*stored, *self._naming.get(article_id, ())])]
        naming = [filed for filed in found if filed and filed.article.evolved_from == article_id]
        return sorted(naming, key=lambda filed: (filed.at, filed.id))

    def stories_in(self, storyline_id: str) -> list[Story]:
        """Header rows of a storyline's stories as this draft leaves them, by id, whatever their state."""
        stored = {story.id: story for story in self._records.stories_in(storyline_id)}
        found = (stored | self._stories).values()
        return sorted(
            (story for story in found if story.storyline_id == storyline_id), key=lambda story: story.id
        )

    def articles_of(self, story_id: str) -> list[FiledArticle]:
        """Articles of a story as this draft leaves them: stored ones in order of arrival, then new ones."""
        file = self._records.story_file(story_id)
        stored = file.articles if file else ()
        put = self._put.get(story_id)
        new = sorted(put.difference(filed.id for filed in stored), key=self._turn) if put else []
        found = [*map(self._as_it_lies, stored), *map(self.article, new)]
        return [filed for filed in found if filed and filed.story_id == story_id]

    def _as_it_lies(self, filed: FiledArticle) -> FiledArticle:
        """The article, which is on file so, as this draft leaves it."""
        texts = self._filings.get(filed.id)
        return texts[-1].filed if texts else self._as_drafted(filed)

    def _turn(self, article_id: str) -> tuple[bool, int]:
        """Sort key: articles that were moved here, then those that were filed."""
        return article_id in self._filings, self._order[article_id]

    def file(self, filed: FiledArticle, vectors: Vectors | None, traces: bytes | None = None) -> None:
        """Insert or replace an article; a text that it replaces is kept, as history."""
        moved = self.article(filed.id) if filed.id in self._moves else None
        self._moves.pop(filed.id, None)
        if filed.id not in self._filings:
            self._order[filed.id] = next(self._turns)
        # A stored text that this draft has moved becomes history as it lay after the move.
        texts = self._filings.setdefault(filed.id, [Filing(moved, None)] if moved else [])
        if texts and texts[-1].filed.article == filed.article:
            texts.pop()
        texts.append(Filing(filed, vectors, traces))
        if filed.article.evolved_from is not None:
            self._naming.setdefault(filed.article.evolved_from, {})[filed.id] = None
        self._note_place(filed.id, filed.story_id)

    def move(self, article_id: str, story_id: str) -> None:
        """Put an article into another story."""
        if texts := self._filings.get(article_id):
            texts[-1] = replace(texts[-1], filed=in_story(texts[-1].filed, story_id))
        else:
            if article_id not in self._moves:
                self._order[article_id] = next(self._turns)
            self._moves[article_id] = story_id
        self._note_place(article_id, story_id)

    def _note_place(self, article_id: str, story_id: str) -> None:
        self._redrawn.pop(article_id, None)
        self._put.setdefault(story_id, set()).add(article_id)

    def release(self, article_id: str) -> None:
        """Conceal an article no more."""
        self._releases[article_id] = None
        self._redrawn.pop(article_id, None)

    def open_story(self, story_id: str, *, linking: Linking | None = None) -> None:
        """Begin a story, in the storyline it is linked to or else in one of its own."""
        storyline_id = linking.storyline_id if linking else story_id
        self._stories[story_id] = Story(story_id, storyline_id, self.now, linking=linking)
        self._touched[story_id] = None

    def open_tombstone(self, story_id: str) -> None:
        """Begin a story that was withdrawn before it could be told."""
        self._stories[story_id] = Story(
            story_id, story_id, self.now, state=StoryState.WITHDRAWN, announced=True
        )

    def touched(self) -> list[Story]:
        """Header rows of the stories in which anything has changed since this was last asked."""
        touched = [self._stories[story_id] for story_id in self._touched]
        self._touched.clear()
        return touched

    def note(self, story: Story) -> None:
        """Replace a story's header row by one that says nothing new to those who read the story."""
        self._stories[story.id] = story

    def explain(self, story_id: str, linking: Linking) -> None:
        """Keep why a story stands alone in its storyline; of the story itself nothing has changed."""
        if story := self.story(story_id):
            self.note(replace(story, linking=linking))

    def save(self, story: Story) -> None:
        """Replace the header row of a story that has changed; its revision grows."""
        self._renew(replace(story, changed_at=self.now, revision=story.revision + 1))

    def renumber(self, story: Story) -> None:
        """Replace the header row of a story that tells its readers the same as before; its revision grows."""
        self._renew(replace(story, revision=story.revision + 1))

    def _renew(self, story: Story) -> None:
        self._stories[story.id] = story
        self._touched[story.id] = None

    def touch(self, story_id: str, *, seen: bool = True) -> None:
        """Something in the story has changed, be it ``seen`` by its readers or still concealed from them."""
        if story := self.story(story_id):
            self.save(story) if seen else self.renumber(story)

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
        self.tell(EventType.STORY_CREATED, story_id, article_id, {"storyline_id": story.storyline_id})
        return True

    def change(self, replies: Sequence[Reply] = ()) -> Change:
        """Everything drafted, as one change."""
        return Change(
            filings=tuple(filing for texts in self._filings.values() for filing in texts),
            moves=tuple(self._moves.items()),
            releases=tuple(self._releases),
            stories=tuple(self._stories.values()),
            constraints=tuple(self._constraints),
            events=tuple(self._events),
            replies=tuple(replies),
            entries=tuple(self._entries),
        )

    def files(self) -> list[StoryFile]:
        """Stories as they are on file once this draft is: those of which it is known without a look at the store."""
        read = [story for story in self._stories.values() if self._records.has_read(story.id)]
        found = [(story, self._as_they_arrived(story.id)) for story in read]
        return [StoryFile(story, tuple(articles)) for story, articles in found if articles is not None]

    def _as_they_arrived(self, story_id: str) -> list[FiledArticle] | None:
        """Articles of a story in order of arrival; None where some have come to others from another story on file.

        How those of two stories stand to each other is told only by when they first arrived.
        """
        articles = self.articles_of(story_id)
        file = self._records.story_file(story_id)
        stored = file.articles if file else ()
        gained = self._put.get(story_id, set()).difference(filed.id for filed in stored)
        sources = {filed.story_id for filed in map(self._records.article, gained) if filed}
        if not sources:
            return articles
        source = self._records.story_file(*sources) if len(sources) == 1 and not stored else None
        if source is None:
            return None
        places = {filed.id: place for place, filed in enumerate(source.articles)}
        return sorted(articles, key=lambda filed: places.get(filed.id, len(places)))

    def fresh_story_id(self, article_id: str) -> str:
        """An id never given before, the same on every replay: made from the founding article's."""
        base = _own_story(article_id)
        story_id, attempt = base, 1
        while self.story(story_id) is not None:
            attempt += 1
            story_id = f"{base}-{attempt}"
        return story_id

    def _as_drafted(self, filed: FiledArticle) -> FiledArticle:
        story_id = self._moves.get(filed.id)
        if story_id is None and filed.id not in self._releases:
            return filed
        if filed.id not in self._redrawn:
            shown = replace(filed, concealed=False) if filed.id in self._releases else filed
            self._redrawn[filed.id] = in_story(shown, story_id) if story_id else shown
        return self._redrawn[filed.id]


@lru_cache(maxsize=1_024)
def _own_story(article_id: str) -> str:
    """Name the story that an article founds, but for a number behind it; a batch is asked for twice."""
    return "s-" + hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
