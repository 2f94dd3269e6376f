"""How alike two sets of reports are in their subject, as named numbers.

============  ==========================================================================================
``whole``     mean cosine of the whole texts' embeddings, [-1, 1]
``words``     mean cosine of TF-IDF words, [0, 1], weighed against the news at large
``brevity``   how much of a bare headline both are, [0, 1]: 1 up to 12 words, 0 from 100 on, logarithmic between
``smaller``   logarithm of how many independent reports the side with fewer has, from 0 to ln 32
``larger``    the same of the side with more
============  ==========================================================================================

What all reports of one subject have in common is just what makes it one. So words are weighed by how rare they are in
all news, not by how rare among their neighbours, as for events. Two headlines of one subject share next to no words,
two features many: ``brevity`` tells how much may be asked.

Numbers tell as they do for events (:mod:`service.clustering.likeness.verdicts`): a single story goes more readily to a
subject that many tell of, and two subjects that each stand on many reports have shown that they are two.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import itemgetter

import numpy as np

from embeddings.compiled import compiled
from service.clustering.fusion import Fusion
from service.clustering.sides.crowds import Crowds
from service.clustering.sides.means import Groups, Means, alike, make, room, usual_weights
from service.clustering.sides.told import spread_turn
from service.clustering.sides.weighed import Floats, Places
from service.clustering.tables.rounded import Bare
from service.clustering.tables.terms import Bounds, Entries, TermTable
from service.clustering.tables.vectors import VectorTable
from service.model import FloatArray

SUBJECT_FEATURES = ("whole", "words", "brevity", "smaller", "larger")
ESTABLISHED = 32
"""Independent reports from which on a subject counts as well established."""
SAMPLE = 32
"""Articles through which a subject is compared, spread evenly over its stories, and so over time."""
SAMPLE_OF_STORY = 4
"""Articles through which each of many stories is compared with all others."""
MOST_KEPT = 2_048
"""Storylines of which the means are kept."""
FIRST_ENTRIES, MOST_ENTRIES = 2**14, 2**19
"""Room for the words of those: in the beginning, and where all are rather let go than more be taken."""
_MANY = len(SUBJECT_FEATURES)
_WHOLE, _WORDS, _BREVITY, _SMALLER, _LARGER = range(_MANY)
_LOGARITHMS: Floats = np.log(np.maximum(np.arange(ESTABLISHED + 1), 1)).round(4)
"""By number of reports."""
_WEIGHTS = itemgetter(*SUBJECT_FEATURES)
MOST_PASSING = 34
"""Sides of one comparison that are not kept."""
_NONE: Places = np.zeros(0, np.int64)

Side = str | Places
"""A storyline, by id, or where the articles of some stories stand, story by story: of these no more than
:data:`MOST_PASSING` in one comparison."""
ByPlace = tuple[Bare, tuple[Entries, Bounds], FloatArray, Places]
"""By place what articles mean, and their words; by word what it weighs; by place what tells origins apart."""


class Subjects:
    """What the live storylines are about, kept until something in one of them changes."""

    def __init__(
        self,
        terms: TermTable,
        vectors: VectorTable,
        crowds: Crowds,
        dimension: int,
        places_of: Callable[[str], Places],
    ) -> None:
        """``places_of`` a storyline is where its articles stand, story by story."""
        self._terms = terms
        self._vectors = vectors
        self._crowds = crowds
        self._dimension = dimension
        self._places_of = places_of
        self._let_go(FIRST_ENTRIES)

    def forget(self, storyline_id: str | None) -> None:
        """Something in a storyline has changed."""
        self._right.discard(storyline_id)

    def compare(
        self, ones: Sequence[Side], others: Sequence[Side], fusion: Fusion
    ) -> list[list[list[float]]]:
        """By each of the ones, a row for each of the others: features, to four places, and log-odds of one subject."""
        if len(self._rows) + len(ones) + len(others) > MOST_KEPT:
            self._let_go(self._entries)
        weights = (*_WEIGHTS(fusion.weights), fusion.bias)
        while True:
            rows, groups = self._look_up([*ones, *others])
            compared = _compared(
                self._means, (groups, SAMPLE), self._by_place, (rows, len(ones), self._told), weights
            )
            if len(compared):
                found: list[list[list[float]]] = compared.tolist()
                return found
            self._make_room()

    def among(self, stories: Sequence[Places], fusion: Fusion) -> Floats:
        """How alike stories are, each to each: log-odds of one subject but for numbers, (n, n), symmetric."""
        rows = 1 + np.arange(len(stories))
        groups, told = _groups(rows, stories), np.zeros(1 + len(stories), np.int64)
        whole, words, brevity, *_ = _WEIGHTS(fusion.weights)
        entries, compared = FIRST_ENTRIES, np.empty((0, 0, _MANY + 1))
        while not len(compared):
            compared = _compared(
                room(len(stories), entries, self._dimension),
                (groups, SAMPLE_OF_STORY),
                self._by_place,
                (np.concatenate([rows, rows]), len(stories), told),
                (whole, words, brevity, 0.0, 0.0, fusion.bias),
            )
            entries *= 2
        log_odds: Floats = compared[:, :, _MANY]
        return (log_odds + log_odds.T) / 2

    @property
    def _by_place(self) -> ByPlace:
        return self._vectors.kept[:], self._terms.by_place[:2], usual_weights(), self._crowds.origins

    @property
    def _entries(self) -> int:
        """For how many there is room."""
        return len(self._means[3])

    def _make_room(self) -> None:
        """Let go of all that is kept; take more room where there was little, or where nothing was kept."""
        enough = self._entries >= MOST_ENTRIES and self._means[0][0, 0]
        self._let_go(self._entries if enough else 2 * self._entries)

    def _let_go(self, entries: int) -> None:
        self._means: Means = room(MOST_PASSING + MOST_KEPT, entries, self._dimension)
        self._told = np.zeros(len(self._means[0]), np.int64)
        """How many origins each goes back to, as far as it matters."""
        self._rows: dict[str, int] = {}
        self._right: set[str | None] = set()
        """Storylines in which nothing has changed since."""

    def _look_up(self, sides: Sequence[Side]) -> tuple[Places, Groups]:
        """The rows of some sides, and those of them that are to be made."""
        rows, made, places, passing = list[int](), list[int](), list[Places](), 0
        for side in sides:
            if not isinstance(side, str):
                passing += 1
                rows.append(passing)
            else:
                rows.append(self._rows.setdefault(side, 1 + MOST_PASSING + len(self._rows)))
                if side in self._right:
                    continue
                self._right.add(side)
            made.append(rows[-1])
            places.append(self._places_of(side) if isinstance(side, str) else side)
        return np.array(rows), _groups(np.array(made, np.int64), places)


def _groups(rows: Places, places: Sequence[Places]) -> Groups:
    """Groups of articles, by the rows that are to tell of them and by where they stand."""
    return rows, np.array([0, *accumulate(map(len, places))]), np.concatenate([_NONE, *places])


@compiled
def _compared(
    kept: Means,
    afresh: tuple[Groups, int],
    by_place: ByPlace,
    sides: tuple[Places, int, Places],
    weights: tuple[float, ...],
) -> Floats:
    """Of each of the first rows with each of the others, when some have been made: shape (ones, others, _MANY + 1).

    Nothing if there was no room. Those ``afresh`` are made from so many of their articles; ``sides`` are the rows, how
    many of them are compared with the others, and by row how many tell of it; behind the ``weights`` stands the bias.
    """
    (groups, most), (embeddings, texts, usual, origins), (rows, ones, told) = afresh, by_place, sides
    _count(groups, origins, told)
    if not make(kept, _sampled(groups, most), embeddings, texts, usual):
        return np.empty((0, 0, _MANY + 1))
    features = np.empty((ones, len(rows) - ones, _MANY + 1))
    for turn in range(ones):
        for other in range(len(rows) - ones):
            _compare(kept, rows[turn], rows[ones + other], told, weights, features[turn, other])
    return features


@compiled
def _count(groups: Groups, origins: Places, told: Places) -> None:
    """Write down by row how many origins the articles of each group go back to, as far as it matters."""
    (rows, starts, places), found = groups, np.empty(ESTABLISHED, np.int64)
    for turn, row in enumerate(rows):
        told[row] = 0
        for place in places[starts[turn] : starts[turn + 1]]:
            if told[row] == ESTABLISHED:
                break
            new = True
            for earlier in found[: told[row]]:
                new &= earlier != origins[place]
            found[told[row]] = origins[place]
            told[row] += new


@compiled
def _sampled(groups: Groups, most: int) -> Groups:
    """The same groups with ``most`` of the articles of each at most, spread evenly."""
    rows, starts, places = groups
    ends, sampled, end = np.zeros_like(starts), np.empty(len(rows) * most, np.int64), 0
    for turn in range(len(rows)):
        start, many = starts[turn], starts[turn + 1] - starts[turn]
        for step in range(min(many, most)):
            sampled[end] = places[start + (step if many <= most else spread_turn(step, many, most))]
            end += 1
        ends[turn + 1] = end
    return rows, ends, sampled[:end]


@compiled
def _compare(
    kept: Means, one: int, other: int, told: Places, weights: tuple[float, ...], features: Floats
) -> None:
    """Write the features of two rows, and behind them the log-odds."""
    whole, words, brevity = alike(kept, one, other)
    fewer, more = min(told[one], told[other]), max(told[one], told[other])
    features[_WHOLE], features[_WORDS], features[_BREVITY] = whole, words, brevity
    features[_SMALLER], features[_LARGER] = _LOGARITHMS[fewer], _LOGARITHMS[more]
    features[_MANY] = weights[_MANY]
    for number in range(_MANY):
        features[number] = np.rint(features[number] * 1e4) / 1e4
        features[_MANY] += weights[number] * features[number]
