"""Whether a story holds two events.

By the same definition as everything else: a story is built up again from its articles, the most alike first
(:mod:`service.clustering.halves`), and where the last two parts to be joined would not be called one story, they are
two. What arrival order glued together comes apart as soon as later reports show it.

Copies count once. Nothing an editor has tied together is parted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.clustering.evidence import Evidence
from service.clustering.features import pair_terms
from service.clustering.forms import FORM, differences
from service.clustering.fusion import Fusion, probability
from service.clustering.halves import Floats, Mask, halve
from service.clustering.surroundings import Surroundings
from service.clustering.told import independent, origin
from service.clustering.verdicts import numbers
from service.clustering.voices import Voices
from service.clustering.weekdays import WEEKDAYS, agreement
from service.clustering.window import Window

LEAST_ORIGINS = 3
"""Independent articles a story must have before it can be told whether they fall in two."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Two parts of one story, the larger (then the earlier) first, and how probable it is that they are one event."""

    staying: tuple[str, ...]
    leaving: tuple[str, ...]
    probability: float


def part_in_two(story: Voices, around: Surroundings, window: Window, below: float = 1.0) -> Parting | None:
    """The most telling way to part a story, or None where it cannot be parted at all.

    Parameters
    ----------
    around
        By which words and names are weighed.
    window
        In which their crowds are, and by whose calibration they are judged.
    below
        None, too, where the two parts are one event with no less than this probability.
    """
    if story.count < LEAST_ORIGINS:
        return None
    fusion = window.calibration.same_story
    first, across = halve(_log_odds(story, around, window))
    if len(story.compared) == story.count:
        # How many origins are on either side is known before all members are spread over them.
        of_first = int(np.count_nonzero(first))
        if probability(across + _by_numbers(of_first, story.count - of_first, around, fusion)) >= below:
            return None
    ones, others = _spread(story, first)
    across += _by_numbers(independent(ones), independent(others), around, fusion)
    chance = probability(across)
    if chance >= below:
        return None
    larger, smaller = sorted((ones, others), key=len, reverse=True)
    return Parting(_ids(larger), _ids(smaller), chance)


def _log_odds(story: Voices, around: Surroundings, window: Window) -> Floats:
    """Log-odds that two articles tell of one event, for all pairs of those compared, by all but how many tell of it.

    float64 of shape (n, n), symmetric. Within a story time runs on, so days count for nothing.
    """
    weights = window.calibration.same_story.weights
    whole, lead = story.meanings
    log_odds: Floats = weights["whole"] * whole + weights["lead"] * lead
    crowds = window.crowds.of(story.compared) * (weights["crowd"] / 2)
    log_odds += crowds[:, np.newaxis] + crowds + window.calibration.same_story.bias
    if story.days.any():
        log_odds += agreement(story.days, story.days) * weights[WEEKDAYS]
    if around.form:
        log_odds += differences(story.compared, story.compared, around.form) * weights[FORM]
    words, names = pair_terms(story.compared, around)
    log_odds += weights["words"] * words + weights["names"] * names
    return log_odds


def _by_numbers(one: int, other: int, around: Surroundings, fusion: Fusion) -> float:
    """What numbers add to the log-odds of two parts with so many origins."""
    return sum(fusion.contributions(numbers(one, other, around)).values())


def _spread(story: Voices, first: Mask) -> tuple[list[Evidence], list[Evidence]]:
    """Spread the decision on the compared articles to all: copies go with their origin, others by likeness."""
    sides = dict(zip(story.origins, first.tolist(), strict=True))
    whole = np.stack([article.vectors.whole for article in story.compared])
    towards_first = whole[first].mean(axis=0) - whole[~first].mean(axis=0)
    parts: tuple[list[Evidence], list[Evidence]] = ([], [])
    for member in story.members:
        side = sides.get(origin(member), bool(member.vectors.whole @ towards_first >= 0))
        parts[0 if side else 1].append(member)
    return parts


def _ids(articles: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(article.article_id for article in articles)
