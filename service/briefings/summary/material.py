"""What summaries of a story are weighed by: its sentences, measured once, and what any choice of them comes to."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from service.briefings.summary.budget import Budget
from service.briefings.summary.candidate import Candidate, stems_of
from service.briefings.summary.concepts import Concepts, Floats, words_and_pairs
from service.briefings.summary.deserved import LEAST_WORDS, deserved
from service.briefings.summary.odd import odd_ones
from service.briefings.summary.restating import Restating
from service.briefings.summary.salience import AGEING, COVERED, MOST_SOURCES
from service.briefings.summary.signals import SIGNALS, signals
from service.briefings.wording.dated import is_background
from service.briefings.wording.quotable import Grade
from service.briefings.wording.terms import words
from service.briefings.wording.titles import Tone, tone

CLOSE = 0.5
"""Standard deviations by which one lead at least is nearer the middle of the story than its sentences are: else all of
them are colour ("Plenty of towns have a bridge"), and no summary is made to have one."""
CURRENT = timedelta(hours=2)
"""A source that reported longer before the latest one is no further voice: what it alone says may be overtaken."""
_NO_VOICE = frozenset((Tone.TEASER, Tone.SLIGHT, Tone.LOADED))
"""What is under such a title is mostly comment, and no source to be heard for being one."""
_QUOTES = "\"“„«「‘'"

Marks = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


class Material:
    """The candidates of a story (at least one) under a budget, and under a headline if it has one."""

    def __init__(self, candidates: Sequence[Candidate], budget: Budget, headline: str = "") -> None:
        self.candidates = candidates
        self.budget = budget
        self._headline = headline
        its = deserved(candidates)
        self.typical, self._brief = its.typical, its.brief
        self.goal = max(LEAST_WORDS, min(float(budget.words), its.goal))
        """Words that the story deserves, within the budget."""
        self.lengths: Floats = np.maximum(1.0, [c.length for c in candidates])
        self._words, self._pairs = words_and_pairs(candidates)
        self.signals = signals(candidates, self._words, self._pairs)
        """float64 (sentences, len(SIGNALS))."""
        self.concepts = sparse.csr_array(
            sparse.hstack([self._words.incidence, self._pairs.incidence], format="csr")
        )
        """1 where a sentence says a concept, words before pairs: float64 (sentences, concepts)."""

    @cached_property
    def coverage(self) -> Floats:
        """Weight of each concept: float64 (len(COVERED), concepts), rows in that order."""
        words, pairs = self._words, self._pairs
        room = self._room(words)
        rows = {
            "words": words.share(words.early, room),
            "titles": words.share(words.titles, room),
            "shared": words.share((words.tellers > 1).astype(np.float64), room),
            "single": words.share((words.tellers == 1).astype(np.float64), room),
        }
        widths = [(0, pairs.count)]
        told = {name: np.pad(row, widths) for name, row in rows.items()}
        told["pairs"] = np.pad(pairs.share(pairs.early, self._room(pairs)), [(words.count, 0)])
        return np.stack([told[name] for name in COVERED])

    def _room(self, concepts: Concepts) -> float:
        """How many concepts find room in a summary."""
        return float(concepts.incidence.nnz / self.lengths.sum() * self.goal)

    @cached_property
    def said_by(self) -> list[Numbers]:
        """The concepts that each sentence says, by their columns: int64 (concepts said,) each."""
        return np.split(self.concepts.indices, self.concepts.indptr[1:-1])

    @cached_property
    def origins(self) -> Numbers:
        """The origin of each sentence, numbered in order of appearance: int64 (sentences,)."""
        numbers = {
            name: number for number, name in enumerate(dict.fromkeys(c.origin for c in self.candidates))
        }
        return np.array([numbers[c.origin] for c in self.candidates])

    @cached_property
    def elsewhere(self) -> Marks:
        """Which two sentences are of different origins: bool (sentences, sentences)."""
        elsewhere: Marks = self.origins != self.origins[:, np.newaxis]
        return elsewhere

    @cached_property
    def current(self) -> Marks:
        """Which sentences are of reports of the latest hours: bool (sentences,)."""
        current: Marks = self._times >= self._times.max() - CURRENT.total_seconds()
        return current

    @cached_property
    def voices(self) -> Marks:
        """Those of them that are further voices: bool (sentences,).

        Where a title is plain, none of a report whose own title teases, says little or comments.
        """
        tones = [tone(c.filed.article) for c in self.candidates]
        plain: Marks = self.current & np.array([one not in _NO_VOICE for one in tones])
        return plain if Tone.PLAIN in tones else self.current

    @cached_property
    def by_hand(self) -> Floats:
        """The signals that nothing was fitted for, in the order of ``BY_HAND``: float64 (sentences, 2)."""
        latest = max(c.filed.at for c in self.candidates)
        ages = [min(1.0, (latest - c.filed.at) / AGEING) ** 0.5 for c in self.candidates]
        return np.column_stack([ages, [c.grade is Grade.PASSABLE for c in self.candidates]])

    @cached_property
    def before(self) -> Numbers:
        """The sentence that each one leans on; -1 where it stands alone, -2 where that one is not to be had."""
        places = {(c.filed.id, c.place): index for index, c in enumerate(self.candidates)}
        sound = any(c.grade is Grade.SOUND for c in self.candidates)
        leaning = [sound and c.grade is Grade.FOLLOWING for c in self.candidates]
        return np.array(
            [
                places.get((c.filed.id, c.place - 1), -2) if leans else -1
                for c, leans in zip(self.candidates, leaning, strict=True)
            ]
        )

    @cached_property
    def leaning_on(self) -> Marks:
        """Which sentences (columns) lean on each (rows): bool (sentences, sentences)."""
        leaning: Marks = self.before == np.arange(len(self.before))[:, np.newaxis]
        return leaning

    @cached_property
    def unlike(self) -> Marks:
        """Which two sentences do not say the same: bool (sentences, sentences)."""
        restating = Restating(self.candidates, self._leads, self._times, brief=self._brief)
        return restating.unlike(self.elsewhere)

    @cached_property
    def quotable(self) -> Marks:
        """Which sentences may be quoted; the others only show what the story is about: bool (sentences,).

        Under a title none that has to do with nothing, unless there are no others.
        """
        current: Marks = np.array([not c.overtaken for c in self.candidates])
        if not self.titled:
            return current
        related: Marks = current & ~odd_ones(self.candidates, self.headlined)
        return related if (related & (self.before == -1)).any() else current

    @cached_property
    def openers(self) -> Marks:
        """Which sentences a summary can open with: those that open a report and are not somebody's words: bool (n,)."""
        openers: Marks = self._leads & np.array([c.text[0] not in _QUOTES for c in self.candidates])
        return openers & self.quotable

    @cached_property
    def news(self) -> Marks:
        """Which sentences a summary must have one of: what it can open with, unless all of it is colour: bool (n,).

        Background is no opening where another lead tells what happened.
        Where openings have been overtaken, it must have one that is read instead, to tell what happened at all.
        """
        instead: Marks = self.openers & np.array([c.reopens for c in self.candidates])
        if instead.any():
            return instead
        close = self.signals[:, SIGNALS.index("centre")] >= CLOSE
        events = self.openers.copy()
        events[self.openers] = [
            not is_background(self.candidates[i].text) for i in np.flatnonzero(self.openers).tolist()
        ]
        openers: Marks = events if (events & close).any() else self.openers
        return openers & bool((openers & close).any())

    @cached_property
    def named(self) -> Floats:
        """What share of what several titles name each sentence says: float64 (sentences,)."""
        return self._words.named()

    @cached_property
    def titled(self) -> bool:
        """Whether the headline is a report's title, and not cut out of a sentence that may tell little of the story."""
        titles = {c.filed.article.title for c in self.candidates}
        return bool(self._headline) and any(self._headline in " ".join(title.split()) for title in titles)

    @cached_property
    def headlined(self) -> Floats:
        """What share of the headline's words each sentence says; 0 where there are none: float64 (sentences,)."""
        told = stems_of(words(self._headline))
        said = [len(told & c.content) for c in self.candidates]
        return np.array(said, np.float64) / max(1, len(told))

    def opens(self, chosen: Sequence[int]) -> bool:
        """Whether the chosen sentences have one that they must have."""
        return not self.news.any() or bool(self.news[list(chosen)].any())

    @cached_property
    def _leads(self) -> Marks:
        """Which sentences open a report: bool (sentences,). Where there are titles alone, each of them does."""
        best = max(c.grade for c in self.candidates)
        return np.array([c.place == 0 and c.grade is best for c in self.candidates])

    @cached_property
    def _times(self) -> Floats:
        """When each was reported, in seconds: float64 (sentences,)."""
        return np.array([c.filed.at.timestamp() for c in self.candidates])

    def credit(self, said: float) -> Floats:
        """How much of each sentence would be within the budget once ``said`` words are said: float64 (sentences,)."""
        return np.clip((self.budget.words - said) / self.lengths, 0.0, 1.0)

    def extent(self, said: Floats) -> Floats:
        """The features ``under`` and ``over`` of summaries of so many words: float64 (n, 2)."""
        off = (said - self.goal) / self.goal
        return np.column_stack([np.maximum(0.0, -off), np.maximum(0.0, off)])

    def measure(self, chosen: Sequence[int]) -> Floats:
        """The features of a summary of these sentences in this order: float64 (len(FITTED),)."""
        said, total = 0.0, np.zeros(self.signals.shape[1])
        covered = np.zeros(self.concepts.shape[1])
        for index in chosen:
            credit = float(self.credit(said)[index])
            words = credit * self.lengths[index]
            total += words / self.goal * self.signals[index]
            row = self.said_by[index]
            covered[row] = np.maximum(covered[row], credit)
            said += words
        heard = {int(self.origins[index]) for index in chosen if self.voices[index]}
        sources = min(MOST_SOURCES, len(heard))
        extent = self.extent(np.array([said]))[0]
        return np.concatenate([total, self.coverage @ covered, extent, [float(sources)]])
