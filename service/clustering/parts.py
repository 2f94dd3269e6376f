"""Whether a story holds two events.

By the same definition as everything else: a story is built up again from its articles, the most alike first, by
average linkage (Sokal and Michener, 1958), and where the last two parts to be joined would not be called one story,
they are two. What arrival order glued together comes apart as soon as later reports show it.

Copies count once. Nothing an editor has tied together is parted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from service.clustering.evidence import Evidence
from service.clustering.features import FEATURES, pair_features
from service.clustering.forms import FORM, differences
from service.clustering.fusion import Fusion, probability
from service.clustering.surroundings import Surroundings
from service.clustering.told import independent, origin, sample
from service.clustering.verdicts import ESTABLISHED, NUMBERS, numbers
from service.clustering.weekdays import WEEKDAYS, agreement, days_named
from service.clustering.window import Window

LEAST_ORIGINS = 3
"""Independent articles a story must have before it can be told whether they fall in two."""
MOST_COMPARED = 64
"""Articles through which a large story is parted; the others follow the part they are more like."""

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Parting:
    """Two parts of one story, the larger (then the earlier) first, and how probable it is that they are one event."""

    staying: tuple[str, ...]
    leaving: tuple[str, ...]
    probability: float


def part_in_two(
    members: Sequence[Evidence], around: Surroundings, window: Window, below: float = 1.0
) -> Parting | None:
    """The most telling way to part a story, or None where it cannot be parted at all.

    Parameters
    ----------
    members
        All articles of the story, by time.
    around
        By which words and names are weighed.
    window
        In which their crowds are, and by whose calibration they are judged.
    below
        None, too, where no two parts can be one event with less than this probability.
    """
    origins = _origins(members)
    if len(origins) < LEAST_ORIGINS:
        return None
    compared = sample(origins, MOST_COMPARED)
    log_odds = pair_log_odds(compared, around, window)
    if probability(float(log_odds.min()) + _least_by_numbers(window.calibration.same_story)) >= below:
        return None
    first = bisect(log_odds)
    across = float(log_odds[np.ix_(first, ~first)].mean())
    if probability(across + _least_by_numbers(window.calibration.same_story)) >= below:
        return None
    ones, others = _spread(members, compared, first)
    weighed = numbers(independent(ones), independent(others), around)
    across += sum(window.calibration.same_story.contributions(weighed).values())
    larger, smaller = sorted((ones, others), key=len, reverse=True)
    return Parting(_ids(larger), _ids(smaller), probability(across))


def pair_log_odds(articles: Sequence[Evidence], around: Surroundings, window: Window) -> Floats:
    """Log-odds that two articles tell of one event, for all pairs: float64 of shape (n, n), symmetric."""
    fusion = window.calibration.same_story
    crowds = np.array(window.crowds.of(articles))
    crowd = (crowds[:, np.newaxis] + crowds) * (fusion.weights["crowd"] / 2)
    weights = [fusion.weights[name] for name in FEATURES]
    days = days_named(articles)
    fixed = crowd + agreement(days, days) * fusion.weights[WEEKDAYS] + fusion.bias
    if around.form:
        fixed += differences(articles, articles, around.form) * fusion.weights[FORM]
    log_odds: Floats = np.tensordot(weights, pair_features(articles, around), axes=1) + fixed
    return log_odds


def _least_by_numbers(fusion: Fusion) -> float:
    """The least that numbers can add to the log-odds of two parts, a hair's breadth less for rounding."""
    most = log(ESTABLISHED)
    corners = ((0.0, 0.0), (0.0, most), (most, most))
    return (
        min(fusion.weights[NUMBERS[0]] * fewer + fusion.weights[NUMBERS[1]] * more for fewer, more in corners)
        - 0.01
    )


def bisect(log_odds: Floats) -> Mask:
    """Part in two by average linkage; True marks the part of the first article, shape (n,)."""
    distance = np.round(log_odds.max() - log_odds, 6)
    if len(distance) == LEAST_ORIGINS:
        return _odd_one_out(distance)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), method="average")
    return _with_first(tree[:, :2].astype(int).tolist(), len(distance))


def _odd_one_out(distance: Floats) -> Mask:
    """The same for three articles: the two most alike are joined first, of pairs as alike those of the earliest."""
    pairs = ((0, 1), (0, 2), (1, 2))
    joined = min(pairs, key=distance.__getitem__)
    return np.array([True, joined == pairs[0], joined == pairs[1]])


def _with_first(joined: Sequence[Sequence[int]], count: int) -> Mask:
    """Which of ``count`` articles the last joining finds on the side of the first; ``joined`` names nodes in pairs."""
    sides: list[list[int]] = [[article] for article in range(count)]
    for one, other in joined[:-1]:
        sides.append(sides[one] + sides[other])
    first, second = (sides[node] for node in joined[-1])
    parts: Mask = np.zeros(count, dtype=np.bool_)
    parts[first if 0 in first else second] = True
    return parts


def _origins(members: Sequence[Evidence]) -> list[Evidence]:
    """One article of each origin, the first."""
    first: dict[str, Evidence] = {}
    for member in members:
        first.setdefault(origin(member), member)
    return list(first.values())


def _spread(
    members: Sequence[Evidence], compared: Sequence[Evidence], first: Mask
) -> tuple[list[Evidence], list[Evidence]]:
    """Spread the decision on the compared articles to all: copies go with their origin, others by likeness."""
    sides = {origin(article): bool(mark) for article, mark in zip(compared, first, strict=True)}
    whole = np.stack([article.vectors.whole for article in compared])
    towards_first = whole[first].mean(axis=0) - whole[~first].mean(axis=0)
    parts: tuple[list[Evidence], list[Evidence]] = ([], [])
    for member in members:
        side = sides.get(origin(member), bool(member.vectors.whole @ towards_first >= 0))
        parts[0 if side else 1].append(member)
    return parts


def _ids(articles: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(article.article_id for article in articles)
