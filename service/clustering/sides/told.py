"""What a story is told by: its articles, and the few through which it is compared."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

import numpy as np

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.tables.blocks import Places
from service.clustering.tables.vectors import VectorTable
from service.model import FloatArray

SAMPLE = 16
"""Members through which a large story is compared."""


class Groups(NamedTuple):
    """Articles that are compared group by group, the first group with each of the others; none is empty."""

    places: Places
    """Where they stand in the tables of the window, group by group."""
    starts: Places
    """Where each group begins among the places, and where the last one ends: shape (groups + 1,)."""


class Told:
    """The articles of a story as it stands; worked out once, until an article comes or goes."""

    def __init__(self, members: Iterable[Evidence], vectors: VectorTable) -> None:
        """They are live and stand in the table, or are one article that is not."""
        self.members = tuple(members)
        """By time, ties by id."""
        self.sample = sample(self.members)
        """At most :data:`SAMPLE` of them."""
        self.places = places_of(self.sample)
        """Where these stand in the tables of the window."""
        self.centre = _centre(self.sample, self.places, vectors)
        """What the sample means: the product of two centres is the mean cosine of all pairs."""
        self.independent = independent(self.members)
        """How many origins they go back to."""


def _centre(articles: Sequence[Evidence], places: Places, vectors: VectorTable) -> FloatArray:
    """Mean embedding of one article or more, whole and lead one behind the other: shape (2 * d,)."""
    return articles[0].embedding if len(articles) == 1 else _mean(vectors.rows(places))


@compiled
def _mean(rows: FloatArray) -> FloatArray:
    mean: FloatArray = rows[0].copy()
    for row in rows[1:]:
        mean += row
    mean /= np.float32(len(rows))
    return mean


def places_of(articles: Iterable[Evidence]) -> Places:
    """Where articles stand in the tables of the window, -1 for who does not: shape (articles,)."""
    return np.array([article.place for article in articles], np.int64)


def independent(articles: Iterable[Evidence], most: float = inf) -> int:
    """How many origins the articles go back to; from ``most`` on they are not counted."""
    origins: set[str] = set()
    for article in articles:
        origins.add(origin(article))
        if len(origins) >= most:
            break
    return len(origins)


def origin(article: Evidence) -> str:
    """The article that this one is a copy of, or itself."""
    return article.origin_id or article.article_id


def sample(articles: Sequence[Evidence], most: int = SAMPLE) -> Sequence[Evidence]:
    """At most ``most`` of the articles, spread evenly over their order."""
    if len(articles) <= most:
        return articles
    return [articles[place] for place in spread(len(articles), most)]


@lru_cache(maxsize=2_048)
def spread(count: int, most: int) -> Sequence[int]:
    """At most ``most`` of the places below ``count``, spread evenly."""
    if count <= most:
        return range(count)
    return tuple(np.linspace(0, count - 1, most).round().astype(int).tolist())
