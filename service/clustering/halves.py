"""Parting in two by average linkage (Sokal and Michener, 1958): joined step by step, the most alike first.

The steps are found by chains of nearest neighbours (Murtagh, 1983), each article as the nearest of the other.
"""

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


@compiled
def halve(alike: Floats) -> tuple[Mask, float]:
    """Part two or more articles in two.

    Parameters
    ----------
    alike
        How alike they are, pair by pair: shape (n, n), symmetric; what stands on the diagonal says nothing. Differences
        below a millionth are none.

    Returns
    -------
    Mask, float
        True for those on the side of the first, shape (n,), and how alike the two sides are, the mean over all pairs.
    """
    first = _with_first(*_joined(_apart(alike)))
    total, pairs = 0.0, 0
    for one in range(len(alike)):
        for other in range(len(alike)):
            if first[one] and not first[other]:
                total += alike[one, other]
                pairs += 1
    return first, total / pairs


@compiled
def _apart(alike: Floats) -> Floats:
    """How far apart they are, by how much less alike than any: shape (n, n)."""
    apart: Floats = np.round(alike.max() - alike, 6)
    return apart


@compiled
def _joined(apart: Floats) -> tuple[Numbers, Floats]:
    """Which clusters are joined, each named by the last of its articles, (n - 1, 2), and at what distance, (n - 1,).

    They come chain by chain, not in order of distance. ``apart`` is changed on the way: a row becomes that of the
    cluster that the article gives its name to.
    """
    count = len(apart)
    sizes = np.ones(count, np.int64)
    chain, length = np.empty(count + 1, np.int64), 0
    joined, distances = np.empty((count - 1, 2), np.int64), np.empty(count - 1)
    for step in range(count - 1):
        if length == 0:
            chain[0], length = sizes.nonzero()[0][0], 1
        while True:
            last, before = chain[length - 1], chain[length - 2] if length > 1 else -1
            # Of those as near the one before is preferred, lest the chain go round in a circle.
            nearest, least = before, apart[last, before] if length > 1 else np.inf
            for other in range(count):
                if sizes[other] and other != last and apart[last, other] < least:
                    nearest, least = other, apart[last, other]
            if nearest == before:
                break
            chain[length] = nearest
            length += 1
        length -= 2
        gone, kept = min(last, nearest), max(last, nearest)
        joined[step, 0], joined[step, 1], distances[step] = gone, kept, least
        for other in range(count):
            if sizes[other] and other not in (gone, kept):
                mean = sizes[gone] * apart[gone, other] + sizes[kept] * apart[kept, other]
                apart[kept, other] = apart[other, kept] = mean / (sizes[gone] + sizes[kept])
        sizes[kept] += sizes[gone]
        sizes[gone] = 0
    return joined, distances


@compiled
def _with_first(joined: Numbers, distances: Floats) -> Mask:
    """Which articles the joining at the greatest distance, of several the last, finds on the side of the first."""
    side = np.arange(len(joined) + 1)
    undone = len(distances) - 1 - np.argmax(distances[::-1])
    for step in range(len(joined)):
        one, other = side[joined[step, 0]], side[joined[step, 1]]
        for article in range(len(side)):
            if step != undone and side[article] == one:
                side[article] = other
    first: Mask = side == side[0]
    return first
