"""Whether a storyline holds two subjects.

What tells of two subjects may be linked before either has grown enough to be told from the other, and whether it is
depends on the order of arrival. So a storyline is built up again from its stories, the most alike first
(:mod:`service.clustering.halves`); where the last two parts to be joined are hardly one subject, by the measure by
which a single story strays, they go on as two. The story that a storyline is named by stays in it; the others go on
under the id of the one of them that began first.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from service.clustering.fusion import probability
from service.clustering.halves import halve
from service.clustering.sides.subjects import MOST_PASSING, SUBJECT_FEATURES
from service.clustering.sides.told import places_of, spread
from service.clustering.storylines import STRAY, is_due
from service.clustering.tables.blocks import Places
from service.clustering.window import Window
from service.model import Linking, Receipt

DIVIDED = "divided"
LEAST_STORIES = 3
"""Of two, the one that the storyline is not named by is weighed as a story that strays."""
MOST_STORIES = 64
"""Stories from which a storyline is built up again, spread evenly over it; the others go with the part that they are
more like."""
AT_ONCE = MOST_PASSING - 2
"""Of these others, compared at once with both parts."""


@dataclass(frozen=True, slots=True)
class Division:
    """Stories that leave a storyline together, as they began, and why."""

    leaving: tuple[str, ...]
    linking: Linking


def may_divide(storyline_id: str, window: Window) -> bool:
    """Whether a storyline, to which an article has come, has enough stories and has grown by as much as may tell."""
    storylines = window.storylines
    return storylines.count(storyline_id) >= LEAST_STORIES and is_due(storylines.articles(storyline_id))


def find_division(storyline_id: str, window: Window) -> Division | None:
    """How a live storyline falls into two subjects, if it does."""
    stories = window.storylines.stories(storyline_id)
    if len(stories) < LEAST_STORIES:
        return None
    compared = list(itemgetter(*spread(len(stories), MOST_STORIES))(stories))
    places = [places_of(members) for members in window.members_of(compared)]
    first, _ = halve(window.subjects.among(places, window.calibration.same_subject))
    ones = {story for story, on_first in zip(compared, first.tolist(), strict=True) if on_first}
    others = set(compared) - ones
    row = _compare(ones, others, window)
    if len(compared) < len(stories) and probability(row[-1]) < STRAY:
        ones, others = _with_the_rest(stories, ones, others, window)
        row = _compare(ones, others, window)
    chance = probability(row[-1])
    if chance >= STRAY:
        return None
    leaving = others if _stays(storyline_id, ones, others, window) else ones
    return _division([story for story in stories if story in leaving], row, chance, window)


def _compare(ones: Collection[str], others: Collection[str], window: Window) -> list[float]:
    """The features of two parts of a storyline, and behind them the log-odds of one subject."""
    sides = [_places(ones, window)], [_places(others, window)]
    [[row]] = window.subjects.compare(*sides, window.calibration.same_subject)
    return row


def _places(stories: Collection[str], window: Window) -> Places:
    """Where the articles of a part of a storyline stand, story by story."""
    return places_of(chain.from_iterable(window.members_of(sorted(stories))))


def _with_the_rest(
    stories: Sequence[str], ones: set[str], others: set[str], window: Window
) -> tuple[set[str], set[str]]:
    """Add each of the stories that were not compared to the part that it is more like."""
    sides = _places(ones, window), _places(others, window)
    nearer: tuple[set[str], set[str]] = set(ones), set(others)
    rest = [story for story in stories if story not in ones and story not in others]
    for start in range(0, len(rest), AT_ONCE):
        some = rest[start : start + AT_ONCE]
        rows = window.subjects.compare(
            [_places([story], window) for story in some], sides, window.calibration.same_subject
        )
        for story, (to_ones, to_others) in zip(some, rows, strict=True):
            nearer[0 if to_ones[-1] >= to_others[-1] else 1].add(story)
    return nearer


def _stays(storyline_id: str, ones: Collection[str], others: Collection[str], window: Window) -> bool:
    """Whether of two parts the first keeps the storyline's id: where it lies that it is named by; else the larger."""
    if storyline_id in ones or storyline_id in others:
        return storyline_id in ones
    first, second = (sum(map(len, window.members_of(part))) for part in (ones, others))
    return first >= second


def _division(leaving: Sequence[str], row: Sequence[float], chance: float, window: Window) -> Division:
    features = dict(zip(SUBJECT_FEATURES, row, strict=False))
    receipt = Receipt(
        rule=DIVIDED,
        features=features,
        contributions=window.calibration.same_subject.contributions(features),
        margin=round(STRAY - chance, 4),
    )
    return Division(tuple(leaving), Linking(leaving[0], round(1.0 - chance, 4), receipt))
