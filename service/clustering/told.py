"""What a story is told by: its articles, and the few through which it is compared."""

from collections.abc import Iterable, Sequence
from math import inf

import numpy as np

from service.clustering.evidence import Evidence

SAMPLE = 16
"""Members through which a large story is compared."""


class Told:
    """The articles of a story as it stands; worked out once, until an article comes or goes."""

    __slots__ = ("independent", "key", "members", "sample")

    def __init__(self, members: Iterable[Evidence]) -> None:
        self.members = tuple(members)
        """By time, ties by id."""
        self.sample = sample(self.members)
        """At most :data:`SAMPLE` of them."""
        self.key = tuple([member.article_id for member in self.sample])
        """The ids of these."""
        self.independent = independent(self.members)
        """How many origins they go back to."""


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
    places = np.linspace(0, len(articles) - 1, most).round().astype(int)
    return [articles[place] for place in places]
