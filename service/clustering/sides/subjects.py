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
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain
from math import log
from typing import NamedTuple

import numpy as np

from embeddings.compiled import compiled
from service.clustering.evidence import MOST_COUNTED, Evidence
from service.clustering.evidence.background import usual_shares
from service.clustering.fusion import Fusion
from service.clustering.sides.told import independent, spread
from service.clustering.sides.weighed import Floats, Places, dampened
from service.clustering.tables.terms import TERM_BITS, TERM_MASK, WORDS, Bounds, Entries, TermTable
from service.clustering.tables.vectors import VectorTable
from service.model import FloatArray
from service.text.slots import Numbers, enter, find, free_slots

SUBJECT_FEATURES = ("whole", "words", "brevity", "smaller", "larger")
ESTABLISHED = 32
"""Independent reports from which on a subject counts as well established."""
SAMPLE = 32
"""Articles through which a subject is compared, spread evenly over its stories, and so over time."""
_MANY = len(SUBJECT_FEATURES)
HEADLINE_WORDS = 12
REPORT_WORDS = 100
_LOGARITHMS: Floats = np.log(np.maximum(np.arange(ESTABLISHED + 1), 1)).round(4)
"""By number of reports."""
_BREVITIES: Floats = np.clip(
    np.log(REPORT_WORDS / np.maximum(np.arange(REPORT_WORDS + 1), 1)) / log(REPORT_WORDS / HEADLINE_WORDS),
    0,
    1,
)
"""By number of words."""
_DAMPENED = dampened(np.arange(MOST_COUNTED + 1, dtype=np.uint16))
_UNHEARD_OF = 0.0005
"""Share of reports that a word counts as held by beyond those of the shipped table: one in two thousand."""


class Means(NamedTuple):
    """Mean unit rows of articles; those of several subjects one behind the other."""

    whole: FloatArray
    terms: Numbers
    """The words that occur."""
    shares: Floats
    """What each has of the mean."""


class Subject:
    """What some articles have in common: the mean of their unit rows.

    The product of two such means is the mean cosine of all pairs.
    """

    __slots__ = ("brevity", "means", "told")

    def __init__(self, stories: Sequence[Sequence[Evidence]], terms: TermTable, vectors: VectorTable) -> None:
        """Take the mean of the articles of one story or more, all of them live: they stand in these tables."""
        self.told = independent(chain.from_iterable(stories), ESTABLISHED)
        """How many origins they go back to, as far as it matters."""
        places = np.array([article.place for article in _sample(stories)])
        of_terms, shares, self.brevity = _mean_row(*terms.by_place[:2], places, _usual_weights(), _DAMPENED)
        self.means = Means(_mean_meaning(vectors.rows(places)), of_terms, shares)


def _sample(stories: Sequence[Sequence[Evidence]]) -> Sequence[Evidence]:
    """At most :data:`SAMPLE` of the articles, spread evenly over all; they are not laid one behind the other first."""
    ends = list(accumulate(map(len, stories)))
    if ends[-1] <= SAMPLE:
        return [article for story in stories for article in story]
    places = [(bisect_right(ends, place), place) for place in spread(ends[-1], SAMPLE)]
    return [stories[number][place - ends[number]] for number, place in places]


@compiled
def _mean_meaning(embeddings: FloatArray) -> FloatArray:
    """The mean of whole texts, which stand before leads."""
    width = embeddings.shape[1] // 2
    mean = np.zeros(width, np.float32)
    for embedding in embeddings:
        for column in range(width):
            mean[column] += embedding[column]
    for column in range(width):
        mean[column] /= len(embeddings)
    return mean


@compiled
def _mean_row(
    entries: Entries, bounds: Bounds, places: Places, weights: FloatArray, dampening: FloatArray
) -> tuple[Numbers, Floats, float]:
    """Each word that articles hold with its mean share of their unit rows, and how brief they are on the mean."""
    most, brief = 0, 0.0
    for row in places:
        most += bounds[row, WORDS + 1] - bounds[row, WORDS]
        brief += _BREVITIES[min(bounds[row, 3] - bounds[row, 2], REPORT_WORDS)]
    known, terms, shares = free_slots(most), np.zeros(most + 1, np.uint32), np.zeros(most + 1)
    last = np.uint32(0)
    for row in places:
        words = entries[bounds[row, WORDS] : bounds[row, WORDS + 1]]
        square = 0.0
        for entry in words:
            value = dampening[entry >> TERM_BITS] * weights[entry & TERM_MASK]
            square += value * value
        norm = np.sqrt(square)
        for entry in words:
            term = entry & np.uint32(TERM_MASK)
            number, last = enter(known, terms, term, last)
            shares[number] += dampening[entry >> TERM_BITS] * weights[term] / norm
    return terms[1 : last + 1].copy(), shares[1 : last + 1] / len(places), brief / len(places)


def subject_features(one: Subject, others: Sequence[Subject], fusion: Fusion) -> tuple[Floats, Floats]:
    """Features of a subject with each of the others, of which there is one or more, and the log-odds that they are one.

    Of shapes (others, SUBJECT_FEATURES), to four places, and (others,).
    """
    return _features(
        one.means,
        Means(*map(np.concatenate, zip(*[other.means for other in others], strict=True))),
        np.array([(subject.told, subject.brevity, len(subject.means.terms)) for subject in (one, *others)]),
        (*[fusion.weights[name] for name in SUBJECT_FEATURES], fusion.bias),
    )


@compiled
def _features(own: Means, others: Means, sides: Floats, weights: tuple[float, ...]) -> tuple[Floats, Floats]:
    """Of one subject with several others.

    ``sides`` are how many tell of each, how brief they are and how many terms they have, the one before the others;
    behind the ``weights`` stands the bias.
    """
    known, many = free_slots(len(own.terms)), len(own.terms)
    terms, shares = np.zeros(many + 1, np.uint32), np.zeros(many + 1)
    terms[1:], shares[1:] = own.terms, own.shares
    for number in range(1, many + 1):
        known[find(known, terms, terms[number])[0]] = number
    features, log_odds = np.empty((len(sides) - 1, _MANY)), np.full(len(sides) - 1, weights[_MANY])
    width, start = len(own.whole), 0
    for other in range(len(features)):
        alike, words = 0.0, 0.0
        for column in range(width):
            alike += own.whole[column] * others.whole[other * width + column]
        end = start + int(sides[other + 1, 2])
        for place in range(start, end):
            words += shares[find(known, terms, others.terms[place])[1]] * others.shares[place]
        start = end
        fewer, more = min(sides[0, 0], sides[other + 1, 0]), max(sides[0, 0], sides[other + 1, 0])
        brief = (sides[0, 1] + sides[other + 1, 1]) / 2
        features[other] = alike, words, brief, _LOGARITHMS[int(fewer)], _LOGARITHMS[int(more)]
        features[other] = np.rint(features[other] * 1e4) / 1e4
        for number in range(_MANY):
            log_odds[other] += weights[number] * features[other, number]
    return features, log_odds


@cache
def _usual_weights() -> FloatArray:
    """Inverse document frequency of words in the news at large, -ln of the share, by term."""
    weights: FloatArray = -np.log(usual_shares().words + np.float32(_UNHEARD_OF))
    return weights
