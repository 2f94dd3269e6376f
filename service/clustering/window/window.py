"""The live stories that a new article may join: a cache of the database, rebuilt from its rows at any time.

Rules
-----
* Its state is a function of the articles in it, not of the order or the batches in which they came: counts are whole
  numbers, and wherever an order matters it is by time, then id.
* It holds the articles whose time lies within the span before the stream's own clock, which is the latest time of
  any article so far. A story stays open as long as it has such articles, so a saga lives on and an old event does not.
* Every change can be taken back: within :meth:`Window.trial` each step notes its inverse, and unless ``keep`` is
  called the steps are undone in reverse. That serves checks, which store nothing, and commits that fail.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush

from service.clustering.evidence import Evidence
from service.clustering.evidence.background import DocumentFrequencies
from service.clustering.fusion import Calibration, shipped_calibration
from service.clustering.sides.crowds import Crowds
from service.clustering.sides.subjects import Subjects
from service.clustering.sides.told import ToldStories
from service.clustering.sides.voices import Voices
from service.clustering.tables.live import LiveEvidence
from service.clustering.tables.standing import Standing
from service.clustering.window.constraints import Constraints
from service.clustering.window.linked import LinkedStories
from service.clustering.window.membership import Articles, Membership
from service.clustering.window.remembered import Remembered
from service.clustering.window.trial import Trial
from service.model import Constraint

BEGINNING = datetime.min.replace(tzinfo=UTC)
MOST_REMEMBERED = 2_048
"""Stories of which the voices are remembered."""
SPARE_ENTRIES = 1_000
"""Out-of-date entries that the heap of ages may hold beyond one for each live article."""


class Window:
    """Live articles and stories, and what is needed to compare with them."""

    def __init__(self, dimension: int, span: timedelta, calibration: Calibration | None = None) -> None:
        self.calibration = calibration or shipped_calibration()
        self.background = DocumentFrequencies()
        self.constraints = Constraints()
        self._stories = Membership()
        self.storylines = LinkedStories(self._stories.of)
        self._standing = Standing(dimension)
        self.vectors = self._standing.vectors
        self.terms = self._standing.terms
        self.shingles = self._standing.shingles
        self.pieces = self._standing.pieces
        self.clock: datetime | None = None
        self._span = span
        self.told = ToldStories(self.vectors, dimension, self._stories.__getitem__)
        """What each live story is told by."""
        self.voices = Remembered(MOST_REMEMBERED, lambda story_id: Voices(self._stories[story_id]))
        """Of each live story."""
        self.crowds = Crowds(self.vectors)
        self.subjects = Subjects(self.terms, self.vectors, self.crowds, dimension, self.storylines.places)
        self._by_age: list[LiveEvidence] = []
        """Heap, the oldest first; an entry that no longer stands at its place is skipped."""
        self._trial: Trial | None = None

    def __len__(self) -> int:
        return len(self._standing)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._standing

    def evidence(self, article_id: str) -> Evidence:
        """What is known of a live article."""
        return self._standing.of(article_id)

    def at(self, place: int) -> Evidence:
        """Who stands at a place."""
        return self._standing.at(place)

    def place_of(self, article_id: str) -> int:
        """Where an article stands, -1 if it is not live."""
        return self.vectors.place_if_live(article_id)

    def story_of(self, article_id: str) -> str | None:
        """The story a live article lies in."""
        place = self.vectors.place_if_live(article_id)
        return self._stories.at(place) if place >= 0 else None

    def stories_at(self, places: Iterable[int]) -> Iterator[str]:
        """The story that who stands at each of these places lies in."""
        return self._stories.at_each(places)

    def members(self, story_id: str) -> Sequence[LiveEvidence]:
        """Articles of a live story, by time, ties by id."""
        return self._stories.of(story_id)

    def members_of(self, story_ids: Iterable[str]) -> list[Articles]:
        """The articles of each of several live stories."""
        return self._stories.of_each(story_ids)

    def story_ids(self) -> Collection[str]:
        """Ids of the live stories."""
        return self._stories.story_ids()

    @property
    def originals(self) -> int:
        """How many of the live articles are copies of no other."""
        return self._stories.originals

    def same_text(self, evidence: Evidence) -> list[Evidence]:
        """Live articles whose text has the same words, by time."""
        return self._standing.same_text(evidence)

    def same_page(self, evidence: Evidence) -> list[Evidence]:
        """Live articles at the same canonical address, by time."""
        return self._standing.same_page(evidence)

    def place(self, evidence: Evidence, story_id: str, storyline_id: str | None = None) -> None:
        """Put an article into a story, unless it is too old for the window.

        A story that is not live is opened, in ``storyline_id`` or else in a storyline of its own.
        """
        if evidence.at < self.horizon:
            return
        article_id = evidence.article_id
        live = self._standing.enter(evidence)
        self.crowds.enter(live)
        self._age(live)
        self.background.add(evidence)
        self._join(live, story_id, storyline_id)
        self._note(lambda: self._take_out(article_id))

    def remove(self, article_id: str) -> None:
        """Take an article out."""
        evidence, story_id = self._found(article_id)
        storyline_id = self.storylines.of(story_id)
        self._take_out(article_id)
        self._note(lambda: self._put_back(evidence, story_id, storyline_id))

    def move(self, article_id: str, story_id: str, storyline_id: str | None = None) -> None:
        """Put a live article into another story; where that is not live, it is opened as by :meth:`place`."""
        _, before = self._found(article_id)
        storyline_before = self.storylines.of(before)
        self._rejoin(article_id, story_id, storyline_id)
        self._note(lambda: self._rejoin(article_id, before, storyline_before))

    def link(self, story_id: str, storyline_id: str) -> None:
        """Let a live story lie in another storyline."""
        before = self._relink(story_id, storyline_id)
        self._note(lambda: self._relink(story_id, before))

    def constrain(self, constraint: Constraint) -> None:
        """Take an editor's word on a pair of articles."""
        self._note(self.constraints.add(constraint))

    def lift(self, entry: int) -> None:
        """Take back the words of one entry of the audit trail."""
        self._note(self.constraints.lift(entry))

    @property
    def horizon(self) -> datetime:
        """The oldest time the window still holds."""
        return self._horizon(self.clock) if self.clock else BEGINNING

    def advance(self, at: datetime) -> None:
        """Let the stream's clock move on to ``at`` (never back), and let what is too old go."""
        before = self.clock
        if before is not None and at <= before:
            return
        # The clock moves last: when this is taken back, it must stand where it stood before articles can return.
        while self._by_age and self._by_age[0].at < self._horizon(at):
            oldest = heappop(self._by_age)
            if self._standing.still(oldest):
                self.remove(oldest.article_id)
        self.clock = at
        if self._trial is None:
            self._give_back()
        self._note(lambda: setattr(self, "clock", before))

    def _horizon(self, clock: datetime) -> datetime:
        return clock - self._span if clock - BEGINNING > self._span else BEGINNING

    @contextmanager
    def trial(self) -> Iterator[Trial]:
        """Changes made inside are taken back at the end, unless the trial was kept."""
        self._give_back()
        self._trial = trial = Trial()
        try:
            yield trial
        finally:
            trial.roll_back()
            self._trial = None

    def _give_back(self) -> None:
        """Let go of what those that have gone had left, while nobody asks for it."""
        self._standing.give_back()
        self._stories.give_back(len(self.vectors.ids))

    def _note(self, inverse: Callable[[], object]) -> None:
        if self._trial is not None:
            self._trial.note(inverse)

    def _relink(self, story_id: str, storyline_id: str) -> str:
        before = self.storylines.move(story_id, storyline_id)
        self.subjects.forget(before)
        self.subjects.forget(storyline_id)
        return before

    def _put_back(self, evidence: Evidence, story_id: str, storyline_id: str | None) -> None:
        trial, self._trial = self._trial, None
        self.place(evidence, story_id, storyline_id)
        self._trial = trial

    def _take_out(self, article_id: str) -> None:
        live, _ = self._found(article_id)
        self._leave(live)
        self._standing.leave(live)
        self.background.remove(live)

    def _found(self, article_id: str) -> tuple[LiveEvidence, str]:
        """A live article, and the story that it lies in."""
        live = self._standing.of(article_id)
        return live, self._stories.at(live.place)

    def _join(self, live: LiveEvidence, story_id: str, storyline_id: str | None) -> None:
        is_live = story_id in self._stories
        turn = self._stories.join(live, story_id)
        if is_live:
            self.storylines.join(story_id, turn)
        else:
            self.storylines.open(story_id, storyline_id or story_id)
        self._forget(story_id)

    def _rejoin(self, article_id: str, story_id: str, storyline_id: str | None) -> None:
        live, _ = self._found(article_id)
        self._leave(live)
        self._join(live, story_id, storyline_id)

    def _leave(self, live: LiveEvidence) -> None:
        story_id = self._stories.at(live.place)
        self._forget(story_id)
        turn = self._stories.leave(live)
        self.storylines.leave(story_id, live, turn)

    def _forget(self, story_id: str) -> None:
        """A story is about to change, or has changed."""
        self.told.forget(story_id)
        self.voices.forget(story_id)
        self.subjects.forget(self.storylines.of(story_id))

    def _age(self, live: LiveEvidence) -> None:
        """Enter an article into the heap; when most of its entries are out of date, begin it anew."""
        heappush(self._by_age, live)
        if len(self._by_age) > 2 * len(self) + SPARE_ENTRIES:
            self._by_age = sorted(filter(self._standing.still, self._by_age))
