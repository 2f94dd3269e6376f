"""What can be looked up at the desk. Reads never write, and are not held up by what is being decided."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from service.audit import Entry, TrailQuery
from service.briefings.compose import compose
from service.briefings.news import with_news
from service.briefings.outline import measure, outline
from service.briefings.ranking import GROWING, as_of, line_up
from service.briefings.relations import Standing
from service.briefings.remembering import Memory
from service.briefings.values import Briefing, BriefingRequest, Outline
from service.desk.redaction import Redaction
from service.desk.story_cache import StoryCache
from service.errors import Gone, Moved, NotFound
from service.events import LoggedEvent
from service.model import Constraint, FiledArticle, Story, StoryFile, StoryState
from service.ports import Reply, Store, StoryQuery

MOST_BRIEFED = 2_000
"""Stories a briefing chooses from: the newest of its period."""


class DeskReads:
    """What is on file, as it may be shown at a given time."""

    def __init__(self, store: Store, preferred_sources: Sequence[str] = ()) -> None:
        self._store = store
        self._preferred = tuple(preferred_sources)
        self._cache = StoryCache(store)
        self._memory = Memory(self._preferred)

    def recall(self, key: str) -> Reply | None:
        """The answer already given under this idempotency key."""
        return self._store.recall(key)

    def article(self, article_id: str, now: datetime) -> FiledArticle:
        """Raises NotFound (never heard of, or under embargo) or Gone (withdrawn)."""
        filed = self._store.article(article_id)
        if filed is None:
            raise NotFound("article", article_id)
        if filed.withdrawn_at is not None or filed.article.killed:
            raise Gone("article", article_id)
        if not filed.visible(now):
            raise NotFound("article", article_id)
        return self._discreet(filed, now)

    def versions(self, article_id: str, now: datetime) -> list[FiledArticle]:
        """Every text of the article that may be shown, oldest first. Raises NotFound or Gone, as :meth:`article`."""
        self.article(article_id, now)
        return [self._discreet(filed, now) for filed in self._store.history(article_id) if filed.visible(now)]

    def _discreet(self, filed: FiledArticle, now: datetime) -> FiledArticle:
        def standing() -> Standing:
            files = self._cache.fetch([filed.story_id])
            return Standing((one for file in files for one in file.articles), now)

        redaction = Redaction(now, self._store.article)
        return replace(redaction.report(filed), decision=redaction.decision(filed, standing))

    def story(self, story_id: str, now: datetime) -> tuple[Outline, StoryFile]:
        """The story as it may be shown at ``now``, and nothing else of it.

        Raises NotFound (never heard of, or under embargo), Moved (merged: its living successor) or Gone (all of it
        was withdrawn).
        """
        file = self._store.story_file(story_id)
        if file is None:
            raise NotFound("story", story_id)
        surviving = self._surviving(file.story)
        if surviving.state is StoryState.WITHDRAWN:
            raise Gone("story", story_id)
        if surviving.id != story_id:
            raise Moved("story", story_id, surviving.id)
        shown = self._outline(file, now)
        if shown is None:
            raise NotFound("story", story_id)
        known = {filed.id: filed for filed in file.articles}
        redaction = Redaction(now, lambda name: known.get(name) or self._store.article(name))
        standing = Standing(shown.articles, now)
        articles = tuple(
            replace(redaction.report(filed), decision=redaction.decision(filed, lambda: standing))
            for filed in shown.articles
        )
        return replace(shown, articles=articles), replace(file, articles=articles)

    def _outline(self, file: StoryFile, now: datetime) -> Outline | None:
        shown = outline(file, now, self._preferred)
        return shown and self._discreetly(shown, now)

    def _discreetly(self, shown: Outline, now: datetime) -> Outline:
        told = Redaction(now, self._store.article).report(shown.representative)
        return shown if told is shown.representative else replace(shown, representative=told)

    def constraints(self, outline: Outline, now: datetime) -> list[Constraint]:
        """What editors have said about the articles of a story, oldest first, as far as it may be known at ``now``."""
        shown = {filed.id for filed in outline.articles}
        return Redaction(now, self._store.article).constraints(self._store.constraints(shown), shown)

    def audit(self, query: TrailQuery) -> Sequence[Entry]:
        """One page of the audit trail, newest first."""
        return self._store.trail.find(query)

    def audit_entry(self, entry_id: int) -> Entry:
        """One entry of the audit trail. Raises NotFound."""
        entry = self._store.trail.entry(entry_id)
        if entry is None:
            raise NotFound("audit entry", str(entry_id))
        return entry

    def _surviving(self, story: Story) -> Story:
        while story.successor is not None:
            successor = self._store.story(story.successor)
            if successor is None:
                raise NotFound("story", story.successor)
            story = successor
        return story

    def stories(self, query: StoryQuery) -> list[Outline]:
        """One page of stories, newest first."""
        outlines = (self._outline(file, query.now) for file in self._store.find_stories(query))
        return [shown for shown in outlines if shown is not None]

    def storyline(self, storyline_id: str, query: StoryQuery) -> list[Outline]:
        """One page of the stories of a storyline, newest first.

        Raises NotFound (never heard of, or all of it under embargo), Moved (it has become part of another) or Gone
        (all of it was withdrawn). An id is that of the story the storyline began with, and that story's row names
        where the storyline has gone; so the id of any story leads to its storyline.
        """
        story = self._store.story(storyline_id)
        if story is None:
            raise NotFound("storyline", storyline_id)
        if not any(one.state is StoryState.LIVE for one in self._store.stories_in(story.storyline_id)):
            raise Gone("storyline", storyline_id)
        if story.storyline_id != storyline_id:
            raise Moved("storyline", storyline_id, story.storyline_id)
        found = self.stories(replace(query, storyline=storyline_id))
        if not found and query.after is None:
            raise NotFound("storyline", storyline_id)
        return found

    def siblings(self, story: Story, now: datetime, limit: int) -> list[Outline]:
        """The other stories of the same storyline, those that changed last. Reads nothing of ``story`` itself."""
        others = [one for one in self._store.stories_in(story.storyline_id) if one.id != story.id]
        living = [one for one in others if one.state is StoryState.LIVE]
        living = sorted(living, key=lambda one: (one.updated_at, one.id))[-limit:]
        files = self._store.story_files([one.id for one in living])
        shown = filter(None, (self._outline(file, now) for file in files))
        return sorted(shown, key=lambda one: (one.latest_published_at, one.story.id), reverse=True)

    def brief(self, request: BriefingRequest) -> Briefing:
        """Ranked stories over a period. Reads only."""
        query = StoryQuery(
            now=request.now,
            since=request.since,
            until=request.until,
            text=request.text,
            source=request.source,
            language=request.language,
            min_origins=request.min_origins,
            limit=MOST_BRIEFED,
            recent=as_of(request) - GROWING,
        )
        # The time first: what changes in between makes the briefing newer than it says, never older.
        changed = self.last_change()
        # Ranked by their sizes, which the database counts; only the stories of the briefing are read.
        lined_up = line_up(self._store.size_stories(query), request)
        files = self._cache.fetch([size.story_id for size, _ in lined_up])
        return replace(self._compose(files, request), as_of=changed)

    def brief_story(self, story_id: str, request: BriefingRequest) -> Briefing:
        """One story as a briefing tells it, or nothing where it is not in the period. Raises as :meth:`story`.

        Of what is asked for, ``text`` is not looked at.
        """
        _, file = self.story(story_id, request.now)
        return self._compose([file], request)

    def _compose(self, files: Sequence[StoryFile], request: BriefingRequest) -> Briefing:
        briefing = compose(files, request, self._memory)
        items = (replace(one, outline=self._discreetly(one.outline, request.now)) for one in briefing.items)
        briefing = replace(briefing, items=tuple(items))
        shown = [filed.id for item in briefing.items for filed in item.outline.articles]
        told = with_news(briefing, self._store.told(shown), self._store.history)
        return self._with_constraints(told, frozenset(shown))

    def _with_constraints(self, briefing: Briefing, shown: frozenset[str]) -> Briefing:
        redaction = Redaction(briefing.request.now, self._store.article)
        words = redaction.constraints(self._store.constraints(shown), shown)
        if not words:
            return briefing
        items = (
            replace(item, constraints=tuple(word for word in words if _is_about(word, item.outline)))
            for item in briefing.items
        )
        return replace(briefing, items=tuple(items))

    def newest(self, now: datetime) -> datetime | None:
        """The time of the latest report on file, or of the latest end of an embargo.

        It is what "the last three days" counts back from.
        """
        clock = self._store.clock()
        if clock is None:
            return None
        later = self._store.find_stories(StoryQuery(now, since=clock, limit=1))
        return max([clock, *(extent.latest_published_at for file in later if (extent := measure(file, now)))])

    def events(self, after: int, limit: int = 100) -> Sequence[LoggedEvent]:
        """The event log by cursor."""
        return self._store.events(after, limit)

    def place_at(self, moment: datetime) -> int:
        """The sequence behind which all events later than ``moment`` stand."""
        return self._store.place_at(moment)

    def newest_event(self) -> int:
        """The sequence of the last event; 0 where there is none."""
        return self._store.newest_event()

    def last_change(self) -> datetime | None:
        """The time of the last event; None where there is none."""
        newest = self._store.newest_event()
        return self._store.events(newest - 1, 1)[0].event.at if newest else None


def _is_about(word: Constraint, outline: Outline) -> bool:
    """Whether an editor's word is about an article of the story."""
    return any(filed.id in {word.first, word.second} for filed in outline.articles)
