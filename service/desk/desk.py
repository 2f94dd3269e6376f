"""One newsroom's desk: what can be done, in one place. The rules live in the rooms that it calls."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from threading import RLock

from embeddings import Encoder
from service.briefings.compose import compose
from service.briefings.outline import outline
from service.briefings.values import Briefing, BriefingRequest, Outline
from service.clustering.evidence import views
from service.clustering.fusion import Calibration
from service.clustering.traces import restore
from service.clustering.window import Window
from service.desk.draft import Draft
from service.desk.editing import Editing
from service.desk.intake import Intake
from service.errors import EncoderMismatch, Gone, Moved, NotFound
from service.events import LoggedEvent
from service.model import Constraint, FiledArticle, Result, Story, StoryFile, StoryState, Submission, Vectors
from service.ports import Reply, Store, StoryQuery

MAX_BATCH = 500
"""Articles taken at once."""
REBUILD_ROWS = 512
MOST_BRIEFED = 2_000
"""Stories a briefing chooses from: the newest of its period."""

Seal = Callable[[Sequence[Result]], Reply]


class Desk:
    """Safe to call from several threads: deciding is one sequence, encoding and reading are not held up by it."""

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        *,
        window: timedelta = timedelta(days=14),
        calibration: Calibration | None = None,
    ) -> None:
        """Bind the encoder to the store and rebuild the window from rows.

        Raises
        ------
        EncoderMismatch
            The stored vectors were made by another model.
        """
        bound = store.bind_encoder(encoder.identity)
        if bound != encoder.identity:
            raise EncoderMismatch(
                f"the stored vectors were made by {bound.name} ({bound.digest[:12]}, {bound.dimension} dimensions), "
                f"but the model in use is {encoder.identity.name} ({encoder.identity.digest[:12]}, "
                f"{encoder.identity.dimension} dimensions); set NEWSFOLD_MODEL back, or re-encode everything into "
                f"a new database: newsfold replay OLD_DATABASE_URL --db NEW_DATABASE_URL"
            )
        self._store = store
        self._encoder = encoder
        self._turn = RLock()
        self._window = Window(encoder.identity.dimension, window, calibration)
        self._rebuild()

    def _rebuild(self) -> None:
        clock = self._store.clock()
        if clock is not None:
            self._window.advance(clock)
        for constraint in self._store.constraints():
            self._window.constrain(constraint)
        stream = self._store.window_rows(self._window.horizon)
        while rows := list(islice(stream, REBUILD_ROWS)):
            items = [
                (row.filed.article, row.filed.at, row.vectors, row.filed.decision.origin_id) for row in rows
            ]
            for row, evidence in zip(rows, restore(items, [row.traces for row in rows]), strict=True):
                self._window.place(evidence, row.filed.story_id, row.storyline_id)

    @property
    def window_size(self) -> int:
        """Live articles that a new one is compared with."""
        return len(self._window)

    def receive(
        self, submissions: Sequence[Submission], now: datetime, seal: Seal | None = None
    ) -> list[Result]:
        """File the submissions in order; results stand in the same order, and are durable on return.

        ``seal`` renders the answer to be kept under an idempotency key, in the same transaction.
        """
        vectors = self._encode(submissions)
        with self._turn, self._window.trial() as trial:
            self._window.vectors.expect(vectors)
            draft = Draft(self._store, now)
            intake = Intake(draft, self._window)
            results = [intake.take(one, its) for one, its in zip(submissions, vectors, strict=True)]
            self._store.commit(draft.change(seal(results) if seal else None))
            trial.keep()
        return results

    def check(self, submissions: Sequence[Submission], now: datetime) -> list[Result]:
        """What ``receive`` would answer; nothing is stored."""
        vectors = self._encode(submissions)
        with self._turn, self._window.trial():
            self._window.vectors.expect(vectors)
            intake = Intake(Draft(self._store, now), self._window)
            return [intake.take(one, its) for one, its in zip(submissions, vectors, strict=True)]

    def _encode(self, submissions: Sequence[Submission]) -> list[Vectors]:
        pairs = [views(submission.article) for submission in submissions]
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        rows = dict(zip(texts, self._encoder.encode(texts), strict=True))
        return [Vectors(whole=rows[whole], lead=rows[lead]) for whole, lead in pairs]

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
        return filed

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
        shown = outline(file, now)
        if shown is None:
            raise NotFound("story", story_id)
        return shown, replace(file, articles=shown.articles)

    def constraints(self, outline: Outline) -> list[Constraint]:
        """What editors have said about the articles of a story, oldest first."""
        shown = {filed.id for filed in outline.articles}
        return [word for word in self._store.constraints() if word.first in shown or word.second in shown]

    def _surviving(self, story: Story) -> Story:
        while story.successor is not None:
            successor = self._store.story(story.successor)
            if successor is None:
                raise NotFound("story", story.successor)
            story = successor
        return story

    def stories(self, query: StoryQuery) -> list[Outline]:
        """One page of stories, newest first."""
        outlines = (outline(file, query.now) for file in self._store.find_stories(query))
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

    def brief(self, request: BriefingRequest) -> Briefing:
        """Ranked stories over a period. Reads only."""
        query = StoryQuery(
            now=request.now,
            since=request.since,
            until=request.until,
            min_origins=request.min_origins,
            limit=MOST_BRIEFED,
        )
        return compose(self._store.find_stories(query), request)

    def newest(self) -> datetime | None:
        """The time of the latest report on file: what "the last three days" counts back from."""
        return self._store.clock()

    def events(self, after: int, limit: int = 100) -> Sequence[LoggedEvent]:
        """The event log by cursor."""
        return self._store.events(after, limit)

    def withdraw(self, article_id: str, now: datetime, reason: str, by: str | None = None) -> Result:
        """Pull an article out of everything. Raises NotFound; withdrawing twice is the same as once."""
        with self._editing(now, by) as editing:
            return editing.withdraw(article_id, reason)

    def merge(self, story_id: str, others: Sequence[str], now: datetime, by: str | None = None) -> str:
        """Fold ``others`` into ``story_id``; answers the surviving id. Raises NotFound, Gone, Conflict."""
        with self._editing(now, by) as editing:
            return editing.merge(story_id, others)

    def split(self, story_id: str, article_ids: Sequence[str], now: datetime, by: str | None = None) -> str:
        """Move the articles to a story of their own; answers its id. Raises NotFound, Gone, Conflict."""
        with self._editing(now, by) as editing:
            return editing.split(story_id, article_ids)

    def pin(self, story_id: str, article_id: str | None, now: datetime, by: str | None = None) -> None:
        """Choose the representative, or let the rule choose again (None). Raises NotFound, Gone, Conflict."""
        with self._editing(now, by) as editing:
            editing.pin(story_id, article_id)

    @contextmanager
    def _editing(self, now: datetime, by: str | None) -> Iterator[Editing]:
        with self._turn, self._window.trial() as trial:
            draft = Draft(self._store, now)
            yield Editing(draft, self._window, by)
            self._store.commit(draft.change())
            trial.keep()
