"""Whether a story holds two events.

By the same definition as everything else: a story is built up again from its articles, the most alike first, by
average linkage (Sokal and Michener, 1958), and where the last two parts to be joined would not be called one story,
they are two. What arrival order glued together comes apart as soon as later reports show it.

Copies count once. Nothing an editor has tied together is parted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from service.clustering.evidence import Evidence
from service.clustering.features import MEANINGS, TERMS, pair_meanings, pair_terms
from service.clustering.forms import FORM, differences
from service.clustering.fusion import Fusion, probability
from service.clustering.surroundings import Surroundings
from service.clustering.told import independent, origin, sample
from service.clustering.verdicts import ESTABLISHED, numbers
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
    fusion = window.calibration.same_story
    compared = sample(origins, MOST_COMPARED)
    by_numbers = _least_by_numbers(len(origins), around, fusion)
    log_odds = _without_terms(compared, around, window)
    # Words and names in common only ever make it more probable.
    if _only_add(TERMS, fusion) and probability(_least_across(log_odds) + by_numbers) >= below:
        return None
    log_odds += _weighed(TERMS, pair_terms(compared, around), fusion)
    if probability(_least_across(log_odds) + by_numbers) >= below:
        return None
    first = bisect(log_odds)
    across = float(log_odds[first][:, ~first].mean())
    if len(compared) == len(origins):
        # How many origins are on either side is known before all members are spread over them.
        of_first = int(np.count_nonzero(first))
        if probability(across + _by_numbers(of_first, len(origins) - of_first, around, fusion)) >= below:
            return None
    ones, others = _spread(members, compared, first)
    across += _by_numbers(independent(ones), independent(others), around, fusion)
    larger, smaller = sorted((ones, others), key=len, reverse=True)
    return Parting(_ids(larger), _ids(smaller), probability(across))


def _without_terms(articles: Sequence[Evidence], around: Surroundings, window: Window) -> Floats:
    """Log-odds that two articles tell of one event, for all pairs, by all but their words and names.

    float64 of shape (n, n), symmetric. Within a story time runs on, so days count for nothing.
    """
    fusion = window.calibration.same_story
    crowds = window.crowds.of(articles) * (fusion.weights["crowd"] / 2)
    log_odds = _weighed(MEANINGS, pair_meanings(articles), fusion)
    log_odds += crowds[:, np.newaxis] + crowds + fusion.bias
    days = days_named(articles)
    if days.any():
        log_odds += agreement(days, days) * fusion.weights[WEEKDAYS]
    if around.form:
        log_odds += differences(articles, articles, around.form) * fusion.weights[FORM]
    return log_odds


def _weighed(names: Sequence[str], features: Floats, fusion: Fusion) -> Floats:
    """What these features of all pairs add to the log-odds; they stand one behind the other."""
    terms = [fusion.weights[name] * feature for name, feature in zip(names, features, strict=True)]
    added: Floats = np.add(*terms)
    return added


def _only_add(names: Sequence[str], fusion: Fusion) -> bool:
    return all(fusion.weights[name] >= 0 for name in names)


def _by_numbers(one: int, other: int, around: Surroundings, fusion: Fusion) -> float:
    """What numbers add to the log-odds of two parts with so many origins."""
    return sum(fusion.contributions(numbers(one, other, around)).values())


def _least_by_numbers(origins: int, around: Surroundings, fusion: Fusion) -> float:
    """The least that numbers can add to the log-odds of two parts."""
    smaller = range(1, min(origins // 2, ESTABLISHED) + 1)
    return min(_by_numbers(fewer, origins - fewer, around, fusion) for fewer in smaller)


def _least_across(log_odds: Floats) -> float:
    """No more than the mean log-odds across any two parts, a hair's breadth less for rounding.

    Each article of the smaller part stands against half of all or more: at worst against those it is least like.
    """
    apart = np.sort(log_odds + _oneself(len(log_odds)), axis=1)
    return float(apart[:, : (len(log_odds) + 1) // 2].mean(axis=1).min()) - 1e-6


@lru_cache(maxsize=MOST_COMPARED)
def _oneself(count: int) -> Floats:
    """Puts an article out of the comparison with itself: infinite on the diagonal, of shape (count, count)."""
    diagonal = np.zeros((count, count))
    np.fill_diagonal(diagonal, np.inf)
    return diagonal


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
    if len(members) < LEAST_ORIGINS:
        return []
    first: dict[str, Evidence] = {}
    for member in members:
        first.setdefault(origin(member), member)
    return list(first.values())


def _spread(
    members: Sequence[Evidence], compared: Sequence[Evidence], first: Mask
) -> tuple[list[Evidence], list[Evidence]]:
    """Spread the decision on the compared articles to all: copies go with their origin, others by likeness."""
    sides = dict(zip(map(origin, compared), first.tolist(), strict=True))
    whole = np.stack([article.vectors.whole for article in compared])
    towards_first = whole[first].mean(axis=0) - whole[~first].mean(axis=0)
    parts: tuple[list[Evidence], list[Evidence]] = ([], [])
    for member in members:
        side = sides.get(origin(member), bool(member.vectors.whole @ towards_first >= 0))
        parts[0 if side else 1].append(member)
    return parts


def _ids(articles: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(article.article_id for article in articles)
