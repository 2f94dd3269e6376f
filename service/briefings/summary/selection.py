"""Which sentences make the summary: greedily those that add most, from several openings; then the best whole is mended.

To mend it, each sentence in turn is left out and the room filled anew, as long as the whole is worth more for it: what
was right to take first need not be right beside all that came after.

Hard rules come first, whatever the weights say: a sentence that leans is taken only together with the one it follows,
none that says what one taken already says, by the words they share, and one at least that opens a report, so that the
summary can open with news: what stands deeper goes on from it, or is what went before. Where the reports are brief, the
summary is briefer still.

Last, where nothing that was chosen says what the headline does, the choice is made again from the leads that do: who
somebody is can take more room in a story than what he did. That a claim is unproven is not lost by that.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from service.briefings.summary.arranging import reading_order
from service.briefings.summary.concepts import Floats
from service.briefings.summary.material import Material
from service.briefings.summary.salience import BY_HAND, COVERED, MOST_SOURCES, Salience, Weights
from service.briefings.summary.signals import SIGNALS
from service.briefings.wording.denials import doubts

OPENINGS = 3
"""Sentences that a summary is tried to begin with."""
MENDINGS = 6
"""Sentences exchanged at most; few summaries take more than two."""
SAYS, TELLS, MORE = 0.45, 0.5, 0.15
"""Share of a title's words that one sentence at least of those under it says; from which on another tells what it does;
and by how much more that must be. Shares of a title move in steps of a sixth: less more is one word in other form."""
_BETTER = 1e-9


@dataclass(frozen=True, slots=True)
class _Outcome:
    chosen: tuple[int, ...]
    worth: float


class _Values:
    """What sentences and concepts are worth by themselves; the same for every draft."""

    def __init__(self, material: Material, weights: Weights) -> None:
        self._under, self._over = weights["under"], weights["over"]
        self.source = weights["sources"]
        self.concepts: Floats = np.array([weights[name] for name in COVERED]) @ material.coverage
        own = material.signals @ np.array([weights[name] for name in SIGNALS])
        by_hand = material.by_hand @ np.array([weights[name] for name in BY_HAND])
        self.sentences: Floats = (own + by_hand) * material.lengths / material.goal
        self._goal = material.goal

    def of_extent(self, said: float) -> float:
        """What a summary of so many words is worth for its length."""
        off = (said - self._goal) / self._goal
        return self._over * off if off > 0 else -self._under * off

    def of_extents(self, said: Floats) -> Floats:
        """The same for summaries of different lengths."""
        off = (said - self._goal) / self._goal
        worth: Floats = np.where(off > 0, self._over, -self._under) * off
        return worth


class _Draft:
    """A summary in the making."""

    def __init__(self, material: Material, values: _Values, without: int = -1) -> None:
        self._material, self._values = material, values
        self._left = values.concepts.copy()
        self._open = material.quotable.copy()
        if without >= 0:
            self._open[without] = False
        self._ready = material.before == -1
        self._unquoted = material.voices.copy()
        self._sources = 0
        self.said = 0.0
        self.chosen: list[int] = []
        self.worth = 0.0

    def gains(self) -> Floats:
        """What each sentence would add, -inf where it may not be taken: float64 (sentences,)."""
        material, values = self._material, self._values
        credit = material.credit(self.said)
        gains = credit * (values.sentences + np.asarray(material.concepts @ self._left))
        gains += values.of_extents(self.said + credit * material.lengths) - values.of_extent(self.said)
        if self._sources < MOST_SOURCES:
            gains += values.source * self._unquoted
        return np.where(self._open & self._ready, gains, -np.inf)

    def take(self, index: int) -> None:
        """Add a sentence: what it says weighs nothing from now on."""
        material, values = self._material, self._values
        length = float(material.lengths[index])
        credit = min(1.0, max(0.0, (material.budget.words - self.said) / length))
        concepts = material.said_by[index]
        self.worth += credit * float(values.sentences[index] + self._left[concepts].sum())
        self.worth += values.of_extent(self.said + credit * length) - values.of_extent(self.said)
        if self._unquoted[index] and self._sources < MOST_SOURCES:
            self.worth += values.source
        self.chosen.append(index)
        self.said += credit * length
        self._left[concepts] = 0.0
        self._open &= material.unlike[index]
        self._open[index] = False
        self._ready |= material.leaning_on[index]
        self._sources += int(self._unquoted[index])
        self._unquoted &= material.elsewhere[index]


def choose(material: Material, salience: Salience) -> tuple[int, ...]:
    """Choose candidates by index, in the order of their choice; ties go to the earlier one."""
    values = _Values(material, salience.weights(material.typical))
    first = _Draft(material, values).gains()
    if np.isfinite(first[material.news]).any():
        first[~material.news] = -np.inf
    openings = [
        int(index) for index in np.argsort(-first, kind="stable")[:OPENINGS] if np.isfinite(first[index])
    ]
    if not openings:
        return ()
    chosen = _mended(material, values, _begun(material, values, openings))
    if telling := _telling(material, chosen):
        again = _mended(material, values, _begun(material, values, telling), telling)
        return chosen if _doubt(material, chosen) and not _doubt(material, again) else again
    return chosen


def _doubt(material: Material, chosen: Sequence[int]) -> bool:
    """Whether they say of a claim that nothing proves it."""
    return any(doubts(material.candidates[index].text) for index in chosen)


def _telling(material: Material, chosen: Sequence[int]) -> list[int]:
    """What a summary can open with that says what its headline does, where that is a title and the chosen do not."""
    said, most = material.headlined, float(material.headlined[list(chosen)].max())
    if not material.titled or most >= SAYS:
        return []
    return np.flatnonzero(material.openers & (said >= TELLS) & (said >= most + MORE)).tolist()


def _begun(material: Material, values: _Values, openings: Sequence[int]) -> _Outcome:
    return _best(material, [_filled(material, values, [opening]) for opening in openings])


def _mended(
    material: Material, values: _Values, best: _Outcome, kept: Collection[int] = ()
) -> tuple[int, ...]:
    """Exchange sentences, but none of those ``kept``, as long as the whole is worth more for it."""
    for _ in range(MENDINGS):
        left = (_without(material, values, best, index) for index in best.chosen if index not in kept)
        mended = _best(material, [best, *left])
        if mended is best:
            break
        best = mended
    return best.chosen


def _best(material: Material, outcomes: Sequence[_Outcome]) -> _Outcome:
    """The first one than which none is better by more than a rounding: with a lead, long enough, and worth most."""
    least, best = material.budget.least, outcomes[0]
    for one in outcomes[1:]:
        fuller = int(material.opens(one.chosen)) - int(material.opens(best.chosen))
        fuller = fuller or min(least, len(one.chosen)) - min(least, len(best.chosen))
        if fuller > 0 or (fuller == 0 and one.worth > best.worth + _BETTER):
            best = one
    return best


def _without(material: Material, values: _Values, outcome: _Outcome, index: int) -> _Outcome:
    """Leave out one sentence, with those that lean on it, and fill the room anew."""
    dropped = {index}
    for one in outcome.chosen:
        if int(material.before[one]) in dropped:
            dropped.add(one)
    return _filled(material, values, [one for one in outcome.chosen if one not in dropped], without=index)


def _filled(material: Material, values: _Values, begun: Sequence[int], without: int = -1) -> _Outcome:
    """Go on from sentences as long as one adds anything and the budget holds out."""
    draft, budget = _Draft(material, values, without), material.budget
    for index in begun:
        draft.take(index)
    while len(draft.chosen) < budget.sentences and draft.said < budget.words:
        gains = draft.gains()
        best = int(np.argmax(gains))
        if not np.isfinite(gains[best]) or (gains[best] <= 0 and len(draft.chosen) >= budget.least):
            break
        draft.take(best)
    return _outcome(material, values, draft)


def _outcome(material: Material, values: _Values, draft: _Draft) -> _Outcome:
    """What the sentences are worth as they will be read: at the limit of a budget it is the last one that suffers."""
    chosen = tuple(draft.chosen)
    if material.lengths[draft.chosen].sum() <= material.budget.words:
        return _Outcome(chosen, draft.worth)
    read = _Draft(material, values)
    for index in reading_order(material, chosen):
        read.take(index)
    return _Outcome(chosen, read.worth)
