"""Which stories belong to one running subject.

A war, a trial, an election is told in many stories, each of them one event. They are linked under one storyline, and
nothing that is shown is folded. Likeness of subject is coarser than likeness of event, so it has a calibrated step of
its own, over the same features, each a mean over pairs of articles of both sides: a storyline is met as a whole, so
that one story between two subjects cannot chain them together.

A storyline is named by the story it began with. A story begins as a storyline of its own; when that is found to tell
of the same subject as another, the larger keeps its id and the other goes on under it. Subjects show as they grow: a
story that lies among others is weighed again as it grows, its own storyline without it against those around, and goes
over to the one it is most like, or leaves and goes on under its own id.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from service.clustering.fusion import probability
from service.clustering.sides.subjects import SUBJECT_FEATURES, Side
from service.clustering.window import Window
from service.model import Linking, Receipt, RunnerUp

SAME_SUBJECT = "same_subject"
NO_SUBJECT = "no_subject"
LINK = 0.5
"""Least probability to link a story that stands alone."""
JUNCTION = 0.5
"""Least probability that two storylines of several stories are one subject."""
STRAY = 0.4
"""Probability of one subject below which a story leaves its storyline; a little less than it takes to be linked, lest
it go to and fro."""
STRAYED = "strayed"
STORYLINES = 8
"""Storylines compared, those of the nearest stories."""


class Likeness(NamedTuple):
    """How probable it is that some stories tell of a storyline's subject."""

    against: float
    """The log-odds that they do not."""
    storyline_id: str
    row: Sequence[float]
    """The features, in the order of :data:`SUBJECT_FEATURES`, and behind them the log-odds that they do."""

    @property
    def probability(self) -> float:
        """Calibrated, in [0, 1]."""
        return probability(-self.against)


@dataclass(frozen=True, slots=True)
class Junction:
    """Two storylines that have become one, and why."""

    survivor: str
    absorbed: str
    linking: Linking


def is_due(size: int) -> bool:
    """Whether a story of ``size`` articles is to be looked at: at 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, and so on.

    What a story is about shows early and changes slowly, so half as much again is worth another look.
    """
    return size > 0 and size // (size & -size) in (1, 3)


class Meeting:
    """A live story and its storyline beside the storylines of the stories near it, as they stand now."""

    def __init__(self, story_id: str, near: Sequence[str], window: Window) -> None:
        self._story_id = story_id
        self._window = window
        self.own = own = window.storylines.of(story_id) or story_id
        """The storyline that the story lies in."""
        self.alone = window.storylines.count(own) <= 1
        """Whether the story is all that there is of it."""
        lines = dict.fromkeys(window.storylines.of_each(near))
        around = [other for other in lines if other is not None and other != own][:STORYLINES]
        ones, others = list[Side]([own]), list[Side](around)
        if not self.alone and own != story_id:
            story, rest = window.storylines.apart(story_id)
            ones.insert(0, story)
            others.insert(0, rest)
        compared = window.subjects.compare(ones, others, window.calibration.same_subject) if others else [[]]
        *of_story, of_own = compared
        self._of_story = _ranked([own, *around], of_story[0]) if of_story else []
        """How like the story is to what else there is of its storyline, and to those around it."""
        self._of_own = _ranked(around, of_own[len(others) - len(around) :])
        """How like the storyline is to those around it."""

    def way_out(self) -> Linking | None:
        """Where a story belongs that lies in a storyline with others: None where it stays.

        It may go over to the storyline of one of the near stories. The story that a storyline is named by stays: it is
        what the subject began with.

        Returns
        -------
        Linking or None
            Of rule ``same_subject``, to a storyline that it is more like than the rest of its own; of rule ``strayed``,
            to a storyline of its own, where it is like neither.
        """
        found = self._of_story
        if not found:
            return None
        if found[0].storyline_id != self.own and found[0].probability >= LINK:
            return _linking(self.own, found, LINK, self._window)
        here = next(one for one in found if one.storyline_id == self.own)
        return (
            Linking(self._story_id, 1.0, Receipt(STRAYED, margin=1.0)) if here.probability < STRAY else None
        )

    def linking(self) -> Linking | None:
        """The storyline that a story that is alone in its own is to be linked to.

        Returns
        -------
        Linking or None
            Of rule ``same_subject``; of rule ``no_subject``, and to its own storyline, where none is probable enough;
            None where there is nothing to compare it with.
        """
        return _linking(self.own, self._of_own, LINK, self._window) if self._of_own else None

    def junction(self) -> Junction | None:
        """The storyline that the story's own one has become one with, if any."""
        found = self._of_own
        if not found or found[0].probability < JUNCTION:
            return None
        survivor, absorbed = elder_storyline(self.own, found[0].storyline_id, self._window)
        linking = _linking(self.own, found, JUNCTION, self._window)
        return Junction(survivor, absorbed, replace(linking, storyline_id=survivor))


def elder_storyline(touched: str, other: str, window: Window) -> tuple[str, str]:
    """(survivor, absorbed): the one with more live articles keeps its id, of two alike the one that was not touched."""
    size = window.storylines.articles
    return (touched, other) if size(touched) > size(other) else (other, touched)


def _ranked(storylines: Sequence[str], rows: Sequence[Sequence[float]]) -> list[Likeness]:
    """Likeness to storylines, most probable first, ties by id."""
    found = [
        Likeness(-row[-1], storyline_id, row) for storyline_id, row in zip(storylines, rows, strict=True)
    ]
    return sorted(found)


def _linking(own: str, found: Sequence[Likeness], least: float, window: Window) -> Linking:
    """Say why, with the best of ``found`` as the reason and the next as runner-up."""
    best, chance = found[0], found[0].probability
    links = chance >= least
    second = next(iter(found[1:]), None) if links else best
    other_chance = second.probability if second else 0.0
    features = dict(zip(SUBJECT_FEATURES, best.row, strict=False))
    receipt = Receipt(
        rule=SAME_SUBJECT if links else NO_SUBJECT,
        features=features,
        contributions=window.calibration.same_subject.contributions(features),
        runner_up=RunnerUp(second.storyline_id, round(other_chance, 4)) if second else None,
        margin=round(chance - other_chance if links else least - chance, 4),
    )
    belief = chance if links else 1.0 - chance
    return Linking(best.storyline_id if links else own, round(belief, 4), receipt)
