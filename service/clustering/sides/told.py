"""What a story is told by: its articles, and the few through which it is compared."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from embeddings.compiled import compiled
from service.clustering.evidence import Evidence
from service.clustering.tables.blocks import Places
from service.clustering.tables.rounded import Bare, Rounded, read, read_row
from service.clustering.tables.vectors import VectorTable
from service.model import FloatArray

SAMPLE = 16
"""Members through which a large story is compared."""
MOST_KEPT = 2_048
"""Stories of which it is kept what they are told by; when there are more, all are let go."""
_GUEST = 0
"""The row of an article that is compared by itself, live or not."""


class Groups(NamedTuple):
    """Articles that are compared group by group, the first group with each of the others; none is empty."""

    places: Places
    """Where they stand in the tables of the window, group by group."""
    starts: Places
    """Where each group begins among the places, and where the last one ends: shape (groups + 1,)."""


_Table = tuple[Places, Places, FloatArray, Places]
"""What groups of articles are told by, by row: at most :data:`SAMPLE` of their places, (rows, SAMPLE); how many of
these there are; what they mean on the mean, (rows, 2 * d), whole and lead one behind the other; and how many origins
the groups go back to."""
Floats = npt.NDArray[np.float64]
Asked = tuple[_Table, Bare, Places]
"""A table; what the live articles mean, by place; and the rows that are asked for, -1 - place for a story of one."""


class ToldStories:
    """What the live stories are told by as they stand; worked out once, until an article comes or goes."""

    def __init__(
        self, vectors: VectorTable, dimension: int, members_of: Callable[[str], Sequence[Evidence]]
    ) -> None:
        """``members_of`` a story are its articles, by time."""
        self._vectors = vectors
        self._members_of = members_of
        many = 1 + MOST_KEPT
        self._places = np.zeros((many, SAMPLE), np.int64)
        self._sizes = np.ones(many, np.int64)
        self._centres = np.zeros((many, 2 * dimension), np.float32)
        self._independent = np.ones(many, np.int64)
        self._rows: dict[str, int] = {}
        """By story, and -1 - place for one of a single article, which that place tells all of."""
        self._let_go()

    def forget(self, story_id: str) -> None:
        """An article of a story has come or gone."""
        row = self._rows.pop(story_id, _GUEST)
        if row > _GUEST:
            self._free.append(row)

    def beside(self, one: Evidence | str, story_ids: Sequence[str]) -> Asked:
        """What :func:`told` needs to say of an article, or of a story, and then of each of some stories."""
        if len(self._free) <= len(story_ids):
            self._let_go()
        first = self._row(one) if isinstance(one, str) else self._guest(one)
        rows = np.array([first, *map(self._row, story_ids)])
        table = self._places, self._sizes, self._centres, self._independent
        return table, self._vectors.kept[:], rows

    def _row(self, story_id: str) -> int:
        row = self._rows.get(story_id)
        return self._make(story_id) if row is None else row

    def _make(self, story_id: str) -> int:
        """Give a row to a story."""
        members = self._members_of(story_id)
        if len(members) == 1:
            row = -1 - members[0].place
        else:
            taken, row = places_of(sample(members)), self._free.pop()
            self._places[row, : len(taken)] = taken
            self._sizes[row] = len(taken)
            self._independent[row] = independent(members)
            _write_centre(taken, self._vectors.kept, self._centres[row])
        self._rows[story_id] = row
        return row

    def _guest(self, article: Evidence) -> int:
        self._places[_GUEST, 0] = article.place
        self._centres[_GUEST] = article.embedding
        return _GUEST

    def _let_go(self) -> None:
        self._rows.clear()
        self._free = list(range(len(self._sizes) - 1, _GUEST, -1))


@compiled
def told(asked: Asked) -> tuple[Groups, FloatArray, Places]:
    """The groups asked for, by their samples, what these mean, and how many origins the groups go back to.

    The product of what two mean is the mean cosine of all pairs.
    """
    (sampled, sizes, centres, independent), kept, rows = asked
    starts, origins = np.zeros(len(rows) + 1, np.int64), np.ones(len(rows), np.int64)
    for turn, row in enumerate(rows):
        starts[turn + 1] = starts[turn] + (sizes[row] if row >= 0 else 1)
    places, meant = np.empty(starts[-1], np.int64), np.empty((len(rows), centres.shape[1]), np.float32)
    for turn, row in enumerate(rows):
        if row < 0:
            places[starts[turn]] = -1 - row
            read_row(kept, -1 - row, meant[turn])
            continue
        origins[turn] = independent[row]
        for step in range(sizes[row]):
            places[starts[turn] + step] = sampled[row, step]
        for column in range(centres.shape[1]):
            meant[turn, column] = centres[row, column]
    return Groups(places, starts), meant, origins


@compiled
def mean_of_both(numbers: Floats, groups: Groups) -> Floats:
    """Mean of a number that articles have, of the first group with each of the others: shape (groups - 1,).

    The ``numbers`` are by place; both sides count alike, however many articles they have.
    """
    places, starts = groups
    means = np.zeros(len(starts) - 1)
    for group in range(len(means)):
        for place in places[starts[group] : starts[group + 1]]:
            means[group] += numbers[place]
        means[group] /= starts[group + 1] - starts[group]
    of_both: Floats = (means[0] + means[1:]) / 2
    return of_both


@compiled
def _write_centre(places: Places, kept: Rounded, centre: FloatArray) -> None:
    """Write down the mean of what some articles mean."""
    centre[:] = 0.0
    for embedding in read(kept, places):
        centre += embedding
    centre /= np.float32(len(places))


def places_of(articles: Iterable[Evidence]) -> Places:
    """Where articles stand in the tables of the window, -1 for who does not: shape (articles,)."""
    return np.array([article.place for article in articles], np.int64)


def independent(articles: Iterable[Evidence]) -> int:
    """How many origins the articles go back to."""
    return len({article.origin_id or article.article_id for article in articles})


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
    return tuple([spread_turn(step, count, most) for step in range(most)])


@compiled
def spread_turn(step: int, count: int, most: int) -> int:
    """Which of ``count`` is taken at a step, where ``most`` of them are taken, spread evenly; from 0 on."""
    steps = max(most - 1, 1)
    return (2 * step * (count - 1) + steps) // (2 * steps)
