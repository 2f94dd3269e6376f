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

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, chain, islice
from operator import attrgetter, itemgetter

import numpy as np

from embeddings.compiled import compiled
from service.clustering.fusion import Fusion
from service.clustering.sides.means import Groups, Means, alike, make, room, usual_weights
from service.clustering.sides.told import spread
from service.clustering.sides.weighed import Floats, Places
from service.clustering.tables.live import LiveEvidence
from service.clustering.tables.rounded import Bare as BareRounded
from service.clustering.tables.rounded import read_wholes
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
_ORIGIN, _PLACE = attrgetter("origin_id"), attrgetter("place")
_PASSING = 3
"""Rows for those that are not kept."""

Stories = Sequence[Sequence[LiveEvidence]]
"""The articles of one live story or more."""
Side = str | Stories
"""A storyline, by id, or some stories: of these no more than three in one comparison."""


class Subjects:
    """What the live storylines are about, kept until something in one of them changes."""

    def __init__(
        self, terms: TermTable, vectors: VectorTable, dimension: int, stories_of: Callable[[str], Stories]
    ) -> None:
        """``stories_of`` a storyline are the articles of each of its stories."""
        self._terms = terms
        self._vectors = vectors
        self._dimension = dimension
        self._stories_of = stories_of
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
                self._means,
                groups,
                self._vectors.kept[:],
                self._terms.by_place[:2],
                usual_weights(),
                (rows, len(ones), self._told),
                weights,
            )
            if len(compared):
                found: list[list[list[float]]] = compared.tolist()
                return found
            self._make_room()

    def among(self, groups: Sequence[Sequence[LiveEvidence]], fusion: Fusion) -> Floats:
        """How alike stories are, each to each: log-odds of one subject but for numbers, (n, n), symmetric."""
        rows, sampled = 1 + np.arange(len(groups)), [_sample([story], SAMPLE_OF_STORY) for story in groups]
        ends = np.array([0, *accumulate(map(len, sampled))])
        afresh = rows, ends, np.array([*chain.from_iterable(sampled)], np.int64)
        entries, compared = FIRST_ENTRIES, np.empty((0, 0, _MANY + 1))
        while not len(compared):
            compared = _compared(
                room(len(groups), entries, self._dimension),
                afresh,
                self._vectors.kept[:],
                self._terms.by_place[:2],
                usual_weights(),
                (np.concatenate([rows, rows]), len(groups), np.ones(1 + len(groups), np.int64)),
                (*_WEIGHTS(fusion.weights), fusion.bias),
            )
            entries *= 2
        log_odds: Floats = compared[:, :, _MANY]
        return (log_odds + log_odds.T) / 2

    @property
    def _entries(self) -> int:
        """For how many there is room."""
        return len(self._means[3])

    def _make_room(self) -> None:
        """Let go of all that is kept; take more room where there was little, or where nothing was kept."""
        enough = self._entries >= MOST_ENTRIES and self._means[0][0, 0]
        self._let_go(self._entries if enough else 2 * self._entries)

    def _let_go(self, entries: int) -> None:
        self._means: Means = room(_PASSING + MOST_KEPT, entries, self._dimension)
        self._told = np.zeros(len(self._means[0]), np.int64)
        """How many origins each goes back to, as far as it matters."""
        self._rows: dict[str, int] = {}
        self._right: set[str | None] = set()
        """Storylines in which nothing has changed since."""

    def _look_up(self, sides: Sequence[Side]) -> tuple[Places, Groups]:
        """The rows of some sides, and those of them that are to be made."""
        rows, made, places, ends, passing = [], [], list[int](), [0], 0
        for side in sides:
            if not isinstance(side, str):
                passing += 1
                row, stories = passing, side
            elif side in self._right:
                rows.append(self._rows[side])
                continue
            else:
                row = self._rows.setdefault(side, 1 + _PASSING + len(self._rows))
                stories = self._stories_of(side)
                self._right.add(side)
            rows.append(row)
            told, sampled = _told_by(stories)
            self._told[row] = told
            made.append(row)
            places += sampled
            ends.append(len(places))
        return np.array(rows), (np.array(made, np.int64), np.array(ends), np.array(places, np.int64))


def _told_by(stories: Stories) -> tuple[int, list[int]]:
    """How many origins some stories go back to, as far as it matters, and where a sample of their articles stand."""
    ends = [*accumulate(map(len, stories))]
    if ends[-1] > SAMPLE:
        return _origins(stories), _spread_over(stories, ends, SAMPLE)
    articles = [*chain.from_iterable(stories)]
    return min(len(set(map(_ORIGIN, articles))), ESTABLISHED), [*map(_PLACE, articles)]


def _origins(stories: Stories) -> int:
    """How many origins the articles go back to, of many, and as far as it matters."""
    articles, origins = chain.from_iterable(stories), set[str]()
    # The first of them mostly tell already that they are many.
    while len(origins) < ESTABLISHED and (more := set(map(_ORIGIN, islice(articles, ESTABLISHED)))):
        origins |= more
    return min(len(origins), ESTABLISHED)


def _sample(stories: Stories, most: int) -> list[int]:
    """Where ``most`` of the articles stand, at most."""
    ends = [*accumulate(map(len, stories))]
    if ends[-1] <= most:
        return [*map(_PLACE, chain.from_iterable(stories))]
    return _spread_over(stories, ends, most)


def _spread_over(stories: Stories, ends: Sequence[int], most: int) -> list[int]:
    """The same of more articles than that, by where each story ends; they are not laid one behind the other first."""
    places = [(bisect_right(ends, place), place) for place in spread(ends[-1], most)]
    return [stories[number][place - ends[number]].place for number, place in places]


@compiled
def _compared(
    kept: Means,
    afresh: Groups,
    embeddings: BareRounded,
    texts: tuple[Entries, Bounds],
    usual: FloatArray,
    sides: tuple[Places, int, Places],
    weights: tuple[float, ...],
) -> Floats:
    """Of each of the first rows with each of the others, when some have been made: shape (ones, others, _MANY + 1).

    Nothing if there was no room. ``sides`` are the rows, how many of them are compared with the others, and by row how
    many tell of it; behind the ``weights`` stands the bias.
    """
    rows, ones, told = sides
    if not make(kept, afresh, read_wholes(embeddings, afresh[2]), texts, usual):
        return np.empty((0, 0, _MANY + 1))
    features = np.empty((ones, len(rows) - ones, _MANY + 1))
    for turn in range(ones):
        for other in range(len(rows) - ones):
            _compare(kept, rows[turn], rows[ones + other], told, weights, features[turn, other])
    return features


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
