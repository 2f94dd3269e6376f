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

from collections.abc import Mapping, Sequence
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

    storyline_id: str
    log_odds: float
    features: Sequence[float]
    """In the order of :data:`SUBJECT_FEATURES`."""

    @property
    def probability(self) -> float:
        """Calibrated, in [0, 1]."""
        return probability(self.log_odds)


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


def find_storyline(story_id: str, near: Sequence[str], window: Window) -> Linking | None:
    """The storyline that a live story, alone in its own, is to be linked to: one of those of the ``near`` stories.

    Returns
    -------
    Linking or None
        Of rule ``same_subject``; of rule ``no_subject``, and to its own storyline, where none is probable enough;
        None where there is nothing to compare it with.
    """
    own = window.storylines.of(story_id)
    if own is None:
        return None
    found = _compare(own, near, window)
    return _linking(own, found, LINK, window) if found else None


def find_junction(storyline_id: str, near: Sequence[str], window: Window) -> Junction | None:
    """The storyline of a ``near`` story that this one has become one with, if any."""
    found = _compare(storyline_id, near, window)
    if not found or found[0].probability < JUNCTION:
        return None
    survivor, absorbed = elder_storyline(storyline_id, found[0].storyline_id, window)
    linking = _linking(storyline_id, found, JUNCTION, window)
    return Junction(survivor, absorbed, replace(linking, storyline_id=survivor))


def find_way_out(story_id: str, near: Sequence[str], window: Window) -> Linking | None:
    """Where a story belongs that lies in a storyline with others: None where it stays.

    It may go over to the storyline of one of the ``near`` stories. The story that a storyline is named by stays:
    it is what the subject began with.

    Returns
    -------
    Linking or None
        Of rule ``same_subject``, to a storyline that it is more like than the rest of its own; of rule ``strayed``, to
        a storyline of its own, where it is like neither.
    """
    own = window.storylines.of(story_id)
    if own is None or own == story_id:
        return None
    rest = [other for other in window.storylines.stories(own) if other != story_id]
    if not rest:
        return None
    around = _around(own, near, window)
    sides: dict[str, Side] = {own: window.members_of(rest), **dict(zip(around, around, strict=True))}
    found = _weigh(window.members_of([story_id]), sides, window)
    if found[0].storyline_id != own and found[0].probability >= LINK:
        return _linking(own, found, LINK, window)
    here = next(one for one in found if one.storyline_id == own)
    if here.probability < STRAY:
        return Linking(story_id, 1.0, Receipt(STRAYED, margin=1.0))
    return None


def elder_storyline(touched: str, other: str, window: Window) -> tuple[str, str]:
    """(survivor, absorbed): the one with more live articles keeps its id, of two alike the one that was not touched."""
    return (touched, other) if _size(touched, window) > _size(other, window) else (other, touched)


def _compare(storyline_id: str, near: Sequence[str], window: Window) -> list[Likeness]:
    """Likeness to the storylines of the nearest stories, most probable first, ties by id."""
    others = _around(storyline_id, near, window)
    return _weigh(storyline_id, dict(zip(others, others, strict=True)), window) if others else []


def _around(storyline_id: str, near: Sequence[str], window: Window) -> list[str]:
    """The storylines of the nearest stories, but for this one."""
    lines = dict.fromkeys(window.storylines.of_each(near))
    return [other for other in lines if other is not None and other != storyline_id][:STORYLINES]


def _weigh(own: Side, others: Mapping[str, Side], window: Window) -> list[Likeness]:
    """Likeness to storylines, given by how each is to be compared."""
    rows = window.subjects.compare(own, list(others.values()), window.calibration.same_subject)
    found = sorted([(-odds, other, row) for other, (*row, odds) in zip(others, rows, strict=True)])
    return [Likeness(storyline_id, -odds, row) for odds, storyline_id, row in found]


def _linking(own: str, found: Sequence[Likeness], least: float, window: Window) -> Linking:
    """Say why, with the best of ``found`` as the reason and the next as runner-up."""
    best = found[0]
    links = best.probability >= least
    second = next(iter(found[1:]), None) if links else best
    features = dict(zip(SUBJECT_FEATURES, best.features, strict=True))
    contributions = window.calibration.same_subject.contributions(features)
    other_chance = second.probability if second else 0.0
    receipt = Receipt(
        rule=SAME_SUBJECT if links else NO_SUBJECT,
        features=features,
        contributions={name: round(value, 4) for name, value in contributions.items()},
        runner_up=RunnerUp(second.storyline_id, round(second.probability, 4)) if second else None,
        margin=round(best.probability - other_chance if links else least - best.probability, 4),
    )
    belief = best.probability if links else 1.0 - best.probability
    return Linking(best.storyline_id if links else own, round(belief, 4), receipt)


def _size(storyline_id: str, window: Window) -> int:
    return sum(map(len, window.members_of(window.storylines.stories(storyline_id))))
