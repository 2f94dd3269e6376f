"""Whether a story holds two events.

Look-alike events, two quakes in one region, say, share the words of their subject and differ in the few names that
matter to each. Against all news those names weigh hardly more than the subject's own; within the story they are all
that differs. So terms are weighed afresh here, by how few *of the story's own* articles hold them, and terms of a
single article are left out. The story is parted in two by average linkage (Sokal and Michener, 1958), and the parts
are two events if articles across them are much less alike than articles within: the *contrast*.

Copies count once. Nothing an editor has tied together is parted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.cluster import AgglomerativeClustering

from service.clustering.evidence import Evidence, SparseRow
from service.clustering.fusion import Fusion, probability

CONTRASTS = ("words", "names", "whole", "smaller", "all")
LEAST_ORIGINS = 5
"""Independent articles a story must have before it can be told whether they fall in two."""
LEAST_IN_PART = 2
MOST_COMPARED = 64
"""Articles through which a large story is parted; the others follow the part they are more like."""
_CALM = 0.03
"""Added to the likeness within, so that parts with next to nothing in common are not called a contrast."""

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Parting:
    """Two parts of one story, the larger (then the earlier) first, and how surely they are two events."""

    staying: tuple[str, ...]
    leaving: tuple[str, ...]
    probability: float
    contrasts: dict[str, float]


def part_in_two(members: Sequence[Evidence], fusion: Fusion) -> Parting | None:
    """The most telling way to part a story, or None where it cannot be parted at all.

    Parameters
    ----------
    members
        All articles of the story, by time.
    fusion
        Weights over :data:`CONTRASTS`.
    """
    origins = _origins(members)
    if len(origins) < LEAST_ORIGINS:
        return None
    compared = [origins[place] for place in _spread(len(origins))]
    likeness = local_likeness(compared)
    first = bisect(likeness)
    if min(first.sum(), (~first).sum()) < LEAST_IN_PART:
        return None
    contrasts = contrast(likeness, first)
    odds = float(fusion.log_odds(np.array([list(contrasts.values())], dtype=np.float32))[0])
    return _parting(members, compared, first, odds, contrasts)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Cosines among n articles, each float64 of shape (n, n); words and names weighed within the story."""

    words: Floats
    names: Floats
    whole: Floats


def local_likeness(articles: Sequence[Evidence]) -> Likeness:
    """How alike the articles of one story are in what sets them apart from each other."""
    whole = np.stack([article.vectors.whole for article in articles]).astype(np.float64)
    return Likeness(
        words=_local_cosines([article.words for article in articles]),
        names=_local_cosines([article.names for article in articles]),
        whole=whole @ whole.T,
    )


def bisect(likeness: Likeness) -> Mask:
    """Part in two by average linkage over the mixed likeness; True marks one part, shape (n,)."""
    mixed = (likeness.words + likeness.names + likeness.whole) / 3
    distance = np.clip(1.0 - np.round(mixed, 9), 0.0, None)
    labels = AgglomerativeClustering(2, metric="precomputed", linkage="average").fit_predict(distance)
    parts: Mask = labels == labels[0]
    return parts


def contrast(likeness: Likeness, first: Mask) -> dict[str, float]:
    """How the likeness across the parts stands to that within, by name.

    ``words`` and ``names`` are ratios (across by within; 1: no contrast), ``whole`` is the difference within minus
    across; ``smaller`` and ``all`` are the logarithms of the articles in the smaller part and in both, because what
    may be chance among five is none among twenty.
    """
    words, names, whole = (
        _within_and_across(kind, first) for kind in (likeness.words, likeness.names, likeness.whole)
    )
    return {
        "words": words[1] / (words[0] + _CALM),
        "names": names[1] / (names[0] + _CALM),
        "whole": whole[0] - whole[1],
        "smaller": float(np.log(min(first.sum(), (~first).sum()))),
        "all": float(np.log(len(first))),
    }


def _within_and_across(cosines: Floats, first: Mask) -> tuple[float, float]:
    same = first[:, np.newaxis] == first
    np.fill_diagonal(same, val=False)
    across = cosines[np.ix_(first, ~first)]
    return float(cosines[same].mean()), float(across.mean())


def _local_cosines(rows: Sequence[SparseRow]) -> Floats:
    lengths = [len(row.indices) for row in rows]
    terms, columns = np.unique(np.concatenate([row.indices for row in rows]), return_inverse=True)
    counts = np.concatenate([row.counts for row in rows]).astype(np.float64)
    spread = np.repeat(np.arange(len(rows)), lengths)
    held = np.bincount(columns, minlength=len(terms))
    weights = np.where(held > 1, np.log((len(rows) + 1) / (held + 0.5)), 0.0)
    values = (1 + np.log(counts)) * weights[columns]
    matrix = csr_matrix((values, (spread, columns)), shape=(len(rows), len(terms)))
    norms = np.sqrt(np.bincount(spread, weights=values**2, minlength=len(rows)))
    units = diags(np.divide(1.0, norms, out=np.zeros(len(rows)), where=norms > 0)) @ matrix
    cosines: Floats = (units @ units.T).toarray()
    return cosines


def _origins(members: Sequence[Evidence]) -> list[Evidence]:
    """One article of each origin, the first."""
    first: dict[str, Evidence] = {}
    for member in members:
        first.setdefault(_origin(member), member)
    return list(first.values())


def _origin(member: Evidence) -> str:
    return member.origin_id or member.article_id


def _spread(count: int) -> list[int]:
    if count <= MOST_COMPARED:
        return list(range(count))
    return [int(place) for place in np.linspace(0, count - 1, MOST_COMPARED).round()]


def _parting(
    members: Sequence[Evidence],
    compared: Sequence[Evidence],
    first: Mask,
    odds: float,
    contrasts: dict[str, float],
) -> Parting:
    """Spread the decision on the compared articles to all: copies go with their origin, others by likeness."""
    sides = {_origin(article): bool(mark) for article, mark in zip(compared, first, strict=True)}
    whole = np.stack([article.vectors.whole for article in compared])
    towards_first = whole[first].mean(axis=0) - whole[~first].mean(axis=0)
    parts: dict[bool, list[str]] = {True: [], False: []}
    for member in members:
        side = sides.get(_origin(member), bool(member.vectors.whole @ towards_first >= 0))
        parts[side].append(member.article_id)
    larger, smaller = sorted(parts.values(), key=len, reverse=True)
    return Parting(tuple(larger), tuple(smaller), probability(odds), contrasts)
